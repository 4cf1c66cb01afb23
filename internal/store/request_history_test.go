package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatWasAskedBeforeIsThatPersonsOfThatAutomation(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ask := func(id, requester, automation string, state access.RequestState, after time.Duration) {
			request := access.Request{ID: id, RequesterID: requester, SubjectID: "dee", Automation: automation, State: state, CreatedAt: noon.Add(after)}
			if state.Final() {
				request.ClosedAt = request.CreatedAt.Add(time.Hour)
			}
			submit(t, s, request)
		}
		ask("old", "ada", "db", access.RequestDenied, -48*time.Hour)
		ask("older", "ada", "db", access.RequestDenied, -49*time.Hour)
		ask("first", "ada", "db", access.RequestCancelled, 0)
		ask("late", "ada", "db", access.RequestTimedOut, time.Hour)
		ask("somebody else's", "bob", "db", access.RequestDenied, time.Hour)
		ask("of another", "ada", "vpn", access.RequestDenied, time.Hour)

		asked, denied, overdue, err := s.AskHistory(t.Context(), "ada", "db", noon)
		must(t, err)
		same(t, asked, []time.Time{precise(noon), precise(noon.Add(time.Hour))})
		if !denied.Equal(precise(noon.Add(-47*time.Hour))) || overdue {
			t.Errorf("denied %s, overdue %v", denied, overdue)
		}
		asked, denied, overdue, err = s.AskHistory(t.Context(), "cy", "db", noon)
		must(t, err)
		if len(asked) != 0 || !denied.IsZero() || overdue {
			t.Errorf("of somebody who never asked: %v, %s, %v", asked, denied, overdue)
		}
	})
}

func TestAReviewIsOverdueWhileItIsOpenAndPastItsTime(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for automation, c := range map[string]struct {
			change  func(a *access.Approval)
			overdue bool
		}{
			"open and past":        {func(*access.Approval) {}, true},
			"due later":            {func(a *access.Approval) { a.DueAt = noon.Add(time.Hour) }, false},
			"done":                 {func(a *access.Approval) { a.State, a.ClosedAt = access.ApprovalApproved, noon }, false},
			"an ordinary approval": {func(a *access.Approval) { a.Kind = access.AsksApproval }, false},
		} {
			review := asking(automation, "bob")
			review.RequestID, review.Kind, review.DueAt = automation, access.AsksReview, precise(noon.Add(-time.Minute))
			c.change(&review)
			saveRequest(t, s, access.RequestSnapshot{
				Request: access.Request{
					ID: automation, RequesterID: "ada", SubjectID: "cy", Automation: automation,
					State: access.RequestReviewing, Seq: 1,
				},
				Approvals: []access.Approval{review},
			})
			for person, want := range map[string]bool{"ada": c.overdue, "cy": false, "bob": false} {
				_, _, overdue, err := s.AskHistory(t.Context(), person, automation, noon)
				must(t, err)
				if overdue != want {
					t.Errorf("%s, of %s: %v", automation, person, overdue)
				}
			}
		}
	})
}

func TestOpenRequestsOfSomebodyAreThoseTheyAreConcernedWith(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		concern := func(id, requester, subject string, state access.RequestState, approvals ...access.Approval) {
			for i := range approvals {
				approvals[i].ID, approvals[i].RequestID = id+"."+approvals[i].ID, id
			}
			saveRequest(t, s, access.RequestSnapshot{
				Request:   access.Request{ID: id, RequesterID: requester, SubjectID: subject, State: state, Seq: 1},
				Approvals: approvals,
			})
		}
		decided := asking("lead", "ada")
		decided.State, decided.ClosedAt = access.ApprovalApproved, noon
		concern("asked by", "ada", "bob", access.RequestWaiting)
		concern("held by", "bob", "ada", access.RequestScheduled)
		concern("both", "ada", "ada", access.RequestOpen, asking("lead", "bob"))
		concern("decides", "bob", "cy", access.RequestReviewing, asking("lead", "cy"), asking("more", "ada"))
		concern("decided", "bob", "cy", access.RequestOpen, decided)
		concern("over", "ada", "ada", access.RequestCompleted, asking("lead", "ada"))
		concern("over too", "bob", "cy", access.RequestDenied, asking("lead", "ada"))
		concern("others", "bob", "cy", access.RequestWaiting)
		ids, err := s.OpenRequestsOf(t.Context(), "ada")
		must(t, err)
		if got := fmt.Sprintf("%q", ids); got != `["asked by" "both" "decides" "held by"]` {
			t.Errorf("listed %s", got)
		}
	})
}

func TestWhatIsNotFinalIsOpen(t *testing.T) {
	open := map[string]bool{}
	for _, state := range openStates {
		open[state] = true
	}
	for _, state := range []access.RequestState{
		access.RequestSubmitted, access.RequestWaiting, access.RequestGranting, access.RequestScheduled,
		access.RequestOpen, access.RequestEnding, access.RequestReviewing, access.RequestCompleted,
		access.RequestReturned, access.RequestEndedEarly, access.RequestDenied, access.RequestTimedOut,
		access.RequestCancelled, access.RequestNotGranted, access.RequestFailed,
	} {
		if open[string(state)] == state.Final() {
			t.Errorf("%s: open %v and final %v", state, open[string(state)], state.Final())
		}
	}
}
