package workflows

import (
	"context"
	"errors"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

var errLedgerDown = errors.New("the database does not answer")

func (w *world) down() bool { return w.ledgerUp != nil && !w.ledgerUp() }

func (w *world) LoadKey(context.Context, access.Key) (access.KeyRecord, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down() {
		return access.KeyRecord{}, errLedgerDown
	}
	record := w.record
	record.Settled = record.Settled || record.Seq == 0
	record.Leases = nil
	for _, lease := range w.leases {
		if !record.Settled {
			record.Leases = append(record.Leases, lease)
		} else if !lease.State.Over() {
			record.Leases = append(record.Leases, lease)
		}
	}
	slices.SortFunc(record.Leases, func(a, b access.Lease) int { return compare(a.ID, b.ID) })
	return record, nil
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func (w *world) ClaimLeases(_ context.Context, leases []access.Lease) ([]access.Lease, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down() {
		return nil, errLedgerDown
	}
	var claimed []access.Lease
	for _, lease := range leases {
		if known, there := w.leases[lease.ID]; there {
			if lease.Rev > known.Rev && !known.State.Over() {
				known = known.EndingAs(lease)
				w.leases[lease.ID] = known
			}
			claimed = append(claimed, known)
			continue
		}
		w.leases[lease.ID] = lease
		claimed = append(claimed, lease)
	}
	w.record.Settled = false
	return claimed, nil
}

func (w *world) SaveKey(_ context.Context, snapshot access.KeySnapshot) (saved access.KeySaved, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down() {
		return saved, errLedgerDown
	}
	if snapshot.Record.Seq > w.record.Seq {
		w.record = snapshot.Record
	}
	for _, lease := range snapshot.Record.Leases {
		has := w.leases[lease.ID]
		switch {
		case has.State.Over() && !lease.State.Over():
			saved.Kept = append(saved.Kept, has)
		case has.State.Over() && lease.EndedAt.After(has.EndedAt):
			lease.EndedAt, lease.EndReason = has.EndedAt, has.EndReason
			saved.Kept = append(saved.Kept, lease)
		}
		if lease.State.Rank() >= has.State.Rank() {
			w.leases[lease.ID] = lease
		}
	}
	for _, line := range snapshot.Audit {
		if !slices.ContainsFunc(w.audit, func(a access.AuditLine) bool { return a.ID == line.ID }) {
			w.audit = append(w.audit, line)
		}
	}
	return saved, nil
}

func (w *world) RecordEffect(context.Context, access.Effect) error { return nil }

func (w *world) actions() []string {
	var actions []string
	for _, line := range w.audit {
		actions = append(actions, line.Action)
	}
	return actions
}
