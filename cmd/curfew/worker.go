package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/directory"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
)

// startTime is how long Temporal has to answer before a worker says that it does not.
const startTime = 15 * time.Second

func newWorker(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "worker",
		Short: "Run the workflows",
		Long: `Runs the workflows and their work on Okta, and imports people, against the
configured database and Temporal. /healthz, /readyz and /metrics
are on worker.health_address. Any number of workers may run.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	command.RunE = func(command *cobra.Command, _ []string) error {
		configured, err := settings()
		if err != nil {
			return err
		}
		return work(command.Context(), configured, p)
	}
	return command
}

func work(ctx context.Context, settings config.Config, p program) error {
	if settings.Okta.OrgURL == "" {
		return usage{errors.New("a worker needs an outside system to give access in: set CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN")}
	}
	log := wiring.Log(settings.Log, p.err)
	record, err := wiring.ReadyRecord(ctx, settings.Database)
	if err != nil {
		return err
	}
	defer func() { _ = record.Close() }() // every write is committed by itself
	connection, err := wiring.Temporal(settings.Temporal, log)
	if err != nil {
		return err
	}
	defer connection.Close()
	starting, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	if err := wiring.Cluster(connection, settings.Temporal).CheckNamespace(starting); err != nil {
		return err
	}
	okta, err := wiring.Okta(settings.Okta)
	if err != nil {
		return err
	}
	counted := wiring.Metrics(record, log)
	worker, err := wiring.Worker(settings, record, connection, okta, counted, log)
	if err != nil {
		return usage{err}
	}
	listener, err := wiring.Listen(settings.Worker.HealthAddress, "the worker's health pages", "worker.health_address (CURFEW_WORKER_HEALTH_ADDRESS)")
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // closed already where it was served
	if err := worker.Start(); err != nil {
		return err
	}
	defer worker.Stop()
	go func() {
		if _, err := directory.Import(ctx, okta, record); err != nil && ctx.Err() == nil {
			log.Warn("people were not imported", "error", err)
		}
		directory.Repeat(ctx, settings.Okta.ImportEvery, okta, record, log)
	}()
	log.Info("working", "health", fmt.Sprint(listener.Addr()), "version", versionName(), "config", settings)
	return wiring.Serve(ctx, listener, wiring.Health(record, connection, settings.Temporal.Namespace, counted.Handler()), nil, log)
}
