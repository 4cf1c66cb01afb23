package main

import (
	"context"
	"fmt"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// followRequest waits until access is open or the request is over, telling on the
// way what it waits for. A request that is over without access is a refusal.
func (c caller) followRequest(ctx context.Context, curfew *client.Client, id string) error {
	told := ""
	var last client.Answer[client.RequestDetail]
	err := poll(ctx, func() (bool, error) {
		answer, err := curfew.Request(ctx, id)
		if err != nil {
			return false, err
		}
		last = answer
		request := answer.Value.Request
		if line := words.Plain(request.Detail); line != told && line != "" && !*c.asJSON {
			told = line
			fmt.Fprintln(c.p.err, line)
		}
		return request.Final || request.State == "open", nil
	})
	if err != nil {
		return err
	}
	if *c.asJSON {
		err = printRaw(c.p.out, last.Raw)
	} else {
		err = c.printRequest(last.Value.Request)
	}
	if err == nil && gotNothing(last.Value.Request.State) {
		return ended{exitRefused}
	}
	return err
}

// gotNothing are the ends of a request that nothing was given for.
func gotNothing(state string) bool {
	switch state {
	case "denied", "timed_out", "cancelled", "not_granted", "failed":
		return true
	default:
		return false
	}
}

// stateWord is a state of a request or of a lease as people say it.
func stateWord(state string) string {
	word, known := map[string]string{
		"submitted": "asked", "granting": "approved, being given", "ending": "ending, not confirmed yet",
		"returned": "given back", "ended_early": "taken away early", "timed_out": "nobody decided in time",
		"cancelled": "withdrawn", "not_granted": "approved, but it could not be given",
		"scheduled": "begins later", "opening": "being given", "refused": "not given",
		"reviewing": "over, to be reviewed",
	}[state]
	if known {
		return word
	}
	return words.Plain(state)
}
