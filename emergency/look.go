package emergency

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// lastLanding is how long after a switch was thrown a change that began before it may
// still take effect: a call takes half of it at most (workflows.attemptTime).
const lastLanding = time.Minute

// lookAgain reads everything once more that was confirmed, when no change can land any
// more that was under way. Only then is a key settled: its owner, when it is back, lets
// it go and takes nothing away a second time. What is not looked at the owner looks at.
func (e *Ending) lookAgain(ctx context.Context, k access.KillSwitch, work []*keyWork) {
	var left []*keyWork
	for _, w := range work {
		if w.settles() {
			w.tryAt = time.Time{}
			left = append(left, w)
		}
	}
	if len(left) == 0 || e.NoLook || ctx.Err() != nil {
		return
	}
	if last := k.At.Add(lastLanding); e.Clock().Before(last) {
		e.Tell.look(len(left), last)
		if err := e.Wait(ctx, last); err != nil {
			return
		}
	}
	e.rounds(ctx, left, e.lookOnce)
}

// settles reports whether nothing of ours should be left of the key, and it was read
// that nothing is.
func (w *keyWork) settles() bool {
	return w.confirmed && w.unwritten == "" && !w.record.Settled && !w.record.Untouched() && !w.record.Unsure() && !w.record.Unconfirmed()
}

// lookOnce settles the key. What has come back is taken away again, and the key is left
// to its owner.
func (e *Ending) lookOnce(ctx context.Context, w *keyWork) error {
	e.reload(ctx, w)
	provider, known := e.Providers[w.key.Connector]
	if !known || w.record.Settled || w.record.Unconfirmed() {
		return nil
	}
	reading, cancel := context.WithTimeout(integrations.WithUrgency(ctx, integrations.Ending), callTime)
	defer cancel()
	found, _, err := read(reading, w, provider)
	if err != nil {
		w.why = err.Error()
		return err
	}
	want := w.record.Leaves(e.Clock())
	if found.Present && !found.Satisfies(want) {
		w.cameBack = true
		w.noteCameBack(e.Clock())
		return e.takeAway(ctx, w)
	}
	w.record.Settled, w.record.Applied = true, &found
	w.confirmed, w.why = true, ""
	e.save(ctx, w)
	return nil
}
