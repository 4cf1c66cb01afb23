package main

import (
	"context"
	"fmt"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// carryOut does what was shown, one automation after the other, and stops at the
// first that is refused. What was done before stays, so applying again goes on.
func (r *applyReport) carryOut(ctx context.Context, p program, curfew *client.Client, comment string, tell bool) error {
	done := 0
	for _, each := range r.Automations {
		if !each.toDo() {
			continue
		}
		if err := each.carryOut(ctx, curfew, comment); err != nil {
			each.Outcome = "failed"
			fmt.Fprintf(p.err, "Stopped at %s: %d done before it, %d not begun. Applying again goes on.\n", words.Plain(each.Name), done, r.toDo()-done-1)
			return err
		}
		if done++; tell {
			fmt.Fprintln(p.out, words.Plain(each.Name)+": "+each.became())
		}
	}
	r.Applied = true
	return nil
}

func (c *change) carryOut(ctx context.Context, curfew *client.Client, comment string) error {
	switch c.Action {
	case doRetire:
		_, err := curfew.Retire(ctx, c.Name, comment)
		c.Outcome = "retired"
		return err
	case doBringBack:
		_, err := curfew.BringBack(ctx, c.Name, comment)
		c.Outcome = "brought_back"
		return err
	}
	if !c.saved {
		draft, err := curfew.SaveDraft(ctx, c.Name, c.source, c.rev)
		if err != nil {
			return err
		}
		c.rev = draft.Value.Rev
	}
	published, err := curfew.Publish(ctx, c.Name, c.rev, comment)
	if err != nil {
		return err
	}
	c.Outcome = published.Value.Outcome
	if latest := published.Value.Automation.Latest; latest != nil && c.Outcome == "published" {
		c.Version = latest.Version
	}
	return nil
}

// became is what was done, for people.
func (c *change) became() string {
	switch c.Outcome {
	case "published":
		return fmt.Sprintf("version %d is published.", c.Version)
	case "proposed":
		return "it is proposed. Another admin has to confirm it before anybody can ask by it."
	case "brought_back":
		return "it is offered again."
	case "retired":
		return "it is retired. What runs goes on."
	default:
		return "it was published already."
	}
}
