package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newAccessExtend(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "extend ID",
		Short: "Ask to keep what you hold for longer",
		Long: `Asks for more time, where the automation lets one. The id, or the beginning of it,
is in the first column of ` + "`curfew access`" + `.`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	by := command.Flags().String("by", "", "how much longer, as a `duration` such as 2h")
	reason := command.Flags().String("reason", "", "why")
	command.RunE = func(command *cobra.Command, args []string) error {
		length, err := builder.ParseDuration(*by)
		if err != nil {
			return usage{fmt.Errorf("--by: %w", err)}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.extendAccess(ctx, curfew, args[0], time.Duration(length), *reason)
		})
	}
	return command
}

func (c caller) extendAccess(ctx context.Context, curfew *client.Client, typed string, by time.Duration, reason string) error {
	id, err := meantLease(ctx, curfew, typed)
	if err != nil {
		return err
	}
	lease, err := curfew.Access(ctx, id)
	if err != nil {
		return err
	}
	answer, err := curfew.Extend(ctx, lease.Value.RequestID, client.NewExtension{
		ID: uuid.NewString(), BySeconds: int64(by / time.Second), Reason: reason,
	})
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	if answer.Value.Until.IsZero() {
		_, err = fmt.Fprintf(c.p.out, "Asked: it is decided in %s.\n", words.Plain(answer.Value.ApprovalID))
		return err
	}
	_, err = fmt.Fprintf(c.p.out, "It ends %s now (%s).\n", words.Until(answer.Value.Until, time.Now()), words.Clock(answer.Value.Until, time.Local))
	return err
}
