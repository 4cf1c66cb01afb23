package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// foundAt is somebody in Jira whom nobody let in.
func foundAt(id string, at time.Time) access.Finding {
	return access.Finding{
		ID: id, Key: jira, EntitlementID: "jira/user", Class: access.Foreign, Detail: "It is held.",
		FirstSeenAt: precise(at), LastSeenAt: precise(at), State: access.FindingOpen,
	}
}

// owned puts Jira into the catalogue, as Olga's.
func owned(t *testing.T, s *Store) {
	t.Helper()
	must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira", Title: "Jira"}}, []access.Entitlement{
		{ID: "jira/user", AppID: "jira", AppTitle: "Jira", Title: "User", OwnerID: "olga", Target: access.Target{Connector: "okta", Resource: jira.Resource}},
	}))
}

func TestAFindingIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		finding := filled[access.Finding](t)
		finding.State = access.FindingResolved
		row := rowOfFinding(finding)
		must(t, s.writer.WithContext(t.Context()).Create(&row).Error)
		read, err := s.Finding(t.Context(), finding.ID)
		must(t, err)
		same(t, read, finding)
		_, err = s.Finding(t.Context(), "nothing")
		_ = refused(t, err, access.CodeNotFound)
	})
}

func TestWhatIsSeenAgainIsOneFinding(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		owned(t, s)
		fresh, err := s.SeeFinding(t.Context(), foundAt("f1", noon))
		must(t, err)
		again, err := s.SeeFinding(t.Context(), foundAt("f2", noon.Add(time.Hour)))
		must(t, err)
		if !fresh || again {
			t.Errorf("fresh %v, again %v", fresh, again)
		}
		must(t, s.TouchFindings(t.Context(), []string{"f1"}, noon.Add(2*time.Hour)))
		live, err := s.LiveFindings(t.Context(), "okta", jira.Resource)
		must(t, err)
		want := foundAt("f1", noon)
		want.LastSeenAt = precise(noon.Add(2 * time.Hour))
		same(t, live, []access.Finding{want})
		events, err := s.EventsAfter(t.Context(), 0, 10)
		must(t, err)
		last := events[len(events)-1]
		if len(events) != 2 || last.Topic != topicFinding || fmt.Sprint(last.Audience) != "[olga]" {
			t.Errorf("%+v", events)
		}
	})
}

func TestWhatIsNotSeenAnyMoreIsGoneAndMayBeFoundAnew(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.SeeFinding(t.Context(), foundAt("f1", noon))
		must(t, err)
		other := foundAt("f2", noon)
		other.Class = access.Changed
		_, err = s.SeeFinding(t.Context(), other)
		must(t, err)
		gone, err := s.ForgetFindings(t.Context(), jira, access.Changed)
		must(t, err)
		none, err := s.ForgetFindings(t.Context(), jira, access.Changed)
		must(t, err)
		fresh, err := s.SeeFinding(t.Context(), foundAt("f3", noon.Add(time.Hour)))
		must(t, err)
		list, err := s.Findings(t.Context(), access.FindingFilter{}, access.Page{})
		must(t, err)
		got := fmt.Sprint(idsOf(list.Items, func(f access.Finding) string { return f.ID + " " + string(f.State) }))
		if gone != 1 || none != 0 || !fresh || got != "[f3 open f2 open f1 gone]" {
			t.Errorf("%d gone, then %d, %s", gone, none, got)
		}
	})
}

func TestAFindingIsDecidedOnceUnlessItIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		decide := func(resolution access.Resolution, until time.Time) (access.Finding, error) {
			decided := foundAt("f1", noon)
			decided.Resolution, decided.Reason, decided.ResolvedBy, decided.ResolvedAt = resolution, "why", "root", noon
			decided.KeptUntil = until
			return s.ResolveFinding(t.Context(), decided, access.AuditLine{ID: fmt.Sprint("line ", resolution), Action: "finding.resolved"})
		}
		_, err := decide(access.KeepFinding, noon)
		_ = refused(t, err, access.CodeNotFound)
		_, err = s.SeeFinding(t.Context(), foundAt("f1", noon))
		must(t, err)
		kept, err := decide(access.KeepFinding, noon.Add(time.Hour))
		must(t, err)
		_, err = s.SeeFinding(t.Context(), foundAt("f2", noon.Add(time.Minute))) // it stays kept
		must(t, err)
		read, err := s.Finding(t.Context(), "f1")
		must(t, err)
		kept.LastSeenAt = precise(noon.Add(time.Minute))
		same(t, read, kept)
		if kept.State != access.FindingKept || kept.ResolvedBy != "root" || kept.Reason != "why" {
			t.Errorf("%+v", kept)
		}
		removed, err := decide(access.RemoveFinding, time.Time{})
		must(t, err)
		if removed.State != access.FindingResolved || !removed.KeptUntil.IsZero() {
			t.Errorf("%+v", removed)
		}
		_, err = decide(access.KeepFinding, noon.Add(time.Hour))
		_ = refused(t, err, access.CodeAlreadyClosed)
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if len(lines.Items) != 3 {
			t.Errorf("%+v", lines.Items)
		}
	})
}

func TestWhatNobodyKeepsAnyLongerIsOpenAgainAndToldOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.SeeFinding(t.Context(), foundAt("f1", noon))
		must(t, err)
		decided := foundAt("f1", noon)
		decided.Resolution, decided.ResolvedBy, decided.KeptUntil = access.KeepFinding, "root", noon.Add(time.Hour)
		_, err = s.ResolveFinding(t.Context(), decided, access.AuditLine{ID: "kept"})
		must(t, err)
		early, err := s.ReopenFindings(t.Context(), "okta", noon.Add(time.Hour-time.Microsecond), nil)
		must(t, err)
		if early != 0 {
			t.Errorf("%d opened again before their time", early)
		}
		for _, want := range []int{1, 0} {
			reopened, err := s.ReopenFindings(t.Context(), "okta", noon.Add(time.Hour), []string{"rita", "root"})
			must(t, err)
			if reopened != want {
				t.Errorf("%d opened again, want %d", reopened, want)
			}
		}
		for _, person := range []string{"root", "rita"} {
			list, _, err := s.Messages(t.Context(), person, access.Page{})
			must(t, err)
			if len(list.Items) != 1 || !strings.Contains(list.Items[0].Text, "is open again. It is held.") {
				t.Errorf("%s got %+v", person, list.Items)
			}
		}
	})
}

func TestFindingsAreListedByWhatIsAskedFor(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		owned(t, s)
		for i, change := range []func(*access.Finding){
			func(*access.Finding) {},
			func(f *access.Finding) { f.Class = access.Standing },
			func(f *access.Finding) { f.Key.Connector, f.EntitlementID = "vault", "vault/admin" },
		} {
			finding := foundAt(fmt.Sprint("f", i), noon.Add(time.Duration(i)*time.Minute))
			change(&finding)
			_, err := s.SeeFinding(t.Context(), finding)
			must(t, err)
		}
		for want, filter := range map[string]access.FindingFilter{
			"[f2 f1 f0]": {State: access.FindingOpen},
			"[f1]":       {Class: access.Standing},
			"[f2]":       {Connector: "vault"},
			"[f1 f0]":    {OwnerID: "olga"},
			"[]":         {State: access.FindingGone},
		} {
			var got []string
			for page := (access.Page{Limit: 1}); ; {
				list, err := s.Findings(t.Context(), filter, page)
				must(t, err)
				got = append(got, idsOf(list.Items, func(f access.Finding) string { return f.ID })...)
				if page.Cursor = list.Next; page.Cursor == "" {
					break
				}
			}
			if fmt.Sprint(got) != want {
				t.Errorf("%+v: %v, want %s", filter, got, want)
			}
		}
	})
}
