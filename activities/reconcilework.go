package activities

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/internal/access"
)

// ReconcileWork compares the ledger, the owners and the requests with each other. It
// ends and restarts, and never gives or lengthens anything.
type ReconcileWork struct {
	Books   Books
	Records Directory
	Runs    Runs
	Clock   func() time.Time
}

// ReconcileInput names what is compared.
type ReconcileInput struct {
	Connector string `json:"connector"`
}

// ReconcilePlan is what there is to look at.
type ReconcilePlan struct {
	Resources []string `json:"resources"`
	Reopened  int      `json:"reopened"`
}

const (
	reconcileBatch = 100
	// overduePatience is how long an owner has to get an end confirmed by itself.
	overduePatience = 2 * time.Minute
	// lostPatience is how old a request has to be before its run can count as lost.
	lostPatience = 10 * time.Minute
	// untoldPatience is how long an owner has to tell a request of a confirmed end.
	untoldPatience = 2 * time.Minute
)

// SaveReconciliation writes how far it has come; see Books.SaveReconciliation.
func (w *ReconcileWork) SaveReconciliation(ctx context.Context, r access.Reconciliation) error {
	return applicationError(w.Books.SaveReconciliation(ctx, r))
}

// PlanReconciliation opens findings again that nobody keeps any longer, and lists the
// resources to look at.
func (w *ReconcileWork) PlanReconciliation(ctx context.Context, in ReconcileInput) (ReconcilePlan, error) {
	var admins []string
	err := w.Records.EachActivePerson(ctx, func(person access.Person) error {
		if person.Has(access.Admin) {
			admins = append(admins, person.ID)
		}
		return nil
	})
	if err != nil {
		return ReconcilePlan{}, applicationError(err)
	}
	reopened, err := w.Books.ReopenFindings(ctx, in.Connector, w.Clock().UTC(), admins)
	if err != nil {
		return ReconcilePlan{}, applicationError(err)
	}
	resources, err := w.Books.ResourcesOf(ctx, in.Connector)
	return ReconcilePlan{Resources: resources, Reopened: reopened}, applicationError(err)
}

// sweep is how far a piece of work has come that goes through a list. The next
// attempt goes on where this one stopped.
type sweep struct {
	After  string                      `json:"after"`
	Counts access.ReconciliationCounts `json:"counts"`
}

func resume(ctx context.Context) (s sweep) {
	if activity.HasHeartbeatDetails(ctx) && activity.GetHeartbeatDetails(ctx, &s) != nil {
		return sweep{}
	}
	return s
}

// RestartOwners holds the ledger against the owners: one that is not running, has not
// brought an end about in time, or knows of other leases, is told to look, and started
// where it is missing. One that is late and at work is left to it: while ten thousand
// ends wait their turn, telling each of them would take the time in which they are
// carried out.
func (w *ReconcileWork) RestartOwners(ctx context.Context, in ReconcileInput) (access.ReconciliationCounts, error) {
	for s := resume(ctx); ; activity.RecordHeartbeat(ctx, s) {
		records, err := w.Books.UnsettledKeys(ctx, in.Connector, s.After, reconcileBatch)
		if err != nil {
			return s.Counts, applicationError(err)
		}
		for _, record := range records {
			if err := w.restart(ctx, record, &s.Counts); err != nil {
				return s.Counts, applicationError(err)
			}
			s.After = record.Key.String()
			s.Counts.Keys++
			activity.RecordHeartbeat(ctx, s)
		}
		if len(records) < reconcileBatch {
			return s.Counts, nil
		}
	}
}

func (w *ReconcileWork) restart(ctx context.Context, record access.KeyRecord, counts *access.ReconciliationCounts) error {
	owner, err := w.Runs.Owner(ctx, record.Key)
	if err != nil {
		return err
	}
	late := record.Late(w.Clock())
	switch {
	case !owner.Runs:
		counts.Restarted++
		return w.startAgain(ctx, record, owner)
	case late > overduePatience && !owner.AtWork:
		counts.Told++
		return w.Runs.Look(ctx, record.Key, fmt.Sprintf("An end is not confirmed %s after it was due.", late.Round(time.Second)))
	case owner.differs(record):
		return w.confirmDifference(ctx, record.Key, counts)
	}
	return nil
}

// startAgain starts an owner that is missing. What an earlier run of it was done with
// is over, and not given again: only a ledger that was restored from a copy takes it
// for live.
func (w *ReconcileWork) startAgain(ctx context.Context, record access.KeyRecord, owner OwnerSeen) error {
	over := false
	for _, lease := range record.Leases {
		if lease.State.Over() || lease.OpenedAt.IsZero() || !lease.OpenedAt.Before(owner.DoneAt) {
			continue
		}
		over = true
		note := "It was over already, and the ledger did not know of it any more."
		if err := w.Runs.EndOver(ctx, lease, note); err != nil {
			return err
		}
	}
	if over {
		return nil
	}
	return w.Runs.Look(ctx, record.Key, "The ledger says that something is left outside, and no owner was running.")
}

// confirmDifference looks once more whether an owner and the ledger know of different
// leases, as one of them may have been read before a change and the other after it.
// One of the two was restored from a copy then; the owner puts both right.
func (w *ReconcileWork) confirmDifference(ctx context.Context, key access.Key, counts *access.ReconciliationCounts) error {
	record, err := w.Books.LoadKey(ctx, key)
	if err != nil {
		return err
	}
	owner, err := w.Runs.Owner(ctx, key)
	if err != nil || !owner.Runs || !owner.differs(record) {
		return err
	}
	counts.Told++
	return w.Runs.Look(ctx, key, "Its owner and the ledger do not know of the same leases.")
}

// CompareOwners holds the owners against the ledger: one whose key the ledger takes
// for settled is told to look, unless it is at work, as it is while it closes.
func (w *ReconcileWork) CompareOwners(ctx context.Context, in ReconcileInput) (access.ReconciliationCounts, error) {
	for s := resume(ctx); ; activity.RecordHeartbeat(ctx, s) {
		keys, next, err := w.Runs.OpenOwners(ctx, in.Connector, s.After)
		if err != nil {
			return s.Counts, applicationError(err)
		}
		begun := s
		for _, key := range keys {
			if err := w.compareOwner(ctx, key, &s.Counts); err != nil {
				return s.Counts, applicationError(err)
			}
			s.Counts.Owners++
			activity.RecordHeartbeat(ctx, begun) // a page is read again from its beginning
		}
		if s.After = next; next == "" {
			return s.Counts, nil
		}
	}
}

func (w *ReconcileWork) compareOwner(ctx context.Context, key access.Key, counts *access.ReconciliationCounts) error {
	record, err := w.Books.LoadKey(ctx, key)
	if err != nil || !record.Settled {
		return err
	}
	owner, err := w.Runs.Owner(ctx, key)
	if err != nil || !owner.Runs || owner.AtWork {
		return err
	}
	counts.Told++
	return w.Runs.LookAgain(ctx, key, "The ledger does not say that anything is left outside, and an owner is running.")
}
