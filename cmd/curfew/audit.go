package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/store"
)

func newAudit(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "audit",
		Short: "Look after the audit log; `audit verify` proves that nobody changed it",
		Args:  arguments(cobra.NoArgs),
		RunE:  func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(newAuditVerify(p))
	return command
}

func newAuditVerify(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "verify",
		Short: "Walk the audit log's hash chain",
		Long: `Reads the whole audit log from the configured database and names the first line
that was edited, deleted or moved, lines missing at the end included. It needs no
running server and changes nothing. The exit code is 1 if the log is broken.`,
		Example: "  curfew audit verify\n  CURFEW_DATABASE_PATH=./data/curfew.db curfew audit verify --json",
		Args:    arguments(cobra.NoArgs),
	}
	settings := settingsFlag(command, p)
	asJSON := command.Flags().Bool("json", false, "answer as JSON")
	command.RunE = func(command *cobra.Command, _ []string) error {
		configured, err := settings()
		if err != nil {
			return err
		}
		record, err := wiring.ReadyRecord(command.Context(), configured.Database)
		if err != nil {
			return err
		}
		defer func() { _ = record.Close() }() // nothing was written
		err = record.VerifyAudit(command.Context())
		var broken *store.BrokenAudit
		if err != nil && !errors.As(err, &broken) {
			return err
		}
		if *asJSON {
			return errors.Join(printJSON(p.out, verdictOn(broken)), brokenLog(broken))
		}
		if broken == nil {
			_, err = fmt.Fprintln(p.out, "The audit log is whole: no line was edited, deleted or moved.")
			return err
		}
		return broken
	}
	return command
}

// auditVerdict is the answer of `audit verify --json`.
type auditVerdict struct {
	OK   bool   `json:"ok"`
	Line int64  `json:"line,omitempty"` // the first that is wrong or missing
	Why  string `json:"why,omitempty"`
}

func verdictOn(broken *store.BrokenAudit) auditVerdict {
	if broken == nil {
		return auditVerdict{OK: true}
	}
	return auditVerdict{Line: broken.Seq, Why: broken.Why}
}

func brokenLog(broken *store.BrokenAudit) error {
	if broken == nil {
		return nil
	}
	return ended{exitFailure}
}
