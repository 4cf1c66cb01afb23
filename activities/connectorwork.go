package activities

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// ConnectorWork is what is done in one outside system. It runs as ordinary
// activities on the connector's own queue, so that each system can be limited by
// itself and each attempt can be seen.
type ConnectorWork struct {
	Provider integrations.Provider
	Ledger   Ledger
	Clock    func() time.Time
	Log      *slog.Logger
	// Seen is told of every attempt to change something; nil is nobody.
	Seen func(access.Effect)
}

// ReadInput asks what is held.
type ReadInput struct {
	Key        access.Key `json:"key"`
	Attributes []string   `json:"attributes,omitempty"`
	Urgency    Urgency    `json:"urgency,omitempty"`
}

// ProvisionInput asks to make somebody hold Want. Leases are those that justify
// it; it is empty where only the baseline is put right again.
type ProvisionInput struct {
	Key     access.Key     `json:"key"`
	Want    access.Holding `json:"want"`
	Leases  []string       `json:"leases,omitempty"`
	Urgency Urgency        `json:"urgency,omitempty"`
}

// Confirmed is what reading back showed after a change, or without one.
type Confirmed struct {
	Holding access.Holding `json:"holding"`
	At      time.Time      `json:"at"`
	// Attempt counts from one, without those that the outside system put off before
	// they did anything. A later one means that an earlier one may still take effect.
	Attempt  int32  `json:"attempt"`
	Evidence string `json:"evidence,omitempty"`
}

// ReadBack says what is held right now and changes nothing.
func (w *ConnectorWork) ReadBack(ctx context.Context, in ReadInput) (Confirmed, error) {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	holding, err := w.Provider.ReadBack(integrations.WithUrgency(ctx, in.Urgency), in.Key, in.Attributes)
	notePutOff(ctx, err)
	if err != nil {
		return Confirmed{}, providerError(err, w.Clock())
	}
	return w.confirmed(ctx, holding, ""), nil
}

// Provision makes somebody hold what is wanted. It refuses where the ledger knows
// of no live lease that justifies it, whatever the workflow believes: that is what
// stops a lease that ended from coming back after a retry or a reset. Nothing is
// given while a kill switch covers one of the leases: the owner will be told that
// this one ends, and asks anew for the others.
func (w *ConnectorWork) Provision(ctx context.Context, in ProvisionInput) (Confirmed, error) {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	if err := w.justified(ctx, in); err != nil {
		return Confirmed{}, err
	}
	effect := w.begin(ctx, in.Key, access.EffectGive)
	effect.Want, effect.Leases = in.Want, in.Leases
	holding, err := w.Provider.Provision(integrations.WithUrgency(ctx, in.Urgency), in.Key, in.Want)
	w.record(ctx, effect, holding, "", err)
	notePutOff(ctx, err)
	if err != nil {
		return Confirmed{}, providerError(err, w.Clock())
	}
	return w.confirmed(ctx, holding, ""), nil
}

// Deprovision takes it away and asks nobody first: nothing stands between access
// and its end.
func (w *ConnectorWork) Deprovision(ctx context.Context, key access.Key) (Confirmed, error) {
	ctx, cancel := withinAttempt(ctx)
	defer cancel()
	effect := w.begin(ctx, key, access.EffectTake)
	removal, err := w.Provider.Deprovision(ctx, key)
	w.record(ctx, effect, removal.Holding, removal.Evidence, err)
	notePutOff(ctx, err)
	if err != nil {
		return Confirmed{}, providerError(err, w.Clock())
	}
	return w.confirmed(ctx, removal.Holding, removal.Evidence), nil
}

func (w *ConnectorWork) justified(ctx context.Context, in ProvisionInput) error {
	record, err := w.Ledger.LoadKey(ctx, in.Key)
	if err != nil {
		return fmt.Errorf("the ledger could not be read, so nothing is given: %w", err)
	}
	if len(in.Leases) == 0 && record.Baseline != nil && record.Baseline.Present {
		return nil
	}
	now := w.Clock()
	for _, lease := range record.Leases {
		for _, id := range in.Leases {
			if lease.ID == id && !lease.State.Over() && now.Before(lease.HardEnd) {
				return w.unblocked(ctx, in.Leases)
			}
		}
	}
	return temporal.NewApplicationErrorWithOptions("no live lease in the ledger justifies giving this", ErrorRefused,
		temporal.ApplicationErrorOptions{NonRetryable: true})
}

func (w *ConnectorWork) unblocked(ctx context.Context, leases []string) error {
	why, err := w.Ledger.KillSwitchOver(ctx, leases)
	if err != nil {
		return fmt.Errorf("kill switches could not be read, so nothing is given: %w", err)
	}
	if why == "" {
		return nil
	}
	return temporal.NewApplicationErrorWithOptions(why, ErrorBlocked,
		temporal.ApplicationErrorOptions{Category: temporal.ApplicationErrorCategoryBenign})
}

func (w *ConnectorWork) confirmed(ctx context.Context, holding access.Holding, evidence string) Confirmed {
	return Confirmed{Holding: holding, At: w.Clock(), Attempt: attemptOf(ctx), Evidence: evidence}
}

const (
	recordTimeout = 2 * time.Second
	// attemptMargin is kept back from an attempt's time, so that our call has
	// ended before Temporal gives the attempt up and starts the next.
	attemptMargin = 3 * time.Second
)

// withinAttempt is for one call: it ends before its attempt does, and is heard of
// until then.
func withinAttempt(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithDeadline(ctx, activity.GetInfo(ctx).Deadline.Add(-attemptMargin))
	beat(ctx)
	return ctx, cancel
}
