package emergency

import (
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Outcome is what became of one lease.
type Outcome struct {
	Lease access.Lease
	// Why is why it is not confirmed to be over; empty where it is.
	Why string
	// CameBack tells that it was there again when it was looked at once more, and was
	// taken away again.
	CameBack bool
	// Unwritten is why the ledger does not know what was done; empty where it does.
	Unwritten string
	// Settled tells that nothing of its key is left to be looked at.
	Settled bool
}

// Report is what was reached.
type Report struct {
	Switch   access.KillSwitch
	Outcomes []Outcome
	// Requests is how many requests do not know yet; they are told when Temporal is back.
	Requests int
	Stopped  bool   // before its end
	Unread   string // why it is not known what the ledger has; empty where it is
}

// Done reports whether everything is confirmed and in the ledger.
func (r Report) Done() bool {
	if r.Unread != "" {
		return false
	}
	for _, outcome := range r.Outcomes {
		if outcome.Why != "" || outcome.Unwritten != "" {
			return false
		}
	}
	return true
}

func (r *Report) add(w *keyWork) {
	r.Outcomes = append(r.Outcomes, w.outcomes()...)
}

func (w *keyWork) outcomes() []Outcome {
	why := w.why
	if !w.confirmed && why == "" {
		why = "It was stopped before it came to it."
	}
	if w.confirmed {
		why = ""
	}
	outcomes := make([]Outcome, len(w.leases))
	for i, lease := range w.leases {
		outcomes[i] = Outcome{Lease: lease, Why: why, CameBack: w.cameBack, Unwritten: w.unwritten, Settled: w.record.Settled}
	}
	return outcomes
}

// Teller hears how far it comes, from one goroutine at a time. Each may be nil.
type Teller struct {
	Ended func(Outcome)                                   // a lease is confirmed to be over
	Pause func(left int, until time.Time, because string) // so many keys are tried again then
	Look  func(keys int, at time.Time)                    // so many are looked at once more then
	turn  sync.Mutex
}

func (t *Teller) key(w *keyWork) {
	if t.Ended == nil {
		return
	}
	t.turn.Lock()
	defer t.turn.Unlock()
	for _, outcome := range w.outcomes() {
		t.Ended(outcome)
	}
}

func (t *Teller) pause(left int, until time.Time, because string) {
	if t.Pause != nil {
		t.Pause(left, until, because)
	}
}

func (t *Teller) look(keys int, at time.Time) {
	if t.Look != nil {
		t.Look(keys, at)
	}
}
