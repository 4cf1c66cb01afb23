package workflows

import (
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/internal/access"
)

// plan is something that happens at a moment, in whichever run that is.
type plan struct {
	at   time.Time
	do   func()
	done bool
}

// later does something at a moment, in whichever run that is.
func (w *world) later(at time.Time, do func()) {
	p := &plan{at: at, do: do}
	w.plans = append(w.plans, p)
	w.plan(p)
}

func (w *world) plan(p *plan) {
	if p.done {
		return
	}
	w.env.RegisterDelayedCallback(func() {
		if !p.done {
			p.done = true
			p.do()
		}
	}, p.at.Sub(w.env.Now()))
}

// update sends an update and returns where its answer will be.
func (w *world) update(name, id string, in any) *answer {
	a := &answer{}
	w.env.UpdateWorkflow(name, id, a.callback(), in)
	return a
}

func (a *answer) callback() *testsuite.TestUpdateCallback {
	return &testsuite.TestUpdateCallback{
		OnReject: func(err error) { a.err = err }, OnAccept: func() {},
		OnComplete: func(value any, err error) {
			a.done, a.err = true, err
			a.lease, _ = value.(access.Lease)
		},
	}
}

type answer struct {
	lease access.Lease
	err   error
	done  bool
}

// remembers puts into the ledger what a run that was terminated held.
func (w *world) remembers(leases ...access.Lease) {
	absent := access.Holding{}
	w.held = access.Holding{Present: true}
	w.record = access.KeyRecord{Key: testKey, Seq: 7, Baseline: &absent, Applied: &access.Holding{Present: true}}
	for _, lease := range leases {
		w.leases[lease.ID] = lease
	}
}
