package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/directory"
	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
)

// firstLook is how soon it is said that Temporal does not answer.
const firstLook = 3 * time.Second

func newMigrate(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "migrate",
		Short: "Prepare the database and Temporal for this release",
		Long: `Brings the database to the version this release needs, and registers Temporal's
namespace and search attributes, then waits until they can be used. Running it
again, or several at once, does no harm. Run it before starting a new release.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	retention := command.Flags().Duration("retention", 30*24*time.Hour, "how long a new namespace keeps closed workflows, as a `duration`")
	patience := command.Flags().Duration("wait", 2*time.Minute, "how long to wait for Temporal, as a `duration`")
	demo := command.Flags().Bool("demo", false, "also import the people of the configured Okta and add the demo catalogue and automations")
	command.RunE = func(command *cobra.Command, _ []string) error {
		if *retention < time.Hour {
			return usage{fmt.Errorf("--retention is %s and has to be at least 1h", *retention)}
		}
		configured, err := settings()
		if err != nil {
			return err
		}
		record, err := migrateRecord(command.Context(), configured, p)
		if err != nil {
			return err
		}
		defer func() { _ = record.Close() }() // every write is committed by itself
		if err := migrateTemporal(command.Context(), configured, *retention, *patience, p); err != nil {
			return err
		}
		if *demo {
			return plantDemo(command.Context(), configured, record, p)
		}
		return nil
	}
	return command
}

func migrateRecord(ctx context.Context, settings config.Config, p program) (*store.Store, error) {
	record, err := wiring.Record(ctx, settings.Database)
	if err != nil {
		return nil, err
	}
	if err := record.Migrate(ctx); err != nil {
		return nil, errors.Join(err, record.Close())
	}
	fmt.Fprintln(p.out, "The database is ready.")
	return record, nil
}

func migrateTemporal(ctx context.Context, settings config.Config, retention, patience time.Duration, p program) error {
	warnings := settings.Log
	warnings.Level = slog.LevelError // what goes wrong is said in a sentence
	connection, err := wiring.Temporal(settings.Temporal, wiring.Log(warnings, p.err))
	if err != nil {
		return err
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cluster := wiring.Cluster(connection, settings.Temporal)
	looking, done := context.WithTimeout(ctx, firstLook)
	if err := cluster.Reach(looking); err != nil {
		fmt.Fprintf(p.err, "%s. Trying again for %s.\n", err, patience)
	}
	done()
	did, err := cluster.Ensure(ctx, retention)
	for _, sentence := range did {
		fmt.Fprintln(p.out, sentence)
	}
	if err == nil {
		fmt.Fprintf(p.out, "Temporal's namespace %q is ready.\n", settings.Temporal.Namespace)
	}
	return err
}

func plantDemo(ctx context.Context, settings config.Config, record *store.Store, p program) error {
	if settings.Okta.OrgURL == "" {
		return usage{errors.New("--demo needs an Okta organisation to read people from: set CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN")}
	}
	okta, err := wiring.Okta(settings.Okta)
	if err != nil {
		return err
	}
	people, err := directory.Import(ctx, okta, record)
	if err != nil {
		return err
	}
	soil := seed.Soil{
		Records: record, Resolver: okta, Clock: time.Now,
		Facts: config.Names(settings.Facts), Hooks: config.Names(settings.Hooks),
	}
	leftOut, err := soil.Plant(ctx)
	for _, sentence := range leftOut {
		fmt.Fprintln(p.out, sentence)
	}
	if err == nil {
		fmt.Fprintf(p.out, "The demo catalogue and automations are in place, for %d people.\n", people)
	}
	return err
}
