package workflows

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// ownerSchema is that of owners that start now: since 2 they do not tell requests and
// operators of what passes at once, nor a request of what it was just answered, and
// write one snapshot where they wrote two. Those of schema 1 did, and replay so.
//
// Since 3 the answer to a hand-over is the lease as it opened, where that does not take
// long, and they have one timer at a time; those before answered at once, told the
// request of the opening, and left a timer behind whenever something else woke them.
//
// Since 4 the worker tells people from the ledger that an end is late, and who is behind
// waits longer before it says that something is under way: where very many end at once,
// those before did more of that than of ending. And a key that is settled stays as it
// is where only what is over is handed over once more.
//
// Since 5 they tell nothing in a turn that another follows at once. Those of 4 noticed
// an end in one turn and began to take it away in the next, and so said of each that
// came late that it is under way.
const ownerSchema = 5

// The first schemas of owners that do so.
const (
	terseSince      = 2
	answersOpenFrom = 3
	oneAlarmSince   = 3
	calmSince       = 4
	tacitSince      = 5
)

// NewOwnerInput starts the owner of a key.
func NewOwnerInput(key access.Key) OwnerInput { return OwnerInput{Schema: ownerSchema, Key: key} }

// passing is how long what is under way may take before anybody hears that it is:
// in a storm of ends, telling of each twice would be half of the work.
const passing = 3 * time.Second

// The same of an end that was come to late, as very many were due at once: the answer
// takes its turn as well, many times as long. Who has to act hears of it from the worker
// long before.
const (
	passingTurns   = 12
	longestPassing = 15 * time.Minute // after it was due
)

// passesUntil is until when nobody needs to hear of a lease's state, as it will have
// passed; zero where they need to.
func (o *owner) passesUntil(lease access.Lease) time.Time {
	began := lease.EndedAt
	switch {
	case !o.terse, lease.Hand != access.NoHand, o.Record.Attention != "":
		return time.Time{}
	case lease.State == access.Opening:
		began = lease.From
		if o.startedAt.After(began) {
			began = o.startedAt
		}
	case lease.State != access.Ending:
		return time.Time{}
	case o.tacit && lease.IssuedAt.After(began):
		late := lease.IssuedAt.Sub(began)
		return lease.IssuedAt.Add(max(passing, min(passingTurns*late, longestPassing-late)))
	case o.calm && lease.IssuedAt.After(began):
		// It took so long to come to it, and will to hear of the answer.
		return lease.IssuedAt.Add(max(passing, 2*lease.IssuedAt.Sub(began)))
	}
	return began.Add(passing)
}

// passes reports whether anything is under way that nobody needs to hear of yet.
func (o *owner) passes(now time.Time) bool {
	return slices.ContainsFunc(o.Record.Leases, func(l access.Lease) bool { return now.Before(o.passesUntil(l)) })
}

// answered remembers that a request has a lease as it stands, as the answer to its
// hand-over.
func (o *owner) answered(lease access.Lease) {
	if o.terse {
		o.keepTold(toldOf(lease))
	}
}

// savesSoon reports whether the ledger is written in a moment anyway, and holds what
// matters already: a first look is on its way, after which nothing is done unwritten.
func (o *owner) savesSoon(now time.Time) bool {
	return o.terse && !o.behind && o.work != nil && o.work.kind == observing && now.Before(o.work.began.Add(passing))
}

// settle says that nothing of ours is left in the snapshot that says how it ended.
func (o *owner) settle() {
	if o.terse && len(o.Record.Leases) > 0 && o.over() {
		o.markSettled()
	}
}
