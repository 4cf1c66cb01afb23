package emergency

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// Ending is the means by which everything is ended that a kill switch covers.
type Ending struct {
	Record    Record
	Providers map[string]integrations.Provider // by connector
	// Attempts begins the ids of this run's attempts; another run has another.
	Attempts string
	AtOnce   int // how many keys are worked on at once
	// Patience is how long it goes on after anything was confirmed last.
	Patience time.Duration
	// NoLook leaves the last look to the owners of the keys.
	NoLook bool
	Clock  func() time.Time
	// Wait returns at that moment, or earlier with why nothing is waited for any more.
	Wait func(ctx context.Context, until time.Time) error
	Tell Teller
}

// Run throws the switch, or goes on with it, and ends what it covers. It returns when
// all is confirmed and was looked at once more, when nothing moves for as long as its
// patience, or when it is stopped; the report says what is missing. An error means that
// the record could not be asked what there is to end.
func (e *Ending) Run(ctx context.Context, plan Plan) (Report, error) {
	k, err := throw(ctx, e.Record, plan)
	if err != nil {
		return Report{}, err
	}
	work, err := e.gather(ctx, k, plan.By)
	if err != nil {
		return Report{Switch: k}, err
	}
	e.rounds(ctx, slices.DeleteFunc(slices.Clone(work), func(w *keyWork) bool { return w.confirmed }), e.end)
	e.lookAgain(ctx, k, work)
	report := Report{Switch: k, Stopped: ctx.Err() != nil}
	for _, w := range work {
		report.add(w)
	}
	progress, err := e.Record.KillProgress(context.WithoutCancel(ctx), k.ID, 0)
	report.Requests = progress.Requests - progress.Told
	if err != nil {
		report.Unread = err.Error()
	}
	return report, nil
}

const gatherPage = 200

// gather reads what there is to end, by key and before anything is done: if the record
// goes away meanwhile, it is known what each key held before.
func (e *Ending) gather(ctx context.Context, k access.KillSwitch, by access.Person) ([]*keyWork, error) {
	var work []*keyWork
	byKey := map[access.Key]*keyWork{}
	list := func(page func(after string) ([]access.Lease, error)) error {
		for after := ""; ; {
			leases, err := page(after)
			if err != nil || len(leases) == 0 {
				return err
			}
			after = leases[len(leases)-1].ID
			for _, lease := range leases {
				w := byKey[lease.Key]
				if w == nil {
					w = &keyWork{k: k, by: by, key: lease.Key, at: e.Clock(), confirmed: true}
					byKey[lease.Key], work = w, append(work, w)
				}
				w.add(lease)
			}
		}
	}
	err := list(func(after string) ([]access.Lease, error) {
		return e.Record.KillLeases(ctx, k.ID, after, true, gatherPage)
	})
	if err == nil {
		err = list(func(after string) ([]access.Lease, error) { return e.Record.KillDirect(ctx, k.ID, after, gatherPage) })
	}
	for i := 0; err == nil && i < len(work); i++ {
		var record access.KeyRecord
		record, err = e.Record.LoadKey(ctx, work[i].key)
		work[i].record = record.Resumed()
	}
	return work, err
}
