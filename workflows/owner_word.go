package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// HeardWord is somebody's word that something was done by hand, until reading back
// has confirmed it or said otherwise.
type HeardWord struct {
	DoneInput
	HeardAt time.Time   `json:"heard_at"`
	Before  access.Hand `json:"before"` // of the lease
}

// wordPatience is how long the outside system has to say whether somebody gave what
// they say they did. Then their word counts. That they took something away counts
// only where it will never say.
const wordPatience = 2 * time.Minute

// hear takes somebody's word. What nobody is asked for any more says nothing.
func (o *owner) hear(ctx workflow.Context, in DoneInput) {
	if err := workflow.Await(ctx, func() bool { return o.remembered && !o.isIncoming(in.LeaseID) }); err != nil {
		return
	}
	lease, known := o.find(in.LeaseID)
	word := HeardWord{DoneInput: in, HeardAt: workflow.Now(ctx), Before: lease.Hand}
	switch {
	case known && in.Asked == access.HandToGive && lease.Hand == access.HandToGive:
		lease.Hand = access.HandGave
	case known && in.Asked == access.HandToTake && lease.AsksHand() == access.HandToTake:
		lease.Hand = access.HandTook
	default:
		o.log.Info("somebody did by hand what nobody is asked for any more", "lease", in.LeaseID)
		return
	}
	o.forget(in.LeaseID)
	o.Words = append(o.Words, word)
	o.put(lease)
	o.noteHand(lease, word.HeardAt, "access.done_by_hand", in.By, fmt.Sprintf("%s says that it was done by hand: %s.", in.Name, lease.Label))
	o.mustLook()
	o.heard = true
	o.wake()
}

// mustLook has the outside system read before anything else, as nobody knows what
// it holds.
func (o *owner) mustLook() { o.Record.Applied, o.LookAt = nil, time.Time{} }

// weigh holds what people were asked for against what was just read: it was done,
// whoever said so, or it was not, and they are asked again.
func (o *owner) weigh(at, now time.Time) {
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.Waits(now) && o.isHeld(lease, now):
			if lease.Hand == access.HandToGive {
				lease.Hand = access.NoHand // we may have given it ourselves, late
			}
			o.Record.Attention = ""
			o.forget(lease.ID)
			o.open(lease, at, now)
		case lease.Waits(now) && lease.Hand == access.HandGave:
			o.askAgain(lease, access.HandToGive, "does not say that it is held", now)
		case lease.State == access.Ending && lease.Hand == access.HandTook && !o.converged(o.want(now)):
			o.askAgain(lease, access.HandToTake, "still says that it is held", now)
		}
	}
}

// isHeld reports whether a lease would change nothing of what was last read.
func (o *owner) isHeld(lease access.Lease, now time.Time) bool {
	seen := o.Record.Applied
	return seen != nil && seen.Present && seen.Satisfies(access.Merge(*seen, []access.Lease{lease}, now))
}

// askAgain is for a word that reading back does not bear out.
func (o *owner) askAgain(lease access.Lease, hand access.Hand, says string, now time.Time) {
	if word, known := o.wordOf(lease.ID); known {
		hand = word.Before
	}
	o.forget(lease.ID)
	lease.Hand = hand
	o.put(lease)
	detail := fmt.Sprintf("%s was said to be done by hand, but %s %s. It is asked for again.", lease.Label, o.key.Connector, says)
	o.noteHand(lease, now, "access.contradicted", access.System, detail)
	o.attention(now, detail)
}

// believe counts what people said where the outside system does not say what is
// held, and reports whether there was anything to count. Never is for a system that
// will not say it however often it is asked.
func (o *owner) believe(never bool, now time.Time) bool {
	var held []access.Lease
	gave, took := false, false
	for _, lease := range o.Record.Leases {
		if lease.State == access.Open || lease.Waits(now) && lease.Hand == access.HandGave {
			held = append(held, lease)
			gave = gave || lease.Hand == access.HandGave
		}
		took = took || never && lease.State == access.Ending && lease.Hand == access.HandTook && !o.want(now).Present
	}
	if !gave && !took {
		return false
	}
	if o.Record.Baseline == nil {
		o.assumeNothing()
	}
	believed := access.Merge(o.Record.Before(), held, now)
	o.Record.Applied, o.Record.Attention = &believed, ""
	if never {
		o.ReadAgainAt = time.Time{}
	}
	at := now
	for _, word := range o.Words {
		lease, _ := o.find(word.LeaseID)
		o.noteHand(lease, now, "access.believed", word.By,
			fmt.Sprintf("%s cannot say whether it is held, so the word of %s counts: %s.", o.key.Connector, word.Name, lease.Label))
		if word.At.Before(at) {
			at = word.At
		}
	}
	o.weigh(at, now)
	if o.converged(o.due(now)) {
		o.acknowledgeAt(at, now)
	}
	o.Words = nil
	o.touch()
	return true
}

// assumeNothing is for a system of which nobody could see what was there before
// people were asked to give it.
func (o *owner) assumeNothing() {
	before := access.Holding{Attributes: map[string]string{}}
	for _, name := range access.AttributeNames(o.Record.Leases) {
		before.Attributes[name] = ""
	}
	o.Record.Baseline, o.Record.Settled = &before, false
}

// losePatience has words count to which the outside system does not answer.
func (o *owner) losePatience(ctx workflow.Context, now time.Time) {
	until, waits := o.patience(now)
	if !waits || now.Before(until) {
		return
	}
	if o.work != nil {
		o.interrupt(ctx)
	}
	o.believe(false, workflow.Now(ctx))
}

// patience is when the first word that something was given has waited long enough.
func (o *owner) patience(now time.Time) (until time.Time, waits bool) {
	for _, word := range o.Words {
		lease, _ := o.find(word.LeaseID)
		at := word.HeardAt.Add(wordPatience)
		if lease.Hand == access.HandGave && lease.Waits(now) && (!waits || at.Before(until)) {
			until, waits = at, true
		}
	}
	return until, waits
}

func (o *owner) wordOf(leaseID string) (HeardWord, bool) {
	for _, word := range o.Words {
		if word.LeaseID == leaseID {
			return word, true
		}
	}
	return HeardWord{}, false
}

func (o *owner) forget(leaseID string) {
	o.Words = slices.DeleteFunc(o.Words, func(w HeardWord) bool { return w.LeaseID == leaseID })
}
