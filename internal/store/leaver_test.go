package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestRequestsSinceAMomentAreThoseForThatPersonThatWereOpenThen(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ask := func(id, requester, subject string, state access.RequestState, closed time.Duration) {
			request := access.Request{ID: id, RequesterID: requester, SubjectID: subject, State: state, Seq: 1, CreatedAt: noon.Add(-time.Hour)}
			if state.Final() {
				request.ClosedAt = noon.Add(closed)
			}
			saveRequest(t, s, access.RequestSnapshot{Request: request})
		}
		ask("over before", "ada", "ada", access.RequestCompleted, -time.Second)
		ask("for bob", "ada", "bob", access.RequestWaiting, 0)
		ask("over then", "ada", "ada", access.RequestCancelled, 0)
		ask("over since", "bob", "ada", access.RequestDenied, time.Second)
		ask("waits", "ada", "ada", access.RequestWaiting, 0)
		requests, err := s.RequestsSince(t.Context(), "ada", noon)
		must(t, err)
		if got := fmt.Sprintf("%q", idsOf(requests, func(r access.Request) string { return r.ID })); got != `["over since" "over then" "waits"]` {
			t.Errorf("listed %s", got)
		}
	})
}

func TestLeasesSinceAMomentAreThoseWhoseEndWasNotConfirmedBefore(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := func(id, person string, state access.LeaseState, ended, confirmed time.Duration) access.Lease {
			lease := leaseFor(id, person, noon.Add(-time.Hour))
			lease.State = state
			if state.Over() {
				lease.EndedAt = precise(noon.Add(ended))
			}
			if state == access.Ended {
				lease.ConfirmedAt = precise(noon.Add(confirmed))
			}
			return lease
		}
		_, err := s.ClaimLeases(t.Context(), []access.Lease{
			lease("gone before", "ada", access.Ended, -time.Minute, -time.Second),
			lease("of bob", "bob", access.Open, 0, 0),
			lease("confirmed since", "ada", access.Ended, -time.Minute, time.Second),
			lease("ended since", "ada", access.Ended, time.Second, time.Second),
			lease("never given", "ada", access.RefusedLease, time.Second, 0),
			lease("refused before", "ada", access.RefusedLease, -time.Second, 0),
			lease("not confirmed", "ada", access.Ending, -time.Hour, 0),
			lease("open", "ada", access.Open, 0, 0),
		})
		must(t, err)
		leases, err := s.LeasesSince(t.Context(), "ada", noon)
		must(t, err)
		got := fmt.Sprintf("%q", idsOf(leases, func(l access.Lease) string { return l.ID }))
		if got != `["confirmed since" "ended since" "never given" "not confirmed" "open"]` {
			t.Errorf("listed %s", got)
		}
	})
}

func TestWhatPeopleAreToldOfNoRequestIsToldOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		message := access.Message{ID: "leaver/ada/1/bob", PersonID: "bob", About: "offboarding_summary", Text: "Ada left.\n- Jira", At: precise(noon)}
		line := access.AuditLine{ID: "leaver/ada/1/told", Action: "leaver.told", Actor: access.System, Object: "person/ada"}
		for range 2 {
			must(t, s.TellPeople(t.Context(), []access.Message{message}, []access.AuditLine{line}))
		}
		list, unread, err := s.Messages(t.Context(), "bob", access.Page{})
		must(t, err)
		same(t, list.Items, []access.Message{message})
		audit, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		events, err := s.EventsAfter(t.Context(), 0, 10)
		must(t, err)
		if unread != 1 || len(audit.Items) != 1 || len(events) != 1 || events[0].Topic != topicMessage {
			t.Errorf("%d unread, audit %v, events %v", unread, audit.Items, events)
		}
	})
}
