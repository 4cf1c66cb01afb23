package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/dev"
)

func newDev(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "dev",
		Short: "Run everything on this machine, with a demo company",
		Long: `Runs Temporal and its UI, the Okta simulator, the worker, the API and the console,
on this machine only and with all state in one directory. It may be stopped or
killed at any time and goes on where it was.

With CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN set, that organisation is used
instead of the simulator; give it a data directory of its own. Where the record,
Temporal and HTTP are is not configured here: dev has its own.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	options := dev.Options{Version: versionName(), Environ: p.environ, Out: p.out, Err: p.err}
	flags := command.Flags()
	flags.StringVar(&options.Data, "data", "./data", "`directory` for all state; made where it is missing")
	flags.IntVar(&options.Ports.Console, "port", 8080, "`port` of the console and the API; 0 picks a free one")
	flags.IntVar(&options.Ports.Temporal, "temporal-port", 7233, "`port` of Temporal; 0 picks a free one")
	flags.IntVar(&options.Ports.TemporalUI, "temporal-ui-port", 8233, "`port` of Temporal's UI; 0 picks a free one")
	flags.IntVar(&options.Ports.Okta, "okta-port", 8081, "`port` of the Okta simulator; 0 picks a free one")
	flags.BoolVar(&options.Verbose, "verbose", false, "log to standard error instead of DATA/curfew.log")
	command.RunE = func(command *cobra.Command, _ []string) error {
		err := options.Ports.Validate()
		if err != nil {
			return usage{err}
		}
		if options.Settings, err = settings(); err != nil {
			return err
		}
		if options.Executable, err = os.Executable(); err != nil {
			return err
		}
		return dev.Run(command.Context(), options)
	}
	return command
}
