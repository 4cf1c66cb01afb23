package okta

import (
	"context"

	"github.com/curfewhq/curfew/integrations"
)

// allowance is what one piece of work was promised of each class before its first
// call, so that it is put off before it begins and not between a change and the
// reading back, which would have to be done all over again.
type allowance struct {
	budget *budget
	left   calls
}

// allow promises all those calls, or says when to ask again. It never waits.
func (b *budget) allow(need calls, urgency integrations.Urgency) (*allowance, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.fits(need, urgency); err != nil {
		return nil, err
	}
	a := &allowance{budget: b, left: calls{}}
	for class, count := range need {
		a.left[class] = count
		b.window(class).promised += count
	}
	return a, nil
}

// use takes one call: of what was promised, where there was a promise that is not
// used up, as any other call otherwise.
func (b *budget) use(class string, urgency integrations.Urgency, promised *allowance) error {
	b.mu.Lock()
	if promised == nil || promised.left[class] == 0 {
		b.mu.Unlock()
		return b.take(class, urgency)
	}
	defer b.mu.Unlock()
	w, now := b.window(class), b.clock()
	w.turn(now)
	if now.Before(w.blocked) {
		return &integrations.RetryLater{At: w.blocked, Reason: "Okta's rate limit of " + class + " is reached"}
	}
	promised.left[class]--
	w.promised--
	w.remaining--
	return nil
}

// close gives back what was not needed.
func (a *allowance) close() {
	a.budget.mu.Lock()
	defer a.budget.mu.Unlock()
	for class, count := range a.left {
		a.budget.window(class).promised -= count
	}
	clear(a.left)
}

type allowanceKey struct{}

func allowanceOf(ctx context.Context) *allowance {
	promised, _ := ctx.Value(allowanceKey{}).(*allowance)
	return promised
}

// promised makes the calls of the context count against what they need together;
// the work ends with done.
func (c *Connector) promised(ctx context.Context, need calls) (_ context.Context, done func(), _ error) {
	promised, err := c.budget.allow(need, integrations.UrgencyOf(ctx))
	if err != nil {
		return nil, nil, err
	}
	return context.WithValue(ctx, allowanceKey{}, promised), promised.close, nil
}
