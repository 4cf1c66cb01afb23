package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
	"github.com/curfewhq/curfew/emergency"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/config"
)

func newEmergency(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "emergency",
		Short: "Take access away where Temporal does not answer; `emergency end` does",
		Args:  arguments(cobra.NoArgs),
		RunE:  func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(newEmergencyEnd(p))
	return command
}

func newEmergencyEnd(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "end",
		Short: "End everything of a person, an entitlement, a connector or an automation, past Temporal",
		Long: `Throws a kill switch in the configured database, or goes on with the one that stands,
and takes away through the connector what every lease gave that it covers. It needs
the server's configuration and neither its API nor Temporal. Where Temporal answers,
"curfew kill-switch throw" does the same with everybody told.

What was held before stays, and so does what an open lease holds that is not covered.
A lease is confirmed when the outside system was read to say so. Ctrl-C stops it, and
running it again goes on. The exit code is 1 while anything is not confirmed, or not
written down. Requests are told when the workers are back.`,
		Example: `  curfew emergency end --person ada.lindqvist@example.com --reason "Laptop stolen" --as sofia.marin@example.com
  curfew emergency end --connector okta --reason "Breach at the provider" --as sofia.marin@example.com --yes`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	said := &emergencyFlags{p: p, killing: killFlags(command)}
	flags := command.Flags()
	flags.StringVar(&said.as, "as", "", "`login` of the admin who does it, for the audit log")
	flags.DurationVar(&said.patience, "patience", 10*time.Minute, "how long to go on after anything was confirmed last, as a `duration`")
	flags.BoolVar(&said.noLook, "no-look", false, "do not look once more a minute after the switch was thrown; the workers do when they are back")
	flags.BoolVar(&said.asJSON, "json", false, "answer as JSON")
	command.RunE = func(command *cobra.Command, _ []string) error {
		said.attended = p.attended && !said.asJSON
		if err := said.check(); err != nil {
			return err
		}
		configured, err := settings()
		if err != nil {
			return err
		}
		return said.end(command.Context(), configured)
	}
	return command
}

// emergencyFlags is what somebody typed about an emergency.
type emergencyFlags struct {
	*killing
	p        program
	as       string
	patience time.Duration
	noLook   bool
	asJSON   bool
}

func (f *emergencyFlags) check() error {
	switch {
	case strings.TrimSpace(f.as) == "":
		return usage{errors.New("say who you are with --as: the audit log names an admin for this")}
	case f.patience <= 0:
		return usage{fmt.Errorf("--patience is %s and has to be more than nothing", f.patience)}
	default:
		return f.killing.check()
	}
}

// atOnce is how many keys are worked on at once: a system that is slow keeps not all of
// them, and one that limits calls is asked for no more than it allows.
const atOnce = 8

func (f *emergencyFlags) end(ctx context.Context, settings config.Config) error {
	if settings.Okta.OrgURL == "" {
		return usage{errors.New("there is no outside system to take anything away in: set CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN")}
	}
	okta, err := wiring.Okta(settings.Okta)
	if err != nil {
		return err
	}
	record, err := wiring.ReadyRecord(ctx, settings.Database)
	if err != nil {
		return f.recordAway(err)
	}
	defer func() { _ = record.Close() }() // every write is committed by itself
	plan, err := emergency.Prepare(ctx, record, emergency.Wanted{
		ID: uuid.NewString(), Scope: access.KillScope(f.scope), Ref: *f.refs[f.scope], Reason: f.reason, By: f.as,
	}, time.Now().UTC())
	if err != nil {
		return f.noPlan(err)
	}
	if !f.yes && !f.agree(plan) {
		return refusal{errors.New("nothing was changed")}
	}
	ending := emergency.Ending{
		Record: record, Providers: map[string]integrations.Provider{seed.Connector: okta},
		Attempts: "emergency/" + uuid.NewString(), AtOnce: atOnce, Patience: f.patience, NoLook: f.noLook,
		Clock: time.Now, Wait: waitUntil, Tell: f.teller(plan.Reach.Leases),
	}
	report, err := ending.Run(ctx, plan)
	if err != nil {
		return f.recordAway(err)
	}
	return f.print(report)
}

// noPlan tells a no from a database that does not answer.
func (f *emergencyFlags) noPlan(err error) error {
	var no *access.Refusal
	if errors.As(err, &no) {
		return refusal{err}
	}
	return f.recordAway(err)
}

// agree says what would end and asks whether it shall.
func (f *emergencyFlags) agree(plan emergency.Plan) bool {
	begins := "Nothing of it begins until it is lifted."
	if plan.Thrown {
		begins = fmt.Sprintf("A kill switch of that stands since %s; this goes on with it.", words.Second(plan.Switch.At, time.Local))
	}
	fmt.Fprintf(f.p.err, "This ends %s, past Temporal: %d held by %d people, and %d requests. %s\nType yes to go on: ",
		words.Plain(plan.Switch.What()), plan.Reach.Leases, plan.Reach.People, plan.Reach.Requests, begins)
	var answer string
	_, _ = fmt.Fscanln(f.p.in, &answer) // whatever is not yes is no
	return answer == "yes"
}

func waitUntil(ctx context.Context, until time.Time) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Until(until)):
		return nil
	}
}
