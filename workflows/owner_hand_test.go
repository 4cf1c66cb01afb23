package workflows

import (
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatASystemNeverAnswersIsGivenAndTakenByTheWordOfPeople(t *testing.T) {
	w := newWorld(t)
	calls := w.answers(refusing("read", "provision", "deprovision"))
	w.acquireAt(0, byHand("a", 4*time.Hour))
	w.doneAt(85*time.Minute, "a", access.HandToGive)
	w.doneAt(331*time.Minute, "a", access.HandToTake)
	attention := ""
	w.env.RegisterDelayedCallback(func() { attention = w.record.Attention }, 30*time.Minute)
	w.run(t)
	if !strings.Contains(attention, "by hand") {
		t.Errorf("after six looks attention is called to %q", attention)
	}
	lease := w.endOf(t, "a")
	if lease.State != access.Ended || lease.EndReason != access.Expiry {
		t.Errorf("ended as %s for %s", lease.State, lease.EndReason)
	}
	if opened, over, gone := lease.OpenedAt.Sub(monday), lease.EndedAt.Sub(monday), lease.ConfirmedAt.Sub(monday); opened != 85*time.Minute || over != 325*time.Minute || gone != 331*time.Minute {
		t.Errorf("opened after %s, over after %s, gone after %s", opened, over, gone)
	}
	if calls["provision"]+calls["deprovision"] != 0 {
		t.Errorf("%v were tried", calls)
	}
	w.expectHands(t, "a", access.HandToGive, access.HandGave, access.HandToTake, access.HandTook)
	if said := slices.IndexFunc(w.audit, func(l access.AuditLine) bool { return l.Action == "access.believed" && l.Actor == "omar" }); said < 0 {
		t.Errorf("the audit log does not name who said so: %v", w.actions())
	}
}

func TestWhatIsNotGivenInTimeIsGivenByHand(t *testing.T) {
	w := newWorld(t)
	calls := w.answers(map[string]error{"provision": errDown})
	w.acquireAt(0, byHand("a", time.Hour))
	tried := 0
	w.env.RegisterDelayedCallback(func() { tried = calls["provision"] }, 61*time.Minute)
	w.holds(2*time.Hour, true)
	w.doneAt(2*time.Hour, "a", access.HandToGive)
	w.holds(190*time.Minute, false)
	w.run(t)
	if tried == 0 || calls["provision"] != tried || calls["deprovision"] != 0 {
		t.Errorf("%v, of them %d given in the first hour", calls, tried)
	}
	if lease := w.endOf(t, "a"); lease.OpenedAt.Sub(monday).Round(time.Minute) != 2*time.Hour || lease.Hand != access.HandToTake || lease.Late() > 15*time.Minute {
		t.Errorf("%+v", lease)
	}
	w.expectHands(t, "a", access.HandToGive, access.HandGave, access.HandToTake)
}

func TestWhoGaveItWithoutSayingSoIsNoticed(t *testing.T) {
	w := newWorld(t)
	calls := w.answers(refusing("provision"))
	w.acquireAt(0, byHand("a", time.Hour))
	w.holds(20*time.Minute, true)
	w.run(t)
	lease := w.endOf(t, "a")
	if opened := lease.OpenedAt.Sub(monday); opened < 20*time.Minute || opened > 26*time.Minute {
		t.Errorf("opened after %s", opened)
	}
	if calls["provision"] != 1 || w.held.Present || lease.State != access.Ended {
		t.Errorf("%v, held %v, %s: nobody said who gave it, so it is taken away as always", calls, w.held.Present, lease.State)
	}
}

func TestWhatIsSeenForTheFirstTimeAfterPeopleWereAskedWasGivenByThem(t *testing.T) {
	w := newWorld(t)
	with := refusing("read", "provision", "deprovision")
	calls := w.answers(with)
	w.acquireAt(0, byHand("a", time.Hour))
	w.env.RegisterDelayedCallback(func() { delete(with, "read") }, 30*time.Minute)
	w.holds(30*time.Minute, true)
	w.holds(100*time.Minute, false)
	w.run(t)
	if lease := w.endOf(t, "a"); lease.State != access.Ended || calls["deprovision"]+calls["provision"] != 0 || w.record.Baseline.Present {
		t.Errorf("%s after %v; held from before: %v", lease.State, calls, w.record.Baseline.Present)
	}
	w.expectHands(t, "a", access.HandToGive, access.HandGave, access.HandToTake)
}

func TestAWordThatReadingContradictsIsAskedForAgain(t *testing.T) {
	w := newWorld(t)
	w.answers(refusing("provision", "deprovision"))
	w.acquireAt(0, byHand("a", time.Hour))
	w.doneAt(10*time.Minute, "a", access.HandToGive)
	w.holds(20*time.Minute, true)
	w.doneAt(20*time.Minute, "a", access.HandToGive)
	w.doneAt(90*time.Minute, "a", access.HandToTake)
	var attention string
	w.env.RegisterDelayedCallback(func() { attention = w.record.Attention }, 91*time.Minute)
	w.holds(100*time.Minute, false)
	w.doneAt(100*time.Minute, "a", access.HandToTake)
	w.run(t)
	w.expectHands(t, "a", access.HandToGive, access.HandGave, access.HandToGive, access.HandGave,
		access.HandToTake, access.HandTook, access.HandToTake, access.HandTook)
	if lease := w.endOf(t, "a"); lease.OpenedAt.Sub(monday) != 20*time.Minute || lease.ConfirmedAt.Sub(monday) != 100*time.Minute {
		t.Errorf("opened after %s, gone after %s", lease.OpenedAt.Sub(monday), lease.ConfirmedAt.Sub(monday))
	}
	contradicted := slices.DeleteFunc(w.actions(), func(action string) bool { return action != "access.contradicted" })
	if len(contradicted) != 2 || attention == "" {
		t.Errorf("contradicted %d times, attention %q", len(contradicted), attention)
	}
}

func TestAWordThatNobodyAnswersCountsForGivingAndNotForTaking(t *testing.T) {
	w := newWorld(t)
	with := map[string]error{"read": errDown, "provision": errDown}
	w.answers(with)
	w.acquireAt(0, byHand("a", time.Hour))
	w.doneAt(2*time.Hour, "a", access.HandToGive)
	w.doneAt(200*time.Minute, "a", access.HandToTake)
	w.env.RegisterDelayedCallback(func() { delete(with, "read") }, 5*time.Hour)
	w.run(t)
	lease := w.endOf(t, "a")
	if opened := lease.OpenedAt.Sub(monday); opened != 2*time.Hour {
		t.Errorf("opened after %s", opened)
	}
	if gone := lease.ConfirmedAt.Sub(monday); gone < 5*time.Hour {
		t.Errorf("gone after %s, before anybody could see it", gone)
	}
}

func TestAnEndThatTheSystemRefusesIsTriedAndAskedFor(t *testing.T) {
	w := newWorld(t)
	with := refusing("deprovision")
	calls := w.answers(with)
	w.acquireAt(0, byHand("a", time.Hour))
	w.doneAt(70*time.Minute, "a", access.HandToTake) // it is not true
	w.env.RegisterDelayedCallback(func() { delete(with, "deprovision") }, 2*time.Hour)
	w.run(t)
	if lease := w.endOf(t, "a"); lease.State != access.Ended || calls["deprovision"] < 5 {
		t.Errorf("%s after %v", lease.State, calls)
	}
	w.expectHands(t, "a", access.HandStuck, access.HandTook, access.HandStuck)
}

func TestWhatNobodySaidWasGivenIsNotHeldOrLookedFor(t *testing.T) {
	for name, c := range map[string]struct {
		refused []string
		hands   []access.Hand
		taken   int
	}{
		"reading says so":   {[]string{"provision"}, []access.Hand{access.HandToGive}, 0},
		"nobody can say so": {[]string{"provision", "read"}, []access.Hand{access.HandToGive, access.HandToTake, access.HandTook}, 0},
	} {
		for end, at := range map[string]time.Duration{"given back": 30 * time.Minute, "given up": 9 * time.Hour} {
			w := newWorld(t)
			calls := w.answers(refusing(c.refused...))
			w.acquireAt(0, byHand("a", time.Hour))
			if end == "given back" {
				w.endAt(at, EndInput{LeaseID: "a", Reason: access.EarlyReturn, By: "ada"})
			}
			w.doneAt(at+10*time.Minute, "a", access.HandToTake)
			w.run(t)
			if lease := w.endOf(t, "a"); lease.State != access.RefusedLease || lease.EndedAt.Sub(monday) != at || calls["deprovision"] != c.taken {
				t.Errorf("%s, %s: %s after %s, %v", name, end, lease.State, lease.EndedAt.Sub(monday), calls)
			}
			w.expectHands(t, "a", c.hands...)
		}
	}
}

func TestWhatIsGivenByHandTooLateIsTakenAway(t *testing.T) {
	w := newWorld(t)
	w.answers(refusing("provision"))
	w.acquireAt(0, byHand("a", time.Hour))
	w.endAt(30*time.Minute, EndInput{LeaseID: "a", Reason: access.EarlyReturn, By: "ada"})
	w.holds(29*time.Minute, true) // just before, and nobody said so
	w.run(t)
	if lease := w.endOf(t, "a"); w.held.Present || lease.State != access.RefusedLease {
		t.Errorf("held %v, %s", w.held.Present, lease.State)
	}
}

func TestHandsAreTakenUpFromTheLedger(t *testing.T) {
	absent := access.Holding{}
	for name, c := range map[string]struct {
		lease access.Lease
		say   access.Hand
		state access.LeaseState
	}{
		"to give": {func() access.Lease { l := byHand("a", time.Hour); l.Hand = access.HandToGive; return l }(), access.HandToGive, access.Ended},
		"gave":    {func() access.Lease { l := byHand("a", time.Hour).Confirmed(monday); l.Hand = access.HandGave; return l }(), access.NoHand, access.Ended},
		"to take": {func() access.Lease {
			l := byHand("a", time.Hour).Confirmed(monday.Add(-time.Hour)).Finished(monday, access.Expiry, "", "")
			l.Hand = access.HandToTake
			return l
		}(), access.NoHand, access.Ended},
	} {
		w := newWorld(t)
		calls := w.answers(refusing("read", "provision", "deprovision"))
		w.leases["a"] = c.lease
		w.record = access.KeyRecord{Key: testKey, Seq: 7, Baseline: &absent}
		if c.say != access.NoHand {
			w.doneAt(10*time.Minute, "a", c.say)
		}
		w.doneAt(2*time.Hour, "a", access.HandToTake)
		w.run(t)
		if lease := w.endOf(t, "a"); lease.State != c.state || lease.ConfirmedAt.Sub(monday) != 2*time.Hour || calls["provision"]+calls["deprovision"] != 0 {
			t.Errorf("%s: %s after %s, %v", name, lease.State, lease.ConfirmedAt.Sub(monday), calls)
		}
	}
}

func TestAWordThatNobodyIsAskedForSaysNothing(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, byHand("a", time.Hour))
	w.doneAt(10*time.Minute, "a", access.HandToGive)
	w.doneAt(20*time.Minute, "a", access.HandToTake)
	w.doneAt(30*time.Minute, "nobody's", access.HandToTake)
	w.env.RegisterDelayedCallback(func() {
		w.env.UpdateWorkflow(UpdateAcquire, "again", &testsuite.TestUpdateCallback{OnReject: func(err error) { t.Error(err) }, OnAccept: func() {}, OnComplete: func(any, error) {}}, byHand("a", time.Hour))
	}, 40*time.Minute)
	w.run(t)
	w.expectHands(t, "a")
	if w.count("provision") != 1 || w.count("deprovision") != 1 {
		t.Errorf("effects %v", w.effects)
	}
}
