package dev

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/directory"
	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/cmd/curfew/internal/temporalchild"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/workflows"
)

func (h *house) startTemporal(ctx context.Context, program string) error {
	err := h.progress.during("Starting Temporal (the first time takes longest)", func() (err error) {
		h.child, err = temporalchild.Start(ctx, temporalchild.Options{
			Program: program, Database: h.where.file("temporal.db"), LogFile: h.where.file("temporal.log"),
			Port: h.options.Ports.Temporal, UIPort: h.options.Ports.TemporalUI,
			Namespace: h.settings.Temporal.Namespace, Attributes: workflows.SearchAttributes(),
			Environ: withoutSettings(h.options.Environ), Stderr: logWriter{h}, Log: h.log,
		})
		return err
	})
	if err != nil {
		return inOurWords(err)
	}
	h.later(h.child.Stop)
	h.settings.Temporal.Address, h.settings.Temporal.UIURL = h.child.Ready().Frontend, h.child.Ready().UI
	if h.connection, err = wiring.Temporal(h.settings.Temporal, h.log); err != nil {
		return err
	}
	h.later(h.connection.Close)
	return nil
}

// furnish reads the people and plants the seeds. An organisation that does not
// answer is no reason to stay closed where its people are known already: access
// has to end on time.
func (h *house) furnish(ctx context.Context) error {
	return h.progress.during("Reading the people of "+h.organisation.settings.OrgURL, func() error {
		_, err := directory.Import(ctx, h.organisation.connector, h.record)
		if err == nil {
			err = h.where.bind(h.organisation.name())
		}
		if err == nil {
			err = h.plant(ctx)
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
		if !h.options.simulated() {
			err = fmt.Errorf("%w; CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN say which organisation is used", err)
		}
		if known, reading := h.record.People(ctx); reading != nil || len(known) == 0 {
			return err
		}
		fmt.Fprintf(h.options.Err, "Going on with what was known before: %s.\n", err)
		return nil
	})
}

func (h *house) plant(ctx context.Context) error {
	soil := seed.Soil{
		Records: h.record, Resolver: h.organisation.connector, Clock: time.Now,
		Facts: config.Names(h.settings.Facts), Hooks: config.Names(h.settings.Hooks),
	}
	leftOut, err := soil.Plant(ctx)
	for _, sentence := range leftOut {
		fmt.Fprintln(h.options.Err, sentence)
	}
	return err
}

// startWork starts the worker, the import and, last, the API.
func (h *house) startWork(ctx context.Context) error {
	counted := wiring.Metrics(h.record, h.log)
	worker, err := wiring.Worker(h.settings, h.record, h.connection, h.organisation.connector, counted, h.log)
	if err != nil {
		return err
	}
	if err := worker.Start(); err != nil {
		return err
	}
	h.later(worker.Stop)
	h.background(ctx, func(ctx context.Context) error {
		directory.Repeat(ctx, h.options.Settings.Okta.ImportEvery, h.organisation.connector, h.record, h.log)
		return nil
	})
	h.settings.HTTP = config.HTTP{Address: h.console.Addr().String(), DemoSignIn: true}
	server, err := wiring.API(h.settings, h.record, h.connection, h.options.Version, h.log) //nolint:contextcheck // each call brings its own
	if err != nil {
		return err
	}
	h.background(ctx, func(ctx context.Context) error {
		return wiring.Serve(ctx, h.console, wiring.WithMetrics(server.Handler(), counted.Handler()), server.Close, h.log)
	})
	return nil
}

func (h *house) say() error {
	where := addresses{
		Console: "http://" + h.console.Addr().String(), Temporal: h.settings.Temporal.Address,
		TemporalUI: h.settings.Temporal.UIURL, Okta: h.organisation.settings.OrgURL,
	}
	if err := where.write(h.where); err != nil {
		return withData(err)
	}
	h.later(h.forgetAddresses)
	where.announce(h.options.Out, h.where, h.options.simulated())
	return nil
}

// withoutSettings is the environment for the child, which needs no secret of ours.
func withoutSettings(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(entry string) bool { return strings.HasPrefix(entry, "CURFEW_") })
}

// logWriter takes what the child says beside its log file into ours.
type logWriter struct{ house *house }

var _ io.Writer = logWriter{}

func (w logWriter) Write(text []byte) (int, error) {
	w.house.log.Warn("Temporal says", "text", string(text))
	return len(text), nil
}
