package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListAttempts(ctx context.Context, in gen.ListAttemptsRequestObject) (gen.ListAttemptsResponseObject, error) {
	lease, err := callOf(ctx).seen.lease(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := o.records.Attempts(ctx, lease.Lease, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	answer := gen.ListAttempts200JSONResponse{Items: []gen.Attempt{}, Next: list.Next}
	for _, effect := range list.Items {
		answer.Items = append(answer.Items, attempt(effect))
	}
	return answer, nil
}

// attempt is an effect as the contract shows it.
func attempt(effect access.Effect) gen.Attempt {
	shown := gen.Attempt{
		ID: effect.ID, Action: gen.Take, At: utc(effect.At), LastAt: utc(effect.LastAt), Times: effect.Times(),
		Attempt: effect.Attempt, TookMs: int64(effect.Took / time.Millisecond),
		Reply: gen.AttemptReply(effect.Reply), Outcome: effect.Outcome, Want: holdingInWords(effect.Want), Leases: effect.Leases,
	}
	if effect.Do == access.EffectGive {
		shown.Action = gen.Give
	}
	if effect.Found != nil {
		shown.Found = holdingInWords(*effect.Found)
	}
	return shown
}

// holdingInWords says what is held.
func holdingInWords(holding access.Holding) string {
	if !holding.Present {
		return "not held"
	}
	var names []string
	for name := range holding.Attributes {
		names = append(names, name)
	}
	slices.Sort(names)
	words := []string{"held"}
	for _, name := range names {
		value := holding.Attributes[name]
		if value == "" {
			value = "unset"
		}
		words = append(words, name+" "+value)
	}
	return strings.Join(words, ", ")
}
