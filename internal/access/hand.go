package access

import "time"

// Hand is how far people have come with what the outside system would not do itself.
type Hand string

// What is done by hand. Whatever was given by hand is taken away by hand. That
// somebody says it was done is not yet confirmed: HandGave of a lease that is not
// open, and HandTook of one that has not ended, wait for reading back.
const (
	NoHand     Hand = ""
	HandToGive Hand = "to_give" // somebody is asked to give it
	HandGave   Hand = "gave"    // and says that it was done
	HandToTake Hand = "to_take" // somebody is asked to take it away
	HandStuck  Hand = "stuck"   // the same of what was not given by hand: it is tried meanwhile
	HandTook   Hand = "took"    // somebody says that it was taken away
)

// Waits reports whether the lease wants its key held and only people can bring that
// about: nothing is provisioned for it.
func (l Lease) Waits(at time.Time) bool {
	return l.WantsAt(at) && l.OpenedAt.IsZero() && (l.Hand == HandToGive || l.Hand == HandGave)
}

// CalledOff is the lease with nobody asked to take it away any more, as others want
// the same.
func (l Lease) CalledOff() Lease {
	switch l.Hand {
	case HandToTake:
		l.Hand = HandGave
	case HandStuck:
		l.Hand = NoHand
	}
	return l
}

// AsksHand is what somebody is asked to do for the lease now: HandToGive,
// HandToTake or NoHand.
func (l Lease) AsksHand() Hand {
	switch {
	case l.Hand == HandToGive && !l.State.Over():
		return HandToGive
	case l.State == Ending && (l.Hand == HandToTake || l.Hand == HandStuck):
		return HandToTake
	default:
		return NoHand
	}
}
