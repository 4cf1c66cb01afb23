package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) GetProposal(ctx context.Context, in gen.GetProposalRequestObject) (gen.GetProposalResponseObject, error) {
	proposal, err := o.records.Proposal(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	r, err := o.examine(ctx, builder.ParseYAML, proposal.Source, in.Name)
	if err != nil {
		return nil, err
	}
	answer := gen.GetProposal200JSONResponse{Source: string(proposal.Source), Problems: problemsOf(r.problems)}
	if answer.Proposal, err = o.proposalCard(ctx, proposal); err != nil {
		return nil, err
	}
	answer.Definition, err = r.document()
	return answer, err
}

// ConfirmProposal publishes what another admin proposed, if it is still what was
// looked at and still safe.
func (o *operations) ConfirmProposal(ctx context.Context, in gen.ConfirmProposalRequestObject) (gen.ConfirmProposalResponseObject, error) {
	me := callOf(ctx).me
	proposal, err := o.records.Proposal(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	if proposal.Hash != in.Body.Hash {
		return nil, proposal.Other()
	}
	by, err := o.personName(ctx, proposal.ProposedBy)
	if err != nil {
		return nil, err
	}
	published, _, r, err := o.prove(ctx, in.Name, proposal.Source)
	if err != nil {
		return nil, err
	}
	published.ConfirmedBy, published.Comment = me.ID, proposal.Comment
	done, err := o.records.PublishProposal(ctx, published, in.Body.Hash, func(done builder.Publication) access.AuditLine {
		line := o.publicationLine(ctx, published, done)
		line.Action = "automation.published"
		line.Detail = fmt.Sprintf("Version %d of %q was published, as proposed by %s.", done.Version, published.Title, by)
		line.Data["proposed_by"], line.Data["confirmation"] = proposal.ProposedBy, strings.TrimSpace(in.Body.Comment)
		return line
	})
	if err != nil {
		return nil, err
	}
	shown, err := o.publication(ctx, in.Name, done, r)
	return gen.ConfirmProposal200JSONResponse(shown), err
}

// RejectProposal closes a proposal; who made it may take it back.
func (o *operations) RejectProposal(ctx context.Context, in gen.RejectProposalRequestObject) (gen.RejectProposalResponseObject, error) {
	comment, err := because(in.Body.Comment, "Say why; whoever proposed it will read it.")
	if err != nil {
		return nil, err
	}
	line := o.acted(ctx, "automation.proposal_rejected", in.Name, fmt.Sprintf("The proposal to publish %q was rejected.", in.Name),
		map[string]any{"comment": comment, "hash": in.Body.Hash})
	if err := o.records.RejectProposal(ctx, in.Name, in.Body.Hash, line); err != nil {
		return nil, err
	}
	shown, err := o.automationNow(ctx, in.Name)
	return gen.RejectProposal200JSONResponse(shown), err
}
