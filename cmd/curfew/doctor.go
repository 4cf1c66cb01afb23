package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/doctor"
)

func newDoctor(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "doctor",
		Short: "Check every connection in the configuration",
		Long: `Looks at the database and its version, Temporal with its namespace and search
attributes, and Okta, and says in a line each whether it is well, or what is wrong
and how to mend it. It changes nothing. The exit code is 1 if anything is wrong.`,
		Args: arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	asJSON := command.Flags().Bool("json", false, "answer as JSON")
	command.RunE = func(command *cobra.Command, _ []string) error {
		configured, err := settings()
		if err != nil {
			return err
		}
		findings := doctor.Examine(command.Context(), configured)
		ill := slices.ContainsFunc(findings, func(f doctor.Finding) bool { return !f.OK })
		if *asJSON {
			err = printJSON(p.out, struct {
				OK     bool             `json:"ok"`
				Checks []doctor.Finding `json:"checks"`
			}{!ill, findings})
		} else {
			err = printFindings(p, findings)
		}
		if err == nil && ill {
			return ended{exitFailure}
		}
		return err
	}
	return command
}

func printFindings(p program, findings []doctor.Finding) error {
	for _, f := range findings {
		state := "ok   "
		if !f.OK {
			state = "WRONG"
		}
		if _, err := fmt.Fprintf(p.out, "%s  %-17s  %s\n", state, f.Name, f.Detail); err != nil {
			return err
		}
	}
	return nil
}
