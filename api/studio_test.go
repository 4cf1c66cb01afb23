package api

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// studio is a house in which automations are drawn: the company's, on a database
// of its own, with Rosa as a second admin beside Ruth Root.
type studio struct {
	*house
	store *store.Store
}

func newStudio(t *testing.T, changes ...func(*Options)) *studio {
	t.Helper()
	record, err := store.Open(t.Context(), store.Config{
		Driver: store.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db"), Clock: func() time.Time { return today },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = record.Close() })
	work(t, record.Migrate(t.Context()))
	people := company(t)
	rosa := people.people[5]
	rosa.ID, rosa.Login, rosa.Name = "rosa", "rosa@example.com", "Rosa Diaz"
	work(t, record.UpsertPeople(t.Context(), append(people.people, rosa)))
	for _, person := range append(people.people, rosa) {
		work(t, record.SetRoles(t.Context(), person.ID, person.Roles))
	}
	var apps []access.App
	for _, entitlement := range people.entitlements {
		apps = append(apps, access.App{ID: entitlement.AppID, Title: entitlement.AppTitle})
	}
	work(t, record.UpsertEntitlements(t.Context(), apps, people.entitlements))
	onRecord := func(o *Options) { o.Records = record }
	return &studio{newHouse(t, append([]func(*Options){onRecord}, changes...)...), record}
}

func work(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func withSecondAdmin(o *Options) { o.SecondAdmin = true }

// drawn is a definition that can be published: the manager decides about jira/user,
// which is of low risk, or salesforce/enterprise, which is of high risk.
func drawn(name, title, entitlement string) string {
	return fmt.Sprintf(`# kept as it is
version: 1
name: %s
title: %s
nodes:
  - {id: ask, kind: request, config: {entitlements: [%s], duration: {default: 1h, max: 4h}}}
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: no, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: lead}
  - {from: lead.approved, to: give}
  - {from: lead.denied, to: no}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`, name, title, entitlement)
}

func harmless(title string) string { return drawn("tools", title, "jira/user") }

func risky(title string) string { return drawn("tools", title, "salesforce/enterprise") }

// unsafe gives without asking anybody.
func unsafe() string {
	return strings.Replace(harmless("Unsafe"), "{from: ask, to: lead}", "{from: ask, to: give}", 1)
}

func (s *studio) save(who, source string, rev any) *reply {
	s.t.Helper()
	return s.call(who, "PUT", "/automations/tools/draft", map[string]any{"source": source, "rev": rev})
}

func (s *studio) publish(who string, rev any) *reply {
	s.t.Helper()
	return s.call(who, "POST", "/automations/tools/publish", map[string]any{"rev": rev, "comment": "Because of it"})
}

// saved saves over whatever the draft is by now and returns its rev.
func (s *studio) saved(source string) any {
	s.t.Helper()
	rev := any(0)
	if there := s.call("root", "GET", "/automations/tools/draft", nil); there.status == 200 {
		rev = there.at("rev")
	}
	return s.save("root", source, rev).expect(200).at("rev")
}

// published saves and publishes.
func (s *studio) published(source string) any {
	s.t.Helper()
	rev := s.saved(source)
	s.publish("root", rev).expect(200)
	return rev
}

func (s *studio) now() *reply {
	s.t.Helper()
	return s.call("audrey", "GET", "/automations/tools", nil)
}

// did lists what the audit log says was done to automations, and by whom.
func (s *studio) did() []string {
	s.t.Helper()
	lines, err := s.store.Audit(s.t.Context(), access.AuditFilter{}, access.Page{Limit: 200})
	work(s.t, err)
	var did []string
	for _, line := range lines.Items {
		if strings.HasPrefix(line.Object, "automation/") {
			did = append(did, line.Actor+" "+strings.TrimPrefix(line.Action, "automation."))
		}
	}
	return did
}

func (s *studio) expectDid(want ...string) {
	s.t.Helper()
	if got := s.did(); !slices.Equal(got, want) {
		s.t.Errorf("audited\n  %q, not\n  %q", got, want)
	}
}
