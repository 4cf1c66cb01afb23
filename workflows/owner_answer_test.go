package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// handsOver hands a lease over and says when that was answered, and with what.
func (w *world) handsOver(lease access.Lease) (a *answer, at *time.Duration) {
	a, at = &answer{}, new(time.Duration)
	callback := a.callback()
	answered := callback.OnComplete
	callback.OnComplete = func(value any, err error) {
		*at = w.env.Now().Sub(monday)
		answered(value, err)
	}
	w.env.RegisterDelayedCallback(func() { w.env.UpdateWorkflow(UpdateAcquire, "acquire/"+lease.ID, callback, lease) }, 0)
	return a, at
}

// signalled lists the states of a lease that its request was told of by signals.
func (w *world) signalled() (states []access.LeaseState) {
	for _, lease := range w.told {
		states = append(states, lease.State)
	}
	return states
}

func TestAHandOverIsAnsweredWhenItIsOpenAndNotToldAgain(t *testing.T) {
	w := newWorld(t)
	answer, _ := w.handsOver(leaseFor("a", time.Hour))
	w.run(t)
	if answer.lease.State != access.Open || answer.lease.End().Sub(monday) != time.Hour {
		t.Errorf("answered %s until %s: %v", answer.lease.State, answer.lease.End(), answer.err)
	}
	if states := w.signalled(); !slices.Equal(states, []access.LeaseState{access.Ended}) {
		t.Errorf("the request was told of %v", states)
	}
}

func TestAHandOverIsAnsweredSoonWhereOpeningTakesLong(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" && w.env.Now().Before(monday.Add(20*time.Second)) {
			return errors.New("503"), false
		}
		return nil, false
	}
	answer, at := w.handsOver(leaseFor("a", time.Hour))
	w.run(t)
	if *at != passing || answer.lease.State != access.Opening {
		t.Errorf("answered %s after %s: %v", answer.lease.State, *at, answer.err)
	}
	if states := w.signalled(); !slices.Equal(states, []access.LeaseState{access.Open, access.Ended}) {
		t.Errorf("the request was told of %v", states)
	}
}

func TestAHandOverThatIsEndedMeanwhileIsAnsweredAtOnce(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return errors.New("503"), false
		}
		return nil, false
	}
	answer, at := w.handsOver(leaseFor("a", time.Hour))
	w.endAt(time.Second, EndInput{LeaseID: "a", Reason: access.Revoked, By: "root", Note: "No."})
	w.run(t)
	if *at != time.Second || !answer.lease.State.Over() || answer.lease.EndReason != access.Revoked {
		t.Errorf("answered %s, %s after %s: %v", answer.lease.State, answer.lease.EndReason, *at, answer.err)
	}
}

func TestAnOwnerThatBeganEarlierAnswersWhenTheLedgerHasIt(t *testing.T) {
	w := newWorld(t)
	w.schema = terseSince
	answer, _ := w.handsOver(leaseFor("a", time.Hour))
	w.run(t)
	if answer.lease.State != access.Opening {
		t.Errorf("answered %s: %v", answer.lease.State, answer.err)
	}
	if states := w.signalled(); !slices.Equal(states, []access.LeaseState{access.Open, access.Ended}) {
		t.Errorf("the request was told of %v", states)
	}
}

func TestAHandOverIsAnsweredAlsoWhereTheOwnerIsCancelled(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) { return errors.New("503"), false }
	answer, _ := w.handsOver(leaseFor("a", time.Hour))
	w.env.RegisterDelayedCallback(func() {
		w.fail = nil
		w.env.CancelWorkflow()
	}, time.Second)
	w.run(t)
	if answer.err != nil || !answer.lease.State.Over() {
		t.Errorf("answered %s: %v", answer.lease.State, answer.err)
	}
}
