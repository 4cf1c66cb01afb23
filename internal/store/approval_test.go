package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func saveApprovals(t *testing.T, s *Store, seq int64, approvals ...access.Approval) {
	t.Helper()
	saveRequest(t, s, access.RequestSnapshot{
		Request: access.Request{ID: "r", Seq: seq, CreatedAt: noon}, Approvals: approvals,
	})
}

func TestAnApprovalThatIsNotThereIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.Approval(t.Context(), "r.lead")
		_ = refused(t, err, access.CodeNotFound)
		list, err := s.ApprovalsOf(t.Context(), "r")
		must(t, err)
		if len(list) != 0 {
			t.Errorf("listed %v", list)
		}
	})
}

func TestAnApprovalIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		approval := filled[access.Approval](t)
		saveApprovals(t, s, 1, approval)
		read, err := s.Approval(t.Context(), approval.ID)
		must(t, err)
		same(t, read, approval)
		list, err := s.ApprovalsOf(t.Context(), approval.RequestID)
		must(t, err)
		same(t, list, []access.Approval{approval})
	})
}

func TestAnInboxShowsOpenOnesByWhenTheyAreDueAndClosedOnesNewestFirst(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		late, soon, old, young := asking("late", "bob"), asking("soon", "bob", "cy"), asking("old", "bob"), asking("young", "bob")
		late.DueAt = noon.Add(2 * time.Hour)
		soon.DueAt = noon.Add(time.Hour)
		old.State, old.ClosedAt = access.ApprovalDenied, noon
		young.State, young.ClosedAt = access.ApprovalClosed, noon.Add(time.Minute)
		saveApprovals(t, s, 1, late, soon, old, young, asking("not his", "cy"))
		for open, want := range map[bool]string{true: "[soon late]", false: "[young old]"} {
			list, err := s.ApprovalsAsking(t.Context(), "bob", open, access.Page{})
			must(t, err)
			if got := fmt.Sprint(idsOf(list.Items, func(a access.Approval) string { return a.ID })); got != want {
				t.Errorf("open %v: %s, want %s", open, got, want)
			}
		}
	})
}

func TestAnInboxFollowsWhoIsAskedAndWhatIsClosed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		inbox := func(person string, open bool) int {
			list, err := s.ApprovalsAsking(t.Context(), person, open, access.Page{})
			must(t, err)
			return len(list.Items)
		}
		saveApprovals(t, s, 1, asking("lead", "bob", "bob"))
		saveApprovals(t, s, 2, asking("lead", "cy"))
		if inbox("bob", true) != 0 || inbox("cy", true) != 1 {
			t.Error("the inbox does not follow who is asked")
		}
		closed := asking("lead", "cy")
		closed.State, closed.ClosedAt = access.ApprovalApproved, noon
		saveApprovals(t, s, 3, closed)
		if inbox("cy", true) != 0 || inbox("cy", false) != 1 {
			t.Error("the inbox does not follow what is closed")
		}
	})
}

func TestInstantsInsideAnApprovalAreAsPreciseAsThoseBesideThem(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		approval := asking("lead", "bob")
		approval.Approvers[0].AskedAt = noon
		approval.Decisions = []access.Decision{{ID: "d", PersonID: "bob", At: noon, Start: noon, AuthenticatedAt: noon}}
		saveApprovals(t, s, 1, approval)
		read, err := s.Approval(t.Context(), approval.ID)
		must(t, err)
		at := precise(noon)
		same(t, read.Approvers[0].AskedAt, at)
		same(t, read.Decisions[0], access.Decision{ID: "d", PersonID: "bob", At: at, Start: at, AuthenticatedAt: at})
		if approval.Decisions[0].Start != noon || approval.Approvers[0].AskedAt != noon {
			t.Error("saving changed what was saved")
		}
	})
}
