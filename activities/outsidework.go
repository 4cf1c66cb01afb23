package activities

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

type (
	// Outside is what is asked and told.
	Outside = integrations.Outside
	// AskFactInput asks whether a fact is true of somebody.
	AskFactInput = integrations.FactQuestion
	// FactPerson is who that is.
	FactPerson = integrations.FactPerson
	// FactAnswer is what an outside system says of it.
	FactAnswer = integrations.FactAnswer
	// AskWhoInput asks of whom a fact is true.
	AskWhoInput = integrations.WhoQuestion
	// WhoAnswer is who that is.
	WhoAnswer = integrations.WhoAnswer
	// PostInput is something that happened, for a hook.
	PostInput = integrations.HookEvent
)

// OutsideWork is what is asked of and told to the world beyond connectors. It runs
// as ordinary activities on Curfew's own queue: they may be slow, and each attempt
// can be seen. Errors have the types of ConnectorWork's.
type OutsideWork struct {
	Outside integrations.Outside
	Clock   func() time.Time
}

// AskFact says whether a fact is true of somebody right now; see
// integrations.Outside.Ask.
func (w *OutsideWork) AskFact(ctx context.Context, in AskFactInput) (FactAnswer, error) {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	answer, err := w.Outside.Ask(ctx, in)
	return answer, providerError(err, w.Clock())
}

// AskWho says of whom a fact is true right now; see integrations.Outside.Who.
func (w *OutsideWork) AskWho(ctx context.Context, in AskWhoInput) (WhoAnswer, error) {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	answer, err := w.Outside.Who(ctx, in)
	return answer, providerError(err, w.Clock())
}

// PostHook tells a hook what happened; see integrations.Outside.Post.
func (w *OutsideWork) PostHook(ctx context.Context, in PostInput) error {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	return providerError(w.Outside.Post(ctx, in), w.Clock())
}
