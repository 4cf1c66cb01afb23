package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newAway(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "away",
		Short: "Say who is asked in your place while you are away; without flags, list it",
		Long: `While you are away, whoever you name is asked for the approvals and reviews that you
would be asked for. What was asked before stays where it is. Nobody is asked in your
place about their own access or yours, and what an automation asks of you personally
still comes to you.

One that begins at the same moment is replaced, which is how it is changed.`,
		Example: `  curfew away --to eli.novak@example.com --from 2026-03-02T00:00:00+01:00 --until 2026-03-13T00:00:00+01:00
  curfew away --remove`,
		Args: arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	absence := absenceFlags(command)
	command.RunE = func(command *cobra.Command, _ []string) error {
		if err := absence.check(time.Now()); err != nil {
			return err
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			switch {
			case absence.remove:
				return caller.comeBack(ctx, curfew, absence)
			case absence.to != "":
				return caller.goAway(ctx, curfew, absence)
			default:
				return caller.listAway(ctx, curfew, absence.over)
			}
		})
	}
	return command
}

func (c caller) goAway(ctx context.Context, curfew *client.Client, absence *absence) error {
	answer, err := curfew.SetDelegation(ctx, client.NewDelegation{
		Delegate: absence.to, From: absence.begins, Until: absence.ends, Reason: absence.reason,
	})
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	set := answer.Value
	_, err = fmt.Fprintf(c.p.out, "From %s until %s, %s is asked in your place. What waits for you already stays with you.\n",
		words.Clock(set.From, time.Local), words.Clock(set.Until, time.Local), words.Plain(set.Delegate.Name))
	return err
}

func (c caller) comeBack(ctx context.Context, curfew *client.Client, absence *absence) error {
	listed, err := curfew.Delegations(ctx)
	if err != nil {
		return err
	}
	ends, err := absence.meant(listed.Value.Items, time.Now())
	if err != nil {
		return err
	}
	if err := curfew.EndDelegation(ctx, ends.From); err != nil {
		return err
	}
	if *c.asJSON {
		left, err := curfew.Delegations(ctx)
		if err != nil {
			return err
		}
		return printRaw(c.p.out, left.Raw)
	}
	_, err = fmt.Fprintf(c.p.out, "%s is not asked in your place any more. What they were asked stays with them.\n", words.Plain(ends.Delegate.Name))
	return err
}

func (c caller) listAway(ctx context.Context, curfew *client.Client, over bool) error {
	answer, err := curfew.Delegations(ctx)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	now := time.Now()
	var rows [][]string
	for _, each := range answer.Value.Items {
		if !over && !each.Until.After(now) {
			continue
		}
		rows = append(rows, []string{
			words.Clock(each.From, time.Local), words.Clock(each.Until, time.Local), each.Delegate.Name, delegationTime(each, now), each.Reason,
		})
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(c.p.out, "Nobody is asked in your place.")
		return err
	}
	return words.Table(c.p.out, []string{"FROM", "UNTIL", "WHO", "WHEN", "WHY"}, rows)
}

// delegationTime is what matters of a delegation's times just now.
func delegationTime(delegation client.Delegation, now time.Time) string {
	switch {
	case now.Before(delegation.From):
		return "begins " + words.Until(delegation.From, now)
	case now.Before(delegation.Until):
		return "ends " + words.Until(delegation.Until, now)
	default:
		return "ended " + words.Until(delegation.Until, now)
	}
}
