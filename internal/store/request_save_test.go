package store

import (
	"fmt"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func snapshotOf(seq int64, state access.RequestState) access.RequestSnapshot {
	approval := asking("r.lead", "bob", "cy")
	approval.Title = fmt.Sprint("at ", seq)
	return access.RequestSnapshot{
		Request:   access.Request{ID: "r", RequesterID: "ada", SubjectID: "dee", Seq: seq, State: state},
		Approvals: []access.Approval{approval},
		Audit:     []access.AuditLine{{ID: fmt.Sprint("line ", seq), RequestID: "r"}},
		Messages:  []access.Message{{ID: fmt.Sprint("message ", seq), PersonID: "ada"}},
	}
}

func TestAnOldSnapshotChangesNoRowButLosesNoLineAndNoMessage(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", RequesterID: "ada", SubjectID: "dee"})
		for _, seq := range []int64{1, 3, 2, 3, 0} {
			saveRequest(t, s, snapshotOf(seq, access.RequestWaiting))
		}
		request, err := s.Request(t.Context(), "r")
		must(t, err)
		approval, err := s.Approval(t.Context(), "r.lead")
		must(t, err)
		if request.Seq != 3 || approval.Title != "at 3" {
			t.Errorf("the request is at %d, its approval %q", request.Seq, approval.Title)
		}
		lines, err := s.Audit(t.Context(), access.AuditFilter{RequestID: "r"}, access.Page{})
		must(t, err)
		if got := fmt.Sprint(idsOf(lines.Items, func(l access.AuditLine) string { return l.ID })); got != "[submit/r line 1 line 3 line 2 line 0]" {
			t.Errorf("the audit log has %s", got)
		}
		_, unread, err := s.Messages(t.Context(), "ada", access.Page{})
		must(t, err)
		if unread != 4 {
			t.Errorf("%d messages, want 4", unread)
		}
	})
}

func TestTheSameSnapshotTwiceIsAnnouncedOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		saveRequest(t, s, snapshotOf(1, access.RequestWaiting))
		once, err := s.EventsAfter(t.Context(), 0, 100)
		must(t, err)
		saveRequest(t, s, snapshotOf(1, access.RequestWaiting))
		last, err := s.LastEvent(t.Context())
		must(t, err)
		if last != int64(len(once)) {
			t.Errorf("%d events after %d", last, len(once))
		}
	})
}

func TestEverybodyConcernedHearsOfARequest(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		saveRequest(t, s, snapshotOf(1, access.RequestWaiting))
		events, err := s.EventsAfter(t.Context(), 0, 100)
		must(t, err)
		var heard []string
		for _, event := range events {
			heard = append(heard, fmt.Sprint(event.Topic, " ", event.Ref, " ", event.Audience))
		}
		want := "[approval r.lead [bob cy] request r [ada bob cy dee] message message 1 [ada]]"
		if got := fmt.Sprint(heard); got != want {
			t.Errorf("heard %s, want %s", got, want)
		}
	})
}

func TestASnapshotThatFailsChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		snapshot := snapshotOf(1, access.RequestWaiting)
		snapshot.Audit = append(snapshot.Audit, access.AuditLine{Action: "has no id"})
		_, err := s.SaveRequest(t.Context(), snapshot)
		_ = refused(t, err, access.CodeInvalid)
		_, err = s.Request(t.Context(), "r")
		_ = refused(t, err, access.CodeNotFound)
		_, err = s.Approval(t.Context(), "r.lead")
		_ = refused(t, err, access.CodeNotFound)
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		last, err := s.LastEvent(t.Context())
		must(t, err)
		if len(lines.Items) != 0 || last != 0 {
			t.Errorf("%d lines and %d events", len(lines.Items), last)
		}
	})
}

func TestWhenARequestWasMadeNeverChanges(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", CreatedAt: noon})
		saveRequest(t, s, snapshotOf(1, access.RequestWaiting))
		request, err := s.Request(t.Context(), "r")
		must(t, err)
		same(t, request.CreatedAt, precise(noon))
	})
}

func TestARequestKeepsTheEndThatItsRunGave(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", RequesterID: "ada", SubjectID: "dee"})
		for _, step := range []struct {
			run        string
			said, want access.RequestState
			saved      access.RequestSaved
		}{
			{"first", access.RequestFailed, access.RequestFailed, access.RequestSaved{}},
			{"first", access.RequestReturned, access.RequestReturned, access.RequestSaved{}}, // it was there after all
			{"first", access.RequestOpen, access.RequestReturned, access.RequestSaved{Ahead: 2, End: access.RequestReturned}},
			{"first", access.RequestCompleted, access.RequestReturned, access.RequestSaved{End: access.RequestReturned}},
			{"reset", access.RequestReviewing, access.RequestReviewing, access.RequestSaved{}},
			{"reset", access.RequestCompleted, access.RequestCompleted, access.RequestSaved{}},
		} {
			request, err := s.Request(t.Context(), "r")
			must(t, err)
			snapshot := snapshotOf(request.Seq+1, step.said)
			snapshot.Request.RunID = step.run
			same(t, saveRequest(t, s, snapshot), step.saved)
			request, err = s.Request(t.Context(), "r")
			must(t, err)
			if request.State != step.want {
				t.Errorf("told that it is %s, it is %s and should be %s", step.said, request.State, step.want)
			}
		}
	})
}

// What a crash or a reset has undone had made more snapshots than what is done instead,
// and the last of them may be the end.
func TestWhatIsDoneInsteadHearsHowFarTheRecordIs(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", RequesterID: "ada", SubjectID: "dee"})
		same(t, saveRequest(t, s, snapshotOf(7, access.RequestWaiting)), access.RequestSaved{})
		same(t, saveRequest(t, s, snapshotOf(6, access.RequestGranting)), access.RequestSaved{Ahead: 7})
		same(t, saveRequest(t, s, snapshotOf(7, access.RequestGranting)), access.RequestSaved{Ahead: 7})
		same(t, saveRequest(t, s, snapshotOf(8, access.RequestCompleted)), access.RequestSaved{})
		same(t, saveRequest(t, s, snapshotOf(8, access.RequestEndedEarly)), access.RequestSaved{Ahead: 8, End: access.RequestCompleted})
	})
}

func saveRequest(t *testing.T, s *Store, snapshot access.RequestSnapshot) access.RequestSaved {
	t.Helper()
	saved, err := s.SaveRequest(t.Context(), snapshot)
	must(t, err)
	return saved
}
