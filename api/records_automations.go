package api

import (
	"context"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// AutomationRecords is the part of the database that admins draw in. Whatever changes
// something writes its audit line in the same transaction; where the line is made
// from what was done it is asked for then, and where nothing was done, not at all.
// A rev or a hash that is not that of what is there is an *access.Refusal with
// access.CodeConflict, and changes nothing.
type AutomationRecords interface {
	// Automations lists those that have a draft or a version, by name.
	Automations(ctx context.Context) ([]builder.Automation, error)
	Automation(ctx context.Context, name string) (builder.Automation, error)

	Draft(ctx context.Context, name string) (builder.Draft, error)
	// SaveDraft replaces the draft of that rev and returns what was saved.
	SaveDraft(ctx context.Context, draft builder.Draft, line func(builder.Draft) access.AuditLine) (builder.Draft, error)
	DiscardDraft(ctx context.Context, name string, rev int64, line access.AuditLine) error

	// PublishDraft makes what the draft of that rev compiled to the next version,
	// unless it is the latest already, and brings a retired automation back.
	PublishDraft(ctx context.Context, published builder.Published, rev int64, line func(builder.Publication) access.AuditLine) (builder.Publication, error)
	// ProposeDraft keeps it for a second admin instead.
	ProposeDraft(ctx context.Context, published builder.Published, rev int64, line func(builder.Publication) access.AuditLine) (builder.Publication, error)
	Proposal(ctx context.Context, name string) (builder.Proposal, error)
	// PublishProposal publishes the proposal of that hash for published.ConfirmedBy.
	PublishProposal(ctx context.Context, published builder.Published, hash string, line func(builder.Publication) access.AuditLine) (builder.Publication, error)
	RejectProposal(ctx context.Context, name, hash string, line access.AuditLine) error

	// Versions lists what was published, newest first, without definitions and plans.
	Versions(ctx context.Context, name string, page access.Page) (access.Listed[builder.Published], error)
	Version(ctx context.Context, name string, version int) (builder.Published, error)

	// Retire lets nobody ask any more; what runs is not touched.
	Retire(ctx context.Context, name string, retirement builder.Retirement, line access.AuditLine) error
	BringBack(ctx context.Context, name string, line access.AuditLine) error
}
