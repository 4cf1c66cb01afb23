package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/workflows"
)

// mostAtATime keeps Temporal free for the workers that run meanwhile.
const mostAtATime = 64

// preflightFlags is what somebody asked preflight for.
type preflightFlags struct {
	typeName           string
	since              time.Duration
	limit, concurrency int
	asJSON             bool
}

func (f preflightFlags) check() error {
	switch {
	case f.limit < 0:
		return usage{fmt.Errorf("--limit has to be a number of runs, or 0 for all of them, and is %d", f.limit)}
	case f.since < 0:
		return usage{fmt.Errorf("--since has to be a length of time before now, and is %s", f.since)}
	case f.concurrency < 1 || f.concurrency > mostAtATime:
		return usage{fmt.Errorf("--concurrency has to be between 1 and %d, and is %d", mostAtATime, f.concurrency)}
	}
	var known workflowTypes
	workflows.Register(&known)
	if f.typeName != "" && !slices.Contains(known, f.typeName) {
		return usage{fmt.Errorf("--type has to be one of %s, and is %q", strings.Join(known, ", "), f.typeName)}
	}
	return nil
}

// workflowTypes are the names of the workflows that this binary knows.
type workflowTypes []string

// RegisterWorkflowWithOptions is workflows.Registry's.
func (t *workflowTypes) RegisterWorkflowWithOptions(_ any, options workflow.RegisterOptions) {
	*t = append(*t, options.Name)
}

func newPreflight(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "preflight",
		Short: "Check before an upgrade that what is open goes on in this binary",
		Long: `Replays what every open run did so far with the workflows of this binary, and
says how many it could not carry on, which, and why. Run it with the new binary
while the old workers run; it changes nothing. The exit code is 1 if any run would
break or could not be read. docs/upgrading.md says what to do then.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	var asked preflightFlags
	flags := command.Flags()
	flags.IntVar(&asked.limit, "limit", 0, "look at so many `runs`, the youngest first; 0 is all")
	flags.StringVar(&asked.typeName, "type", "", "look at runs of this workflow `type` only")
	flags.DurationVar(&asked.since, "since", 0, "look at runs started within this `duration` only; 0 is all")
	flags.IntVar(&asked.concurrency, "concurrency", 8, "read and replay so many `histories` at a time")
	flags.BoolVar(&asked.asJSON, "json", false, "answer as JSON")
	command.RunE = func(command *cobra.Command, _ []string) error {
		configured, err := settings()
		if err == nil {
			err = asked.check()
		}
		if err != nil {
			return err
		}
		return examine(command.Context(), configured.Temporal, asked, p)
	}
	return command
}

func examine(ctx context.Context, settings config.Temporal, asked preflightFlags, p program) error {
	connection, err := wiring.Temporal(settings, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer connection.Close()
	starting, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	if err := wiring.Cluster(connection, settings).CheckNamespace(starting); err != nil {
		return err
	}
	source := preflight.Namespace{Connection: connection, Name: settings.Namespace, Queue: workflows.Queue}
	selection := preflight.Selection{Type: asked.typeName}
	if asked.since > 0 {
		selection.Since = time.Now().Add(-asked.since)
	}
	progress := newPreflightProgress(ctx, p, source, selection, asked.limit)
	report, err := preflight.Examination{
		Source: source, Selection: selection, Limit: asked.limit, Concurrency: asked.concurrency,
		Register: workflows.Register, Progress: progress.tell,
	}.Run(ctx)
	progress.end()
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted after %s: %d would break", counted(report.Looked(), "run"), report.WouldBreak)
	}
	if err != nil {
		return err
	}
	if asked.asJSON {
		err = printJSON(p.out, struct {
			OK bool `json:"ok"`
			preflight.Report
		}{report.OK(), report})
	} else {
		err = printPreflight(p, settings, report)
	}
	if err == nil && !report.OK() {
		return ended{exitFailure}
	}
	return err
}
