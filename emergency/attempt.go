package emergency

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// callTime is how long one call to an outside system may take; see lastLanding.
const callTime = 30 * time.Second

// attempts counts those at one key: all of them, and without those that were put off.
type attempts struct {
	place, counted int
}

// take takes it away.
func (e *Ending) take(ctx context.Context, w *keyWork, provider integrations.Provider) (access.Holding, string, error) {
	effect := e.attempt(w, access.EffectTake)
	removal, err := provider.Deprovision(ctx, w.key)
	e.record(ctx, w, effect, removal.Holding, removal.Evidence, err)
	return removal.Holding, removal.Evidence, err
}

// lower writes what may stay of something that stays. It is there, and is asked for
// with less.
func (e *Ending) lower(ctx context.Context, w *keyWork, provider integrations.Provider, want access.Holding) (access.Holding, error) {
	effect := e.attempt(w, access.EffectGive)
	effect.Want = want
	for _, lease := range w.record.Leases {
		if lease.State == access.Open && lease.WantsAt(effect.At) {
			effect.Leases = append(effect.Leases, lease.ID)
		}
	}
	found, err := provider.Provision(ctx, w.key, want)
	e.record(ctx, w, effect, found, "", err)
	return found, err
}

// read says what is held. Who or what does not exist any more holds nothing.
func read(ctx context.Context, w *keyWork, provider integrations.Provider) (found access.Holding, evidence string, err error) {
	found, err = provider.ReadBack(ctx, w.key, access.AttributeNames(w.record.Leases))
	var gone *integrations.Gone
	if errors.As(err, &gone) {
		return access.Holding{}, gone.What + " absent", nil
	}
	return found, "", err
}

func (e *Ending) attempt(w *keyWork, do string) access.Effect {
	w.attempts.place++
	now := e.Clock()
	return access.Effect{
		Key: w.key, Do: do, Attempt: w.attempts.counted + 1, First: w.attempts.place, Last: w.attempts.place, At: now, LastAt: now,
	}
}

// record notes the attempt with its answer. That the ledger does not take it keeps
// nothing from ending. Attempts in a row that were put off are one.
func (e *Ending) record(ctx context.Context, w *keyWork, effect access.Effect, found access.Holding, evidence string, outcome error) {
	effect = integrations.Answered(effect, e.Clock(), found, evidence, outcome)
	effect.ID = fmt.Sprintf("%s/%s/%d", e.Attempts, w.key, effect.First)
	if effect.Reply == access.ReplyPutOff {
		effect.ID = fmt.Sprintf("%s/%s/before-%d", e.Attempts, w.key, effect.Attempt)
	} else {
		w.attempts.counted++
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	if err := e.Record.RecordEffect(ctx, effect); err != nil {
		w.unwritten = err.Error()
	}
}
