package store

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func submit(t *testing.T, s *Store, request access.Request) {
	t.Helper()
	if request.State == "" {
		request.State = access.RequestSubmitted
	}
	_, created, err := s.SubmitRequest(t.Context(), request, access.AuditLine{ID: "submit/" + request.ID, RequestID: request.ID})
	must(t, err)
	if !created {
		t.Fatalf("the request %q is there already", request.ID)
	}
}

func TestARequestThatIsNotThereIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.Request(t.Context(), "r")
		if refusal := refused(t, err, access.CodeNotFound); refusal.Message != `There is no request "r".` {
			t.Errorf("it says %q", refusal.Message)
		}
		_, err = s.ClaimRequest(t.Context(), "r", "run", "hash")
		_ = refused(t, err, access.CodeNotFound)
		_, _, err = s.SubmitRequest(t.Context(), access.Request{}, access.AuditLine{ID: "l"})
		_ = refused(t, err, access.CodeInvalid)
	})
}

func TestSubmittingIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, created, err := s.SubmitRequest(t.Context(), access.Request{ID: "r"}, access.AuditLine{})
		_ = refused(t, err, access.CodeInvalid) // its audit line has no id
		if created {
			t.Error("created")
		}
		_, err = s.Request(t.Context(), "r")
		_ = refused(t, err, access.CodeNotFound)
		pending, err := s.PendingStarts(t.Context(), noon.Add(time.Hour), 10)
		must(t, err)
		if len(pending) != 0 {
			t.Errorf("in the outbox: %v", pending)
		}
	})
}

func TestARequestIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		request := filled[access.Request](t)
		recorded, created, err := s.SubmitRequest(t.Context(), request, access.AuditLine{ID: "l"})
		must(t, err)
		if !created {
			t.Error("not created")
		}
		same(t, recorded, request)
		read, err := s.Request(t.Context(), request.ID)
		must(t, err)
		same(t, read, request)
	})
}

func TestARequestSentManyTimesAtOnceIsOne(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		var group sync.WaitGroup
		var created atomic.Int64
		for i := range 10 {
			group.Go(func() {
				request := access.Request{ID: "r", Reason: fmt.Sprint(i)}
				_, fresh, err := s.SubmitRequest(t.Context(), request, access.AuditLine{ID: fmt.Sprint("l", i)})
				if err != nil {
					t.Error(err)
				}
				if fresh {
					created.Add(1)
				}
			})
		}
		group.Wait()
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if created.Load() != 1 || len(lines.Items) != 1 {
			t.Errorf("created %d times with %d audit lines", created.Load(), len(lines.Items))
		}
	})
}

func TestRequestsAreListedNewestFirstForWhoeverAskedOrIsToGet(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "1", RequesterID: "ada", SubjectID: "bob", CreatedAt: noon})
		submit(t, s, access.Request{ID: "2", RequesterID: "cy", SubjectID: "ada", CreatedAt: noon.Add(time.Second)})
		submit(t, s, access.Request{ID: "3", RequesterID: "cy", SubjectID: "cy", CreatedAt: noon.Add(2 * time.Second)})
		for person, want := range map[string]string{"ada": "[2 1]", "bob": "[1]", "": "[3 2 1]", "dee": "[]"} {
			list, err := s.Requests(t.Context(), access.RequestFilter{PersonID: person}, access.Page{})
			must(t, err)
			if got := fmt.Sprint(idsOf(list.Items, func(r access.Request) string { return r.ID })); got != want {
				t.Errorf("for %q: %s, want %s", person, got, want)
			}
		}
	})
}

func TestADuplicateIsOneThatIsNotApprovedYet(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for i, state := range []access.RequestState{
			access.RequestGranting, access.RequestOpen, access.RequestDenied, access.RequestWaiting, access.RequestSubmitted,
		} {
			submit(t, s, access.Request{
				ID: string(state), SubjectID: "ada", EntitlementID: "jira/user", State: state,
				CreatedAt: noon.Add(time.Duration(i) * time.Second),
			})
		}
		_, found, err := s.PendingDuplicate(t.Context(), "ada", "jira/admin")
		must(t, err)
		if found {
			t.Error("found one of another entitlement")
		}
		request, found, err := s.PendingDuplicate(t.Context(), "ada", "jira/user")
		must(t, err)
		if !found || request.ID != string(access.RequestWaiting) {
			t.Errorf("found %v %q", found, request.ID)
		}
	})
}

func TestADuplicateIsFoundInABundle(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", SubjectID: "ada", EntitlementID: "jira/user", Bundle: []string{"jira/user", "crm/user"}})
		for entitlement, want := range map[string]bool{"jira/user": true, "crm/user": true, "crm/admin": false} {
			_, found, err := s.PendingDuplicate(t.Context(), "ada", entitlement)
			must(t, err)
			if found != want {
				t.Errorf("%s: %v", entitlement, found)
			}
		}
	})
}

func TestRequestsWhoseReviewNeverHappenedAreFound(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for id, state := range map[string]access.ApprovalState{"done": access.ApprovalApproved, "open": access.ApprovalOpen, "never": access.ApprovalTimedOut, "asked": access.ApprovalTimedOut} {
			submit(t, s, access.Request{ID: id, RequesterID: "ada"})
			approval := asking(id+".look", "bob")
			if approval.RequestID, approval.State = id, state; id != "asked" {
				approval.Kind = access.AsksReview
			}
			saveRequest(t, s, access.RequestSnapshot{
				Request: access.Request{ID: id, RequesterID: "ada", State: access.RequestCompleted, Seq: 1}, Approvals: []access.Approval{approval},
			})
		}
		for person, want := range map[string]string{"": "[never]", "ada": "[never]", "bob": "[]"} {
			list, err := s.Requests(t.Context(), access.RequestFilter{PersonID: person, NeverReviewed: true}, access.Page{})
			must(t, err)
			if got := fmt.Sprint(idsOf(list.Items, func(r access.Request) string { return r.ID })); got != want {
				t.Errorf("of %q: %s", person, got)
			}
		}
	})
}
