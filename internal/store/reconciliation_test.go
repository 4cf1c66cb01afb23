package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAReconciliationNeverGoesBackFromItsEnd(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		r := filled[access.Reconciliation](t)
		r.EndedAt, r.State = time.Time{}, access.Reconciling
		must(t, s.SaveReconciliation(t.Context(), r))
		r.Counts.Keys, r.State, r.EndedAt = 99, access.Reconciled, precise(noon)
		must(t, s.SaveReconciliation(t.Context(), r))
		back := r
		back.State, back.EndedAt = access.Reconciling, time.Time{}
		must(t, s.SaveReconciliation(t.Context(), back))
		list, err := s.Reconciliations(t.Context(), "", access.Page{})
		must(t, err)
		same(t, list.Items, []access.Reconciliation{r})
	})
}

func TestOneOfAConnectorRunsAndTheOthersWereLost(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		begin := func(id, connector string, minute int) {
			must(t, s.SaveReconciliation(t.Context(), access.Reconciliation{
				ID: id, Connector: connector, StartedAt: noon.Add(time.Duration(minute) * time.Minute), State: access.Reconciling,
			}))
		}
		begin("r1", "okta", 0)
		begin("r2", "vault", 1)
		begin("r3", "okta", 2)
		for connector, want := range map[string]string{"": "[r3 running r2 running r1 lost]", "okta": "[r3 running r1 lost]"} {
			var got []string
			for page := (access.Page{Limit: 1}); ; {
				list, err := s.Reconciliations(t.Context(), connector, page)
				must(t, err)
				got = append(got, list.Items[0].ID+" "+string(list.Items[0].State))
				if page.Cursor = list.Next; page.Cursor == "" {
					break
				}
			}
			if fmt.Sprint(got) != want {
				t.Errorf("%q: %v", connector, got)
			}
		}
	})
}

func TestUnsettledKeysComeInPagesWithTheirLeases(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		save := func(subject, connector string, settled bool) {
			key := access.Key{Connector: connector, Subject: subject, Resource: "group/1"}
			lease := leaseFor("l-"+subject, subject, noon)
			lease.Key = key
			if settled {
				lease.State = access.Ended
			}
			saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: key, Seq: 1, Settled: settled, Leases: []access.Lease{lease}}})
		}
		save("a", "okta", false)
		save("b", "okta", true)
		save("c", "okta", false)
		save("d", "vault", false)
		var got []string
		for after := ""; ; {
			records, err := s.UnsettledKeys(t.Context(), "okta", after, 1)
			must(t, err)
			if len(records) == 0 {
				break
			}
			after = records[0].Key.String()
			got = append(got, records[0].Key.Subject+" "+records[0].Leases[0].ID)
		}
		if fmt.Sprint(got) != "[a l-a c l-c]" {
			t.Errorf("listed %v", got)
		}
		known, err := s.KeysOf(t.Context(), "okta", "group/1", []string{"b", "c", "nobody"})
		must(t, err)
		if len(known) != 2 || !known[0].Settled || len(known[0].Leases) != 1 || known[1].Key.Subject != "c" {
			t.Errorf("%+v", known)
		}
		unsettled, err := s.KeysOf(t.Context(), "okta", "group/1", nil)
		must(t, err)
		if len(unsettled) != 2 {
			t.Errorf("%+v", unsettled)
		}
	})
}

func TestWhatIsLookedAtIsWhatCouldDiffer(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		owned(t, s) // group/00g1
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: access.Key{Connector: "okta", Subject: "a", Resource: "group/open"}, Seq: 1}})
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: access.Key{Connector: "okta", Subject: "a", Resource: "group/over"}, Seq: 1, Settled: true}})
		finding := foundAt("f", noon)
		finding.Key.Resource = "group/found"
		_, err := s.SeeFinding(t.Context(), finding)
		must(t, err)
		resources, err := s.ResourcesOf(t.Context(), "okta")
		must(t, err)
		if fmt.Sprint(resources) != "[group/00g1 group/found group/open]" {
			t.Errorf("%v", resources)
		}
		given, err := s.EntitlementsAt(t.Context(), "okta", "group/00g1")
		must(t, err)
		if len(given) != 1 || given[0].Label() != "Jira / User" {
			t.Errorf("%+v", given)
		}
	})
}

func TestTheFirstLookAtAResourceIsRemembered(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		none, err := s.ResourceLook(t.Context(), "okta", "group/1")
		must(t, err)
		same(t, none, access.ResourceLook{})
		for range 2 {
			look := access.ResourceLook{First: precise(noon), Last: precise(noon.Add(time.Hour)), Subject: "00u1"}
			must(t, s.SaveResourceLook(t.Context(), "okta", "group/1", look))
			read, err := s.ResourceLook(t.Context(), "okta", "group/1")
			must(t, err)
			same(t, read, look)
		}
	})
}

func TestAnAccountLeadsToItsPerson(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{
			{ID: "ada", Login: "ada", Status: access.Active, Accounts: map[string]string{"okta": "00u1", "vault": "v"}},
			{ID: "bob", Login: "bob", Status: access.Inactive, Accounts: map[string]string{"okta": "00u2"}},
			{ID: "cy", Login: "cy", Status: access.Active},
		}))
		for account, want := range map[string]string{"00u1": "ada", "00u2": "bob", "v": ""} {
			person, found, err := s.PersonByAccount(t.Context(), "okta", account)
			must(t, err)
			if person.ID != want || found != (want != "") {
				t.Errorf("%s is %q, %v", account, person.ID, found)
			}
		}
	})
}

func TestALostRequestIsClosedOnceWithWhatItAsked(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		owned(t, s)
		ask := func(id, entitlement string, created time.Time, state access.RequestState) {
			request := access.Request{ID: id, RequesterID: "ada", SubjectID: "ada", EntitlementID: entitlement, State: state, Seq: 3, CreatedAt: created}
			approval := asking(id+".lead", "mara")
			approval.RequestID = id
			saveRequest(t, s, access.RequestSnapshot{Request: request, Approvals: []access.Approval{approval}})
		}
		ask("r1", "jira/user", noon, access.RequestWaiting)
		ask("r2", "left/catalogue", noon, access.RequestOpen)
		ask("young", "jira/user", noon.Add(time.Hour), access.RequestWaiting)
		ask("over", "jira/user", noon, access.RequestDenied)
		_, _, err := s.SubmitRequest(t.Context(), access.Request{ID: "never started", EntitlementID: "jira/user", State: access.RequestSubmitted, CreatedAt: noon}, access.AuditLine{ID: "submitted"})
		must(t, err)
		requests, err := s.RequestsAtWork(t.Context(), "okta", noon.Add(time.Minute), "", 10)
		must(t, err)
		if got := fmt.Sprint(idsOf(requests, func(r access.Request) string { return r.ID })); got != "[r1 r2]" {
			t.Fatalf("at work: %s", got)
		}
		lost := requests[0]
		lost.Detail, lost.ClosedAt = "Its run was lost.", precise(noon.Add(time.Hour))
		line := access.AuditLine{ID: "request/r1/lost", Action: "request.lost"}
		moved := lost
		moved.Seq = 2 // the record has moved on since
		for _, each := range []struct {
			request access.Request
			closes  bool
		}{{moved, false}, {lost, true}, {lost, false}} {
			closed, err := s.LoseRequest(t.Context(), each.request, []access.Message{{ID: "m", PersonID: "ada", At: noon}}, line)
			must(t, err)
			if closed != each.closes {
				t.Errorf("%+v: closed %v", each.request, closed)
			}
		}
		read, err := s.Request(t.Context(), "r1")
		must(t, err)
		approvals, err := s.ApprovalsOf(t.Context(), "r1")
		must(t, err)
		_, unread, err := s.Messages(t.Context(), "ada", access.Page{})
		must(t, err)
		if read.State != access.RequestFailed || read.Seq != 4 || read.Detail != lost.Detail || !read.CreatedAt.Equal(precise(noon)) ||
			approvals[0].State != access.ApprovalClosed || unread != 1 {
			t.Errorf("%+v, %+v, %d unread", read, approvals, unread)
		}
		inbox, err := s.ApprovalsAsking(t.Context(), "mara", true, access.Page{})
		must(t, err)
		if got := fmt.Sprint(idsOf(inbox.Items, func(a access.Approval) string { return a.ID })); got != "[over.lead r2.lead young.lead]" {
			t.Errorf("still asked: %s", got)
		}
	})
}

func TestWhatARequestHandedOverLastIsKnownOnceItsEndIsConfirmed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		request := access.Request{ID: "r1", SubjectID: "ada", LeaseID: "second"}
		for i, id := range []string{"first", "second", "beside", "live"} {
			lease := leaseFor(id, "ada", noon.Add(time.Hour))
			lease.RequestID = request.ID
			if id == "first" {
				lease.From = noon.Add(-24 * time.Hour)
			}
			if id != "live" {
				lease = lease.Finished(noon, access.Expiry, "", "")
				lease.State, lease.ConfirmedAt = access.Ended, noon.Add(time.Duration(i)*time.Minute)
			}
			_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
			must(t, err)
		}
		for after, want := range map[time.Duration]string{time.Minute: "[]", 90 * time.Second: "[second]", time.Hour: "[beside second]"} {
			over, err := s.LeasesOver(t.Context(), request, noon.Add(after))
			must(t, err)
			got := []string{}
			for _, lease := range over {
				got = append(got, lease.ID)
			}
			if fmt.Sprint(got) != want {
				t.Errorf("after %s: %v, want %s", after, got, want)
			}
		}
	})
}
