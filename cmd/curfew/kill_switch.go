package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newKillSwitch(p program) *cobra.Command {
	command := &cobra.Command{
		Use:     "kill-switch",
		Aliases: []string{"kill"},
		Short:   "End everything of a person, an entitlement, a connector or an automation now",
		Long: `A kill switch ends everything that it covers, and lets nothing of it begin until it
is lifted. Lifting it brings nothing back.`,
		Args: arguments(cobra.NoArgs),
		RunE: func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(newKillThrow(p), newKillList(p), newKillShow(p), newKillLift(p))
	return command
}

func newKillThrow(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "throw",
		Short: "Throw one, and follow it until everything is confirmed to be gone",
		Long: `Says what would end, asks whether to go on, and follows it until the outside systems
were read to hold nothing of it any more. Ctrl-C stops following; the ending goes on.`,
		Example: `  curfew kill-switch throw --person ada.lindqvist@example.com --reason "Laptop stolen"
  curfew kill-switch throw --connector okta --reason "Breach at the provider" --yes`,
		Args: arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	wanted := killFlags(command)
	command.Flags().BoolVar(&wanted.noWait, "no-wait", false, "do not follow it")
	command.RunE = func(command *cobra.Command, _ []string) error {
		wanted.attended = p.attended && !*caller.asJSON
		if err := wanted.check(); err != nil {
			return err
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.throwSwitch(ctx, curfew, wanted)
		})
	}
	return command
}

// killing is what somebody typed about a kill switch.
type killing struct {
	refs          map[string]*string // by scope
	scope, reason string
	yes, noWait   bool
	attended      bool // it can ask
}

func killFlags(command *cobra.Command) *killing {
	said := &killing{refs: map[string]*string{}}
	flags := command.Flags()
	said.refs["person"] = flags.String("person", "", "everything that this person holds; a `login`")
	said.refs["entitlement"] = flags.String("entitlement", "", "every access to this entitlement; an `id`")
	said.refs["connector"] = flags.String("connector", "", "every access in this outside system; a `name`")
	said.refs["automation"] = flags.String("automation", "", "everything given by this automation; a `name`")
	flags.StringVar(&said.reason, "reason", "", "why; whoever loses access will read it")
	flags.BoolVar(&said.yes, "yes", false, "throw it without asking")
	return said
}

func (k *killing) check() error {
	for _, scope := range []string{"person", "entitlement", "connector", "automation"} {
		if *k.refs[scope] == "" {
			continue
		}
		if k.scope != "" {
			return usage{fmt.Errorf("--%s and --%s exclude each other: throw one after the other", k.scope, scope)}
		}
		k.scope = scope
	}
	switch {
	case k.scope == "":
		return usage{errors.New("say what ends: --person, --entitlement, --connector or --automation")}
	case strings.TrimSpace(k.reason) == "":
		return usage{errors.New("say why with --reason; whoever loses access will read it")}
	case !k.yes && !k.attended:
		return usage{errors.New("nobody is there who can be asked: --yes throws it without asking")}
	}
	return nil
}

func (c caller) throwSwitch(ctx context.Context, curfew *client.Client, said *killing) error {
	wanted := client.NewKillSwitch{ID: uuid.NewString(), Scope: said.scope, Ref: *said.refs[said.scope], Reason: said.reason}
	if !said.yes {
		agreed, err := c.agreeToKill(ctx, curfew, wanted)
		if err != nil {
			return err
		}
		if !agreed {
			return refusal{errors.New("nothing was changed")}
		}
	}
	thrown, err := curfew.ThrowKillSwitch(ctx, wanted)
	if err != nil {
		return err
	}
	if thrown.Value.Note != "" {
		fmt.Fprintln(c.p.err, words.Plain(thrown.Value.Note))
	}
	if !said.noWait {
		if thrown, err = c.followKill(ctx, curfew, thrown); err != nil {
			return err
		}
	}
	return c.printKill(thrown)
}

// agreeToKill says what would end and asks whether it shall.
func (c caller) agreeToKill(ctx context.Context, curfew *client.Client, wanted client.NewKillSwitch) (bool, error) {
	reach, err := curfew.KillReach(ctx, wanted)
	if err != nil {
		return false, err
	}
	would := reach.Value
	fmt.Fprintf(c.p.err, "This ends %s: %d held by %d people, and %d requests. Nothing of it begins until it is lifted.\nType yes to go on: ",
		words.Plain(would.What), would.Leases, would.People, would.Requests)
	var answer string
	_, _ = fmt.Fscanln(c.p.in, &answer) // whatever is not yes is no
	return answer == "yes", nil
}

// followKill tells how far it has come until everything is confirmed.
func (c caller) followKill(ctx context.Context, curfew *client.Client, thrown client.Answer[client.KillSwitch]) (client.Answer[client.KillSwitch], error) {
	told := ""
	err := poll(ctx, func() (bool, error) {
		answer, err := curfew.KillSwitch(ctx, thrown.Value.ID)
		if err != nil {
			return false, err
		}
		thrown = answer
		if line := killLine(answer.Value.Progress); line != told && !*c.asJSON {
			told = line
			fmt.Fprintln(c.p.err, line)
		}
		return !answer.Value.DoneAt.IsZero(), nil
	})
	return thrown, err
}

func killLine(progress client.KillProgress) string {
	line := fmt.Sprintf("%d of %d confirmed, %d ending", progress.Confirmed, progress.Leases, progress.Ending)
	if progress.Late > 0 {
		line += fmt.Sprintf(", %d late", progress.Late)
	}
	return line
}

func (c caller) printKill(answer client.Answer[client.KillSwitch]) error {
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	k, now := answer.Value, time.Now()
	says := []string{
		k.ID,
		fmt.Sprintf("Ends %s, thrown by %s %s: %s", words.Plain(k.What), words.Plain(k.By.Name), words.Until(k.At, now), words.Plain(k.Reason)),
		killLine(k.Progress) + ".",
	}
	if !k.DoneAt.IsZero() {
		says = append(says, "All of it was confirmed to be gone "+words.Until(k.DoneAt, now)+".")
	}
	if k.Stands {
		says = append(says, "Nothing of it begins until it is lifted.")
	} else {
		says = append(says, fmt.Sprintf("Lifted by %s %s: %s", words.Plain(k.LiftedBy), words.Until(k.LiftedAt, now), words.Plain(k.LiftedWhy)))
	}
	if _, err := fmt.Fprintln(c.p.out, strings.Join(says, "\n")); err != nil || len(k.Progress.Stragglers) == 0 {
		return err
	}
	var rows [][]string
	for _, each := range k.Progress.Stragglers {
		rows = append(rows, []string{each.Access, each.Label, stateWord(each.State), words.Until(each.DueAt, now), each.Why})
	}
	return words.Table(c.p.out, []string{"ID", "WHAT", "STATE", "DUE", "WHY"}, rows)
}
