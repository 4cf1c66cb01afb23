package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// FindingRecords is the part of the database that says what was found, and by which
// comparison.
type FindingRecords interface {
	Finding(ctx context.Context, id string) (access.Finding, error)
	// Findings lists open ones, then kept ones, then those that are done with, each
	// newest first.
	Findings(ctx context.Context, filter access.FindingFilter, page access.Page) (access.Listed[access.Finding], error)
	// ResolveFinding writes a decision with its audit line in one transaction, and
	// refuses it where the finding is not live any more.
	ResolveFinding(ctx context.Context, decided access.Finding, line access.AuditLine) (access.Finding, error)
	// Reconciliations lists them, newest first; an empty connector is all of them.
	Reconciliations(ctx context.Context, connector string, page access.Page) (access.Listed[access.Reconciliation], error)
}
