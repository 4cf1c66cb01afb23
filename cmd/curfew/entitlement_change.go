package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// limiting is what the flags of a change say.
type limiting struct {
	reason, notice string
	dryRun, yes    bool
}

func limitingFlags(command *cobra.Command) *limiting {
	wanted, flags := &limiting{}, command.Flags()
	flags.StringVar(&wanted.reason, "reason", "", "why; whoever loses access by it reads it")
	flags.StringVar(&wanted.notice, "notice", "1h", "how long what is open goes on at least, for instance 15m or 0s")
	flags.BoolVar(&wanted.dryRun, "dry-run", false, "only say whose access would end when")
	flags.BoolVar(&wanted.yes, "yes", false, "do not ask where access would end earlier")
	return wanted
}

func newEntitlementSet(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "set ID",
		Short: "Limit how long it may be held and by how many",
		Long: `The limits hold for whatever is given from now on. Where --max is lower than
before, access that is open ends when it has been open for that long, and not
before the notice is over. Nothing that is open lasts longer than before.`,
		Example: "  curfew entitlement set aws/production-admin --max 30m --reason \"Audit finding 7\" --dry-run",
		Args:    arguments(cobra.ExactArgs(1)),
	}
	caller, wanted := callerFlags(command, p), limitingFlags(command)
	most := command.Flags().String("max", "", "how long it may be held at most, for instance 8h or 30d")
	places := command.Flags().Int("seats", 0, "how many people may hold it at once; 0 is any number")
	command.RunE = func(command *cobra.Command, args []string) error {
		change, err := wanted.change()
		switch {
		case err != nil:
			return err
		case *most == "" && !command.Flags().Changed("seats"):
			return usage{errors.New("--max or --seats says what to change")}
		case *places < 0:
			return usage{fmt.Errorf("--seats is %d, and has to be 0 or more", *places)}
		}
		if *most != "" {
			length, err := builder.ParseDuration(*most)
			if err != nil {
				return usage{fmt.Errorf("--max: %w", err)}
			}
			change.MaxSeconds = int64(time.Duration(length) / time.Second)
		}
		if command.Flags().Changed("seats") {
			change.Seats = places
		}
		return caller.carryOut(command.Context(), *wanted, change, args[0], (*client.Client).LimitEntitlement)
	}
	return command
}

func newEntitlementRetire(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "retire ID",
		Short: "Give it to nobody any more",
		Long: `Nobody may ask for it and what was asked for is not given. What is open ends as
planned, or with --now after the notice.`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	caller, wanted := callerFlags(command, p), limitingFlags(command)
	now := command.Flags().Bool("now", false, "end what is open, after the notice")
	command.RunE = func(command *cobra.Command, args []string) error {
		change, err := wanted.change()
		if err != nil {
			return err
		}
		change.Ends = "as_planned"
		if *now {
			change.Ends = "now"
		}
		return caller.carryOut(command.Context(), *wanted, change, args[0], (*client.Client).RetireEntitlement)
	}
	return command
}

func newEntitlementBringBack(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "bring-back ID",
		Short: "Let a retired one be given again",
		Args:  arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	reason := command.Flags().String("reason", "", "why")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *reason == "" {
			return usage{errors.New("--reason says why")}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			answer, err := curfew.BringBackEntitlement(ctx, args[0], *reason)
			if err != nil {
				return err
			}
			if *caller.asJSON {
				return printRaw(p.out, answer.Raw)
			}
			return printLimits(p, answer.Value)
		})
	}
	return command
}

func (l limiting) change() (client.LimitsChange, error) {
	change := client.LimitsChange{Reason: l.reason}
	notice, err := builder.ParseDuration(l.notice)
	seconds := int64(time.Duration(notice) / time.Second)
	switch {
	case l.reason == "":
		return change, usage{errors.New("--reason says why; whoever loses access by it reads it")}
	case l.dryRun && l.yes:
		return change, usage{errors.New("--dry-run and --yes exclude each other: the one only looks, the other does not ask")}
	case l.notice == "0" || l.notice == "0s":
		seconds = 0
	case err != nil:
		return change, usage{fmt.Errorf("--notice: %w", err)}
	}
	change.NoticeSeconds = &seconds
	return change, nil
}

// carryOut looks first whose access would end earlier, asks where there is any, and
// makes the change.
func (c caller) carryOut(ctx context.Context, wanted limiting, change client.LimitsChange, id string, call func(*client.Client, context.Context, string, client.LimitsChange) (client.Answer[client.Changed], error)) error {
	return c.do(ctx, func(ctx context.Context, curfew *client.Client) error {
		change.DryRun = true
		looked, err := call(curfew, ctx, id, change)
		if err != nil {
			return err
		}
		tell := !*c.asJSON
		if tell {
			if err := printEarlier(c.p, looked.Value); err != nil {
				return err
			}
		}
		switch ends := looked.Value.EndsInAll > 0; {
		case wanted.dryRun && tell:
			return nil
		case wanted.dryRun:
			return printRaw(c.p.out, looked.Raw)
		case ends && !wanted.yes && (!c.p.attended || !tell):
			return usage{errors.New("access would end earlier and nobody can be asked here: --yes does it without asking, --dry-run only looks")}
		case ends && !wanted.yes && !c.p.confirmed(ctx):
			fmt.Fprintln(c.p.err, "Nothing was changed.")
			return ended{exitFailure}
		}
		change.DryRun = false
		made, err := call(curfew, ctx, id, change)
		if err != nil {
			return err
		}
		if !tell {
			return printRaw(c.p.out, made.Raw)
		}
		return printLimits(c.p, made.Value.Entitlement)
	})
}

func printEarlier(p program, changed client.Changed) error {
	if changed.EndsInAll == 0 {
		_, err := fmt.Fprintln(p.out, "Nobody's access ends earlier.")
		return err
	}
	var rows [][]string
	for _, each := range changed.Ends {
		rows = append(rows, []string{each.ID, each.Person.Name, words.Clock(each.EndsAt, time.Local), words.Clock(each.EarlierAt, time.Local)})
	}
	if err := words.Table(p.out, []string{"ID", "WHO", "ENDS", "WOULD END"}, rows); err != nil {
		return err
	}
	if more := changed.EndsInAll - len(changed.Ends); more > 0 {
		_, err := fmt.Fprintf(p.out, "And %d more.\n", more)
		return err
	}
	return nil
}
