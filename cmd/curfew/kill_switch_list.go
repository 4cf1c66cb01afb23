package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newKillList(p program) *cobra.Command {
	command := &cobra.Command{Use: "list", Short: "List them, newest first", Args: arguments(cobra.NoArgs)}
	caller := callerFlags(command, p)
	all := command.Flags().Bool("all", false, "also those that are done and lifted")
	command.RunE = func(command *cobra.Command, _ []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.listKills(ctx, curfew, *all)
		})
	}
	return command
}

func kills(ctx context.Context, curfew *client.Client) (client.Answer[client.List[client.KillSwitch]], error) {
	return client.All(func(cursor string) (client.Answer[client.List[client.KillSwitch]], error) {
		return curfew.KillSwitches(ctx, cursor)
	})
}

func (c caller) listKills(ctx context.Context, curfew *client.Client, all bool) error {
	thrown, err := kills(ctx, curfew)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, thrown.Raw)
	}
	var rows [][]string
	for _, k := range thrown.Value.Items {
		if all || k.Stands || k.DoneAt.IsZero() {
			rows = append(rows, []string{k.ID, k.What, killState(k), killLine(k.Progress), words.Until(k.At, time.Now()), k.By.Name})
		}
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(c.p.out, "There is none.")
		return err
	}
	return words.Table(c.p.out, []string{"ID", "ENDS", "STATE", "PROGRESS", "THROWN", "BY"}, rows)
}

func killState(k client.KillSwitch) string {
	switch {
	case !k.Stands && k.DoneAt.IsZero():
		return "lifted, still ending"
	case !k.Stands:
		return "lifted"
	case k.DoneAt.IsZero():
		return "ending, blocks"
	default:
		return "done, blocks"
	}
}

func newKillShow(p program) *cobra.Command {
	command := &cobra.Command{
		Use: "show ID", Short: "Show one, how far it has come, and what is still not confirmed", Args: arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	command.RunE = func(command *cobra.Command, args []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			id, err := meantKill(ctx, curfew, args[0])
			if err != nil {
				return err
			}
			answer, err := curfew.KillSwitch(ctx, id)
			if err != nil {
				return err
			}
			return caller.printKill(answer)
		})
	}
	return command
}

func newKillLift(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "lift ID",
		Short: "Lift one: things may begin again, and nothing is brought back",
		Args:  arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	reason := command.Flags().String("reason", "", "why")
	command.RunE = func(command *cobra.Command, args []string) error {
		if strings.TrimSpace(*reason) == "" {
			return usage{errors.New("say why with --reason")}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.liftKill(ctx, curfew, args[0], *reason)
		})
	}
	return command
}

func (c caller) liftKill(ctx context.Context, curfew *client.Client, typed, reason string) error {
	id, err := meantKill(ctx, curfew, typed)
	if err != nil {
		return err
	}
	answer, err := curfew.LiftKillSwitch(ctx, id, reason)
	if err != nil {
		return err
	}
	if answer.Value.Note != "" {
		fmt.Fprintln(c.p.err, words.Plain(answer.Value.Note))
	}
	return c.printKill(answer)
}

// meantKill completes the beginning of an id.
func meantKill(ctx context.Context, curfew *client.Client, typed string) (string, error) {
	thrown, err := kills(ctx, curfew)
	if err != nil {
		return "", err
	}
	var ids []string
	for _, k := range thrown.Value.Items {
		ids = append(ids, k.ID)
	}
	return meant(typed, ids)
}
