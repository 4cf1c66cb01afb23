package api

import (
	"context"
	"strconv"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// The sides of a comparison that are no version.
const (
	sideDraft    = "draft"
	sideProposal = "proposal"
)

// ListDifferences says what was done to one definition of an automation to make
// another.
func (o *operations) ListDifferences(ctx context.Context, in gen.ListDifferencesRequestObject) (gen.ListDifferencesResponseObject, error) {
	before, err := o.side(ctx, in.Name, in.Params.From, "from")
	if err != nil {
		return nil, err
	}
	after, err := o.side(ctx, in.Name, in.Params.To, "to")
	if err != nil {
		return nil, err
	}
	answer := gen.ListDifferences200JSONResponse{Items: []gen.Difference{}}
	for _, each := range builder.Differences(before, after) {
		answer.Items = append(answer.Items, gen.Difference{
			Change: string(each.Change), Node: each.Node, Edge: each.Edge, Field: each.Field,
			Before: each.Before, After: each.After, Words: each.Words,
		})
	}
	return answer, nil
}

// side reads what is compared. What cannot be read as a whole is refused: something
// would be missing among the differences.
func (o *operations) side(ctx context.Context, name, side, field string) (builder.Definition, error) {
	source, err := o.sourceOf(ctx, name, side)
	if err != nil {
		return builder.Definition{}, err
	}
	def, problems := builder.ParseYAML(source)
	if len(problems) > 0 {
		refusal := access.Refuse(access.CodeInvalid, "There is something in %q that cannot be read: %s", side, problems[0].Message).At(field)
		return def, &unproved{refusal, problems}
	}
	return def, nil
}

func (o *operations) sourceOf(ctx context.Context, name, side string) ([]byte, error) {
	switch side {
	case sideDraft:
		draft, err := o.editable(ctx, name)
		return draft.Source, err
	case sideProposal:
		proposal, err := o.records.Proposal(ctx, name)
		return proposal.Source, err
	default:
		number, err := strconv.Atoi(side)
		if err != nil {
			return nil, err
		}
		version, err := o.records.Version(ctx, name, number)
		return version.Definition, err
	}
}
