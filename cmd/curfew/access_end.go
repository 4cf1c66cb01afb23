package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newAccessEnd(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "end ID",
		Short: "Give back what you hold, or revoke what somebody else holds",
		Long: `Ends access now. The id, or the beginning of it, is in the first column of
` + "`curfew access`" + `. Who revokes somebody else's access has to say why.`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	reason := command.Flags().String("reason", "", "why")
	wait := command.Flags().Bool("wait", false, "wait until the outside system confirms it")
	command.RunE = func(command *cobra.Command, args []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.endAccess(ctx, curfew, args[0], *reason, *wait)
		})
	}
	return command
}

func (c caller) endAccess(ctx context.Context, curfew *client.Client, typed, reason string, wait bool) error {
	id, err := meantLease(ctx, curfew, typed)
	if err != nil {
		return err
	}
	answer, err := curfew.EndAccess(ctx, id, reason)
	if err != nil {
		return err
	}
	if wait && !answer.Value.Over() {
		err := poll(ctx, func() (bool, error) {
			answer, err = curfew.Access(ctx, id)
			return answer.Value.Over(), err
		})
		if err != nil {
			return err
		}
	}
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	lease := answer.Value
	_, err = fmt.Fprintf(c.p.out, "%s for %s: %s", words.Plain(lease.Entitlement.Label()), words.Plain(lease.Person.Name), stateWord(lease.State))
	if err == nil && lease.Over() && !lease.ConfirmedAt.IsZero() {
		_, err = fmt.Fprintf(c.p.out, ", confirmed %s", words.Until(lease.ConfirmedAt, time.Now()))
	}
	if err == nil {
		_, err = fmt.Fprintln(c.p.out, ".")
	}
	return err
}

// meantLease completes the beginning of an id, of my own access or of what else I
// may see. What is the beginning of none goes to the server as it is.
func meantLease(ctx context.Context, curfew *client.Client, typed string) (string, error) {
	var ids []string
	for _, scope := range []string{"mine", "owned", "all"} {
		seen, err := leases(ctx, curfew, scope, "live")
		var problem *client.Problem
		if errors.As(err, &problem) {
			continue // not everybody may see every scope
		}
		if err != nil {
			return "", err
		}
		for _, lease := range seen.Value.Items {
			if !slices.Contains(ids, lease.ID) {
				ids = append(ids, lease.ID)
			}
		}
	}
	return meant(typed, ids)
}
