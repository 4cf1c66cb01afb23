package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestTakingAwayNeverGivesUpAndItsLatenessIsKept(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && w.env.Now().Before(monday.Add(26*time.Hour)) {
			return errors.New("500 Internal Server Error"), false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	lease := w.endOf(t, "a")
	if w.held.Present || lease.State != access.Ended {
		t.Fatalf("held %v, lease %s", w.held.Present, lease.State)
	}
	if lease.Late() < 24*time.Hour {
		t.Errorf("late by %s, the outside system was down for a day", lease.Late())
	}
}

func TestARefusedEndStaysOpenAndIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	refused := 0
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && refused < 3 {
			refused++
			return &integrations.Refused{Code: "E0000046", Message: "A group gives this app."}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if w.held.Present || w.endOf(t, "a").State != access.Ended {
		t.Fatal("a refusal ended the trying")
	}
	if !slices.Contains(w.actions(), "access.attention") {
		t.Error("nobody was called")
	}
}

func TestARefusedBeginningGivesNothing(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Refused{Message: "The group is managed by a rule."}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	lease := w.endOf(t, "a")
	if lease.State != access.RefusedLease || lease.EndReason != access.NotGiven || w.held.Present {
		t.Errorf("lease %s for %s, held %v", lease.State, lease.EndReason, w.held.Present)
	}
	if lease.EndedAt.After(monday.Add(time.Minute)) {
		t.Errorf("said so at %s only", lease.EndedAt)
	}
}

func TestAnEffectThatLandsAfterEverybodyGaveUpIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Unknown{Doing: "add member", Err: errors.New("timeout")}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.endAt(10*time.Second, EndInput{LeaseID: "a", Reason: access.EarlyReturn, By: "ada"})
	landed := false
	w.env.RegisterDelayedCallback(func() {
		landed = true
		if w.endOf(t, "a").State != access.RefusedLease {
			t.Error("not confirmed as absent before the late effect")
		}
		w.held = access.Holding{Present: true} // the call of before, at last
	}, 35*time.Second)
	w.run(t)
	if !landed || w.held.Present {
		t.Errorf("the owner waited for it: %v; it is still held: %v", landed, w.held.Present)
	}
}

func TestAnAnswerThatWasLostIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Unknown{Doing: "add member", Err: errors.New("connection reset")}, true
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.endAt(10*time.Minute, EndInput{LeaseID: "a", Reason: access.Revoked, By: "owner", Note: "not needed"})
	w.run(t)
	if w.held.Present {
		t.Error("what was given without an answer is still held")
	}
	if lease := w.endOf(t, "a"); lease.State != access.RefusedLease && lease.State != access.Ended {
		t.Errorf("the lease is %s", lease.State)
	}
}
