package main

import (
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/internal/config"
)

// settingsFlag adds --config to a command and returns how to read what is
// configured.
func settingsFlag(command *cobra.Command, p program) func() (config.Config, error) {
	file := command.Flags().String("config", "", "YAML `file` with the configuration (or CURFEW_CONFIG)")
	return func() (config.Config, error) {
		settings, err := config.Load(config.Source{File: *file, Environ: p.environ})
		if err != nil {
			return settings, usage{err}
		}
		return settings, nil
	}
}
