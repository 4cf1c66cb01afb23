package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newAccess(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "access",
		Short: "List who holds what until when; `access show` tells of one, `access end` ends one",
		Args:  arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	all := command.Flags().Bool("all", false, "everybody's, for admins and auditors")
	owned := command.Flags().Bool("owned", false, "everybody's of what you own")
	over := command.Flags().Bool("over", false, "also what is over")
	command.RunE = func(command *cobra.Command, _ []string) error {
		scope, state := "mine", "live"
		switch {
		case *all && *owned:
			return usage{fmt.Errorf("--all and --owned exclude each other")}
		case *all:
			scope = "all"
		case *owned:
			scope = "owned"
		}
		if *over {
			state = "any"
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.listAccess(ctx, curfew, scope, state)
		})
	}
	command.AddCommand(newAccessEnd(p), newAccessExtend(p), newAccessShow(p))
	return command
}

func leases(ctx context.Context, curfew *client.Client, scope, state string) (client.Answer[client.List[client.Access]], error) {
	return client.All(func(cursor string) (client.Answer[client.List[client.Access]], error) {
		return curfew.AccessList(ctx, scope, state, cursor)
	})
}

func (c caller) listAccess(ctx context.Context, curfew *client.Client, scope, state string) error {
	held, err := leases(ctx, curfew, scope, state)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, held.Raw)
	}
	if len(held.Value.Items) == 0 {
		_, err := fmt.Fprintln(c.p.out, "There is none.")
		return err
	}
	var rows [][]string
	for _, lease := range held.Value.Items {
		rows = append(rows, []string{lease.ID, lease.Person.Name, lease.Entitlement.Label(), stateWord(lease.State), leaseTime(lease, time.Now())})
	}
	return words.Table(c.p.out, []string{"ID", "WHO", "WHAT", "STATE", "WHEN"}, rows)
}

// leaseTime is what matters of a lease's times just now.
func leaseTime(lease client.Access, now time.Time) string {
	switch {
	case lease.State == "ended" && !lease.EndedAt.IsZero():
		text := "ended " + words.Until(lease.EndedAt, now)
		if lease.LateSeconds > 0 {
			text += ", " + words.Length(time.Duration(lease.LateSeconds)*time.Second) + " late"
		}
		return text
	case lease.State == "scheduled" && !lease.From.IsZero():
		return "begins " + words.Until(lease.From, now)
	case lateBy(lease, now) >= lateMark:
		return lateness(lease, now)
	case lease.Attention != "":
		return lease.Attention
	case lease.EndsAt.IsZero() || lease.State == "refused":
		return lease.Note
	case lease.EndsAt.Before(now):
		return "due " + words.Until(lease.EndsAt, now)
	default:
		return "ends " + words.Until(lease.EndsAt, now)
	}
}
