package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// due is what we ourselves have to bring about at a moment: the wanted holding,
// without the leases that only people can serve.
func (o *owner) due(at time.Time) access.Holding {
	leases := slices.DeleteFunc(slices.Clone(o.Record.Leases), func(l access.Lease) bool { return l.Waits(at) })
	return access.Merge(o.Record.Before(), leases, at)
}

// callHands says where people are needed, and where no longer: what was not given
// in time is given by hand, and what was given by hand is taken away by hand.
func (o *owner) callHands(now time.Time) {
	want := o.want(now)
	converged := o.converged(want)
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.AsksHand() == access.HandToTake && want.Present:
			o.put(lease.CalledOff())
		case converged:
		case lease.State == access.Ending && lease.Hand == access.HandGave && !want.Present:
			o.ask(lease, access.HandToTake, "It was given by hand.", now)
		case o.opens(lease, now) && lease.Hand == access.NoHand && !lease.ByHandAt.IsZero() && !now.Before(lease.ByHandAt):
			o.ask(lease, access.HandToGive, fmt.Sprintf("%s has not confirmed it until %s.", o.key.Connector, stamp(lease.ByHandAt)), now)
		}
	}
}

// opens reports whether the lease is still to be opened, by whomever.
func (o *owner) opens(lease access.Lease, now time.Time) bool {
	return lease.WantsAt(now) && lease.OpenedAt.IsZero()
}

// ask has people do it. Who they are, the request knows.
func (o *owner) ask(lease access.Lease, hand access.Hand, why string, now time.Time) {
	lease.Hand = hand
	o.put(lease)
	what := "to be given by hand"
	if hand != access.HandToGive {
		what = "to be taken away by hand"
	}
	detail := fmt.Sprintf("%s has %s. %s", lease.Label, what, why)
	o.noteHand(lease, now, "access.by_hand", access.System, detail)
	o.attention(now, detail)
}

// needHands reports whether only people, or what they say, can bring about what
// should be.
func (o *owner) needHands(now time.Time) bool {
	return slices.ContainsFunc(o.Record.Leases, func(lease access.Lease) bool {
		switch lease.Hand {
		case access.HandToGive, access.HandToTake, access.HandTook:
			return lease.Waits(now) || lease.State == access.Ending
		case access.HandGave:
			return lease.Waits(now) || lease.State == access.Open && o.Record.Applied == nil
		default:
			return false
		}
	})
}

// waitForHands does what is due without them, and looks from time to time whether
// they did theirs: somebody may have without saying so.
func (o *owner) waitForHands(ctx workflow.Context, due access.Holding, now time.Time) {
	converged := o.converged(due)
	if converged {
		o.acknowledge(now)
	}
	switch {
	case converged && !o.needHands(now):
	case !converged && o.Record.Applied != nil && (due.Present || o.mayTake()):
		o.start(ctx, due, now)
	case !now.Before(o.LookAt):
		o.LookAt = now.Add(blockedRetry)
		kind, names := looking, access.AttributeNames(o.Record.Leases)
		if o.Record.Baseline == nil || o.want(now).Present && !o.Record.Baseline.Covers(names) {
			kind = observing
		}
		o.read(ctx, kind, due, names)
	}
}

// mayTake reports whether there is an end that is not left to people.
func (o *owner) mayTake() bool {
	return slices.ContainsFunc(o.Record.Leases, func(lease access.Lease) bool {
		return lease.State == access.Ending && (lease.Hand == access.NoHand || lease.Hand == access.HandStuck || lease.Hand == access.HandToGive)
	})
}

// refused is for a final no to giving, or to saying what is held: leases that were
// still to be opened are given by hand, or not at all. It reports whether there
// were any.
func (o *owner) refused(why string, now time.Time) bool {
	any := false
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case !o.opens(lease, now) || lease.Waits(now):
		case lease.ByHandAt.IsZero():
			o.finish(lease, now, access.NotGiven, access.System, why)
			any = true
		default:
			o.ask(lease, access.HandToGive, why, now)
			any = true
		}
	}
	return any
}

// endByHand is for a final no to taking away, which is tried again all the same, or
// to saying whether what people were asked to give is held.
func (o *owner) endByHand(kind effectKind, why string, now time.Time) {
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.State != access.Ending || lease.ByHandAt.IsZero() || o.want(now).Present:
		case kind == taking && (lease.Hand == access.NoHand || lease.Hand == access.HandToGive):
			o.ask(lease, access.HandStuck, why, now)
		case kind != taking && lease.Hand == access.HandToGive:
			o.ask(lease, access.HandToTake, "Nobody said whether it was given by hand: make sure that it is not held. "+why, now)
		}
	}
}

// handsAsked reports whether people were asked for anything that is not over.
func (o *owner) handsAsked() bool {
	return slices.ContainsFunc(o.Record.Leases, func(lease access.Lease) bool {
		return lease.Hand != access.NoHand && lease.State != access.Ended && lease.State != access.RefusedLease
	})
}

// givenUnsaid is for what is held when it could be seen for the first time after
// people were asked to give it: nobody else has.
func (o *owner) givenUnsaid() {
	for _, lease := range slices.Clone(o.Record.Leases) {
		if lease.Hand == access.HandToGive {
			lease.Hand = access.HandGave
			o.put(lease)
		}
	}
}

// passOn is for the end of a lease that was given by hand while others still hold
// the same: it is theirs to be taken away by hand.
func (o *owner) passOn(now time.Time) {
	for _, lease := range slices.Clone(o.Record.Leases) {
		if lease.WantsAt(now) && lease.State == access.Open && lease.Hand == access.NoHand && !lease.ByHandAt.IsZero() {
			lease.Hand = access.HandGave
			o.put(lease)
		}
	}
}

// noteHand remembers what happened to a lease by hand, which may come again.
func (o *owner) noteHand(lease access.Lease, at time.Time, action, actor, detail string) {
	o.note(lease, at, action, actor, detail)
	o.Audit[len(o.Audit)-1].ID = fmt.Sprintf("%s/%s/%s/%d", lease.ID, action, lease.Hand, at.UnixMilli())
}
