package api

import (
	"context"
	"fmt"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// PublishDraft makes the draft the next version, or proposes that where a second
// admin is needed.
func (o *operations) PublishDraft(ctx context.Context, in gen.PublishDraftRequestObject) (gen.PublishDraftResponseObject, error) {
	comment, err := because(in.Body.Comment, "Say what changed and why; it is what the history shows.")
	if err != nil {
		return nil, err
	}
	draft, err := o.records.Draft(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	if draft.Rev != in.Body.Rev { // before anything is said about what somebody else wrote
		by, err := o.personName(ctx, draft.UpdatedBy)
		if err != nil {
			return nil, err
		}
		return nil, draft.Stale(by)
	}
	published, plan, r, err := o.prove(ctx, in.Name, draft.Source)
	if err != nil {
		return nil, err
	}
	published.Comment, published.PublishedBy = comment, callOf(ctx).me.ID
	publish := o.records.PublishDraft
	if o.options.SecondAdmin {
		risky, err := o.risky(ctx, plan)
		if err != nil {
			return nil, err
		}
		if risky {
			publish = o.records.ProposeDraft
		}
	}
	done, err := publish(ctx, published, in.Body.Rev, func(done builder.Publication) access.AuditLine {
		return o.publicationLine(ctx, published, done)
	})
	if err != nil {
		return nil, err
	}
	shown, err := o.publication(ctx, in.Name, done, r)
	if done.Proposed != "" {
		return gen.PublishDraft202JSONResponse(shown), err
	}
	return gen.PublishDraft200JSONResponse(shown), err
}

// publicationLine is the audit line of what became of publishing.
func (o *operations) publicationLine(ctx context.Context, published builder.Published, done builder.Publication) access.AuditLine {
	data := map[string]any{
		"comment": published.Comment, "plan_hash": published.PlanHash, "hash": builder.Hash(published.Definition),
	}
	if done.Version > 0 {
		data["version"] = done.Version
	}
	if done.Closed != "" {
		data["closed_proposal"] = done.Closed
	}
	switch {
	case done.Proposed != "":
		return o.acted(ctx, "automation.proposed", published.Name,
			fmt.Sprintf("%q was proposed for publication, which another admin has to confirm.", published.Title), data)
	case done.Made:
		return o.acted(ctx, "automation.published", published.Name,
			fmt.Sprintf("Version %d of %q was published.", done.Version, published.Title), data)
	default:
		return o.acted(ctx, "automation.brought_back", published.Name,
			fmt.Sprintf("Version %d of %q is offered again.", done.Version, published.Title), data)
	}
}

// publication shows what became of publishing.
func (o *operations) publication(ctx context.Context, name string, done builder.Publication, r reading) (gen.Publication, error) {
	shown := gen.Publication{Outcome: gen.PublicationOutcomeUnchanged, Problems: problemsOf(r.problems)}
	switch {
	case done.Proposed != "":
		shown.Outcome = gen.PublicationOutcomeProposed
	case done.Made || done.BroughtBack:
		shown.Outcome = gen.PublicationOutcomePublished
	}
	var err error
	shown.Automation, err = o.automationNow(ctx, name)
	return shown, err
}
