package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
)

func newServe(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "serve",
		Short: "Run the API and the console",
		Long: `Runs the API and the console against the configured database and Temporal, with
/healthz and /readyz. It starts without Temporal as well: what is asked for
meanwhile is recorded and worked on later.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	command.RunE = func(command *cobra.Command, _ []string) error {
		configured, err := settings()
		if err != nil {
			return err
		}
		return serve(command.Context(), configured, p)
	}
	return command
}

func serve(ctx context.Context, settings config.Config, p program) error {
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
	server, err := wiring.API(settings, record, connection, versionName(), log) //nolint:contextcheck // each call brings its own
	if err != nil {
		return err
	}
	listener, err := wiring.Listen(settings.HTTP.Address, "the API", "http.address (CURFEW_HTTP_ADDRESS)")
	if err != nil {
		return err
	}
	log.Info("serving", "address", fmt.Sprint(listener.Addr()), "version", versionName(), "config", settings)
	return wiring.Serve(ctx, listener, server.Handler(), server.Close, log)
}
