package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// automation is an automation as the contract shows it to the caller.
func (o *operations) automation(ctx context.Context, automation builder.Automation) (gen.Automation, error) {
	shown := gen.Automation{Name: automation.Name, Title: automation.Draft.Title, State: gen.AutomationStateDraft}
	var err error
	if automation.Latest.Version > 0 {
		shown.Title, shown.State = automation.Latest.Title, gen.AutomationStatePublished
		if shown.Latest, err = o.versionCard(ctx, automation.Latest); err != nil {
			return shown, err
		}
	}
	if draft := automation.Draft; draft.Rev > 0 {
		shown.Draft = gen.DraftCard{Rev: draft.Rev, BasedOn: draft.BasedOn, Changed: automation.Changed, UpdatedAt: utc(draft.UpdatedAt)}
		if shown.Draft.UpdatedBy, err = o.author(ctx, draft.UpdatedBy); err != nil {
			return shown, err
		}
	}
	if automation.Proposal.Hash != "" {
		if shown.Proposal, err = o.proposalCard(ctx, automation.Proposal); err != nil {
			return shown, err
		}
	}
	if retired := automation.Retired; !retired.At.IsZero() {
		shown.State = gen.AutomationStateRetired
		shown.Retired.At, shown.Retired.Comment = utc(retired.At), retired.Comment
		shown.Retired.By, err = o.author(ctx, retired.By)
	}
	return shown, err
}

func (o *operations) versionCard(ctx context.Context, version builder.Published) (gen.VersionCard, error) {
	shown := gen.VersionCard{
		Version: version.Version, Title: version.Title, Comment: version.Comment, PublishedAt: utc(version.PublishedAt),
		RestoredFrom: version.RestoredFrom, PlanHash: version.PlanHash,
	}
	var err error
	if shown.PublishedBy, err = o.author(ctx, version.PublishedBy); err == nil && version.ConfirmedBy != "" {
		shown.ConfirmedBy, err = o.author(ctx, version.ConfirmedBy)
	}
	return shown, err
}

func (o *operations) proposalCard(ctx context.Context, proposal builder.Proposal) (gen.ProposalCard, error) {
	me := callOf(ctx).me
	by, err := o.author(ctx, proposal.ProposedBy)
	return gen.ProposalCard{
		Hash: proposal.Hash, Title: proposal.Title, Comment: proposal.Comment, ProposedAt: utc(proposal.ProposedAt), ProposedBy: by,
		BasedOn: proposal.BasedOn, RestoredFrom: proposal.RestoredFrom,
		MayConfirm: me.Has(access.Admin) && me.ID != proposal.ProposedBy,
	}, err
}

// draft shows a draft with what is wrong with it by now.
func (o *operations) draft(ctx context.Context, draft builder.Draft) (gen.Draft, error) {
	r, err := o.examine(ctx, builder.ParseYAML, draft.Source, draft.Name)
	if err != nil {
		return gen.Draft{}, err
	}
	automation, err := o.records.Automation(ctx, draft.Name)
	if err != nil {
		return gen.Draft{}, err
	}
	shown := gen.Draft{
		Automation: draft.Name, Source: string(draft.Source), Rev: draft.Rev, BasedOn: draft.BasedOn, RestoredFrom: draft.RestoredFrom,
		Changed: automation.Changed, UpdatedAt: utc(draft.UpdatedAt), Problems: problemsOf(r.problems),
	}
	if shown.UpdatedBy, err = o.author(ctx, draft.UpdatedBy); err != nil {
		return shown, err
	}
	shown.Definition, err = r.document()
	return shown, err
}

func (o *operations) author(ctx context.Context, id string) (gen.Author, error) {
	name, err := o.personName(ctx, id)
	return gen.Author{PersonID: id, Name: name}, err
}

// problemsOf shows what is wrong with a definition; nothing is an empty list.
func problemsOf(problems []builder.Problem) []gen.DefinitionProblem {
	shown := make([]gen.DefinitionProblem, 0, len(problems))
	for _, problem := range problems {
		shown = append(shown, gen.DefinitionProblem{
			Code: string(problem.Code), Severity: gen.DefinitionProblemSeverity(problem.Severity), Node: problem.Node,
			Field: problem.Field, Message: problem.Message, Path: problem.Path, Line: problem.Line, Column: problem.Column,
		})
	}
	return shown
}
