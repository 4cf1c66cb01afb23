package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// plant is a fault of the product's own, put around its parts to see that the oracle
// finds it.
type plant string

// The planted faults.
const (
	noPlant plant = ""
	// undoLate arms the undo after the do: a lease's row is committed only when its
	// access has been given.
	undoLate plant = "undo armed after the do"
	// givesUp calls an end done when it was tried three times.
	givesUp plant = "an end given up after three attempts"
	// noReading calls an end done before the outside system has followed.
	noReading plant = "an end acknowledged before its effect"
	// forgetful starts no owner again that is gone.
	forgetful plant = "a reconciliation that starts no owner again"
	// talkative says its token where it fails.
	talkative plant = "a connector that says its token"
)

func (p plant) into(ledger activities.Ledger, outside integrations.Provider) (activities.Ledger, integrations.Provider) {
	switch p {
	case undoLate:
		late := &lateLedger{Ledger: ledger}
		return late, &lateUndo{outside, late}
	case givesUp:
		return ledger, &weary{Provider: outside, tried: map[access.Key]int{}}
	case noReading:
		return ledger, hasty{outside}
	case talkative:
		return ledger, &chatty{Provider: outside}
	default:
		return ledger, outside
	}
}

// lateLedger keeps claims in memory until somebody has them committed.
type lateLedger struct {
	activities.Ledger
	mu     sync.Mutex
	claims []access.Lease
}

func (l *lateLedger) ClaimLeases(_ context.Context, leases []access.Lease) ([]access.Lease, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.claims = append(l.claims, leases...)
	return leases, nil
}

func (l *lateLedger) SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error) {
	for _, lease := range snapshot.Record.Leases {
		if lease.OpenedAt.IsZero() && !lease.State.Over() {
			return access.KeySaved{}, nil
		}
	}
	return l.Ledger.SaveKey(ctx, snapshot)
}

func (l *lateLedger) LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error) {
	record, err := l.Ledger.LoadKey(ctx, key)
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, lease := range l.claims {
		if lease.Key == key {
			record.Leases = append(record.Leases, lease)
		}
	}
	return record, err
}

func (l *lateLedger) commit(ctx context.Context, key access.Key) error {
	l.mu.Lock()
	var mine []access.Lease
	for _, lease := range l.claims {
		if lease.Key == key {
			mine = append(mine, lease)
		}
	}
	l.mu.Unlock()
	_, err := l.Ledger.ClaimLeases(ctx, mine)
	return err
}

type lateUndo struct {
	integrations.Provider
	ledger *lateLedger
}

func (l *lateUndo) Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	held, err := l.Provider.Provision(ctx, key, want)
	if err == nil {
		err = l.ledger.commit(ctx, key)
	}
	return held, err
}

type weary struct {
	integrations.Provider
	mu    sync.Mutex
	tried map[access.Key]int
}

func (w *weary) Deprovision(ctx context.Context, key access.Key) (integrations.Removal, error) {
	removal, err := w.Provider.Deprovision(ctx, key)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tried[key]++
	if w.tried[key] >= 3 {
		return integrations.Removal{}, nil
	}
	return removal, err
}

type hasty struct{ integrations.Provider }

func (h hasty) Deprovision(ctx context.Context, key access.Key) (integrations.Removal, error) {
	go func() {
		time.Sleep(2 * time.Second)
		_, _ = h.Provider.Deprovision(context.WithoutCancel(ctx), key)
	}()
	return integrations.Removal{}, nil
}

// chatty fails once, and says with what it called.
type chatty struct {
	integrations.Provider
	once sync.Once
}

func (c *chatty) Provision(ctx context.Context, key access.Key, want access.Holding) (held access.Holding, err error) {
	c.once.Do(func() { err = fmt.Errorf("Okta does not answer to %s", oktaToken) })
	if err != nil {
		return access.Holding{}, err
	}
	return c.Provider.Provision(ctx, key, want)
}
