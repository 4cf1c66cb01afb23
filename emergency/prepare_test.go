package emergency

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatCannotBeMeantIsRefusedAndChangesNothing(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	whole := Wanted{ID: "k", Scope: access.KillPerson, Ref: "ada", Reason: "why", By: "mara"}
	for name, c := range map[string]struct {
		spoil func(*Wanted)
		code  access.Code
	}{
		"no reason":              {func(w *Wanted) { w.Reason = "  " }, access.CodeInvalid},
		"nobody knows them":      {func(w *Wanted) { w.Ref = "zoe" }, access.CodeInvalid},
		"no such entitlement":    {func(w *Wanted) { w.Scope, w.Ref = access.KillEntitlement, "jira/boss" }, access.CodeInvalid},
		"no such connector":      {func(w *Wanted) { w.Scope, w.Ref = access.KillConnector, "vault" }, access.CodeInvalid},
		"no such automation":     {func(w *Wanted) { w.Scope, w.Ref = access.KillAutomation, "jira" }, access.CodeInvalid},
		"somebody who is none":   {func(w *Wanted) { w.By = "zoe" }, access.CodeNotFound},
		"somebody without right": {func(w *Wanted) { w.By = "ada" }, access.CodeForbidden},
	} {
		wanted := whole
		c.spoil(&wanted)
		_, err := Prepare(t.Context(), s, wanted, noon)
		var no *access.Refusal
		if !errors.As(err, &no) || no.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	plan, err := Prepare(t.Context(), s, whole, noon)
	s.must(err)
	if plan.Switch.Ref != "p-ada" || plan.Switch.Label != "Ada" || plan.Thrown || plan.Reach.Leases != 1 {
		t.Errorf("%+v", plan)
	}
	standing, err := s.StandingKillSwitches(t.Context())
	s.must(err)
	if len(standing) > 0 || s.lease("one").State != access.Open || len(s.changes) > 0 {
		t.Errorf("standing %v, asked %v", standing, s.changes)
	}
}

func TestASwitchThatStandsIsGoneOnWith(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	s.answers = []error{errors.New("broken"), errors.New("broken")}
	s.onWait = func(time.Time) error { return context.Canceled }
	first := s.ends()
	s.onWait = nil
	again := s.plan(access.KillPerson, "p-ada")
	if !again.Thrown || again.Switch.ID != first.Switch.ID || first.Done() {
		t.Errorf("%+v after %+v", again, first)
	}
	s.opened("late", "group/late", access.Holding{}) // an owner wrote it back into the ledger
	if report := s.carriesOut(again); !report.Done() || s.lease("one").State != access.Ended || s.lease("late").State != access.Ended {
		t.Errorf("%+v", report)
	}
	standing, err := s.StandingKillSwitches(t.Context())
	s.must(err)
	if len(standing) != 1 {
		t.Errorf("%d switches stand", len(standing))
	}
}
