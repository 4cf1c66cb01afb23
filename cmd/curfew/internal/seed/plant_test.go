package seed

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/directory"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// soil is a new house beside a simulated organisation, with its people imported.
func soil(t *testing.T, organisation oktasim.Seed) (Soil, *store.Store) {
	t.Helper()
	sim, err := oktasim.New(oktasim.Options{Token: "t", Seed: organisation})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	connector, err := okta.New(okta.Config{OrgURL: server.URL, Token: "t", Insecure: true})
	if err != nil {
		t.Fatal(err)
	}
	records, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = records.Close() })
	if err := records.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := directory.Import(t.Context(), connector, records); err != nil {
		t.Fatal(err)
	}
	return Soil{Records: records, Resolver: connector, Clock: time.Now}, records
}

func TestPlantStopsWhereNobodyAnswers(t *testing.T) {
	for name, failure := range map[string]error{
		"a connection that breaks": &integrations.Unknown{Doing: "look up", Err: errors.New("reset")},
		"a rate limit":             &integrations.RetryLater{Reason: "limit"},
		"a token that is refused":  &integrations.Refused{Message: "token"},
	} {
		t.Run(name, func(t *testing.T) {
			ground, records := soil(t, oktasim.Company())
			ground.Resolver = resolver(func(string) (string, error) { return "", fmt.Errorf("resolve: %w", failure) })
			if _, err := ground.Plant(t.Context()); !errors.Is(err, failure) {
				t.Errorf("got %v", err)
			}
			if list, err := records.Entitlements(t.Context()); err != nil || len(list) != 0 {
				t.Errorf("planted %d entitlements, %v", len(list), err)
			}
		})
	}
}

type resolver func(name string) (string, error)

func (r resolver) Resolve(_ context.Context, _, name string) (string, error) { return r(name) }

func TestPlantLeavesOutWhatIsNotThere(t *testing.T) {
	company := oktasim.Company()
	company.Apps = nil
	ground, records := soil(t, company)
	leftOut, err := ground.Plant(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(leftOut, "\n")
	for _, part := range []string{"Salesforce / Enterprise is left out", `"Salesforce Basic and Pro" is left out`} {
		if !strings.Contains(said, part) {
			t.Errorf("%q does not say %q", said, part)
		}
	}
	if _, err := records.Entitlement(t.Context(), "salesforce/basic"); err == nil {
		t.Error("the licence is in the catalogue")
	}
	if _, err := records.Entitlement(t.Context(), "jira/user"); err != nil {
		t.Error(err)
	}
}

func TestPlantInTheDemoCompany(t *testing.T) {
	ground, records := soil(t, oktasim.Company())
	for range 2 { // the second time changes nothing
		leftOut, err := ground.Plant(t.Context())
		if err != nil || len(leftOut) != 0 {
			t.Fatalf("left out %q, %v", leftOut, err)
		}
	}
	published, err := records.PublishedAutomations(t.Context())
	if err != nil || len(published) != 7 {
		t.Fatalf("%d automations, %v", len(published), err)
	}
	for _, each := range published {
		if each.Version != 1 {
			t.Errorf("%s has version %d", each.Name, each.Version)
		}
	}
	lines, err := records.Audit(t.Context(), access.AuditFilter{}, access.Page{Limit: 200})
	if err != nil || len(lines.Items) != 7+3 {
		t.Errorf("%d audit lines, %v", len(lines.Items), err)
	}
	enterprise, err := records.Entitlement(t.Context(), "salesforce/enterprise")
	if err != nil {
		t.Fatal(err)
	}
	if enterprise.Target.Resource != "app/"+oktasim.AppSalesforce || enterprise.OwnerID != oktasim.UserID(oktasim.LoginOliviaGrant) {
		t.Errorf("got %+v", enterprise)
	}
	for login, role := range map[string]access.Role{oktasim.LoginBenCarter: access.Admin, oktasim.LoginSofiaMarin: access.Admin, oktasim.LoginAishaKhan: access.Auditor} {
		person, err := records.PersonByLogin(t.Context(), login)
		if err != nil || !person.Has(role) {
			t.Errorf("%s is not %s: %v, %v", login, role, person.Roles, err)
		}
	}
}

func TestPlantKeepsWhatSomebodyPublished(t *testing.T) {
	ground, records := soil(t, oktasim.Company())
	theirs := builder.Published{Name: "jira-user", Title: "Ours", Definition: []byte("x"), Plan: []byte("{}"), PlanHash: "h", PublishedBy: "somebody"}
	if _, _, err := records.Publish(t.Context(), theirs); err != nil {
		t.Fatal(err)
	}
	if _, err := ground.Plant(t.Context()); err != nil {
		t.Fatal(err)
	}
	published, err := records.PublishedAutomations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range published {
		if each.Name == "jira-user" && each.Title != "Ours" {
			t.Error("theirs was replaced")
		}
	}
}

func TestPlantLeavesWhatIsRetiredOrOnlyDraftedAlone(t *testing.T) {
	ground, records := soil(t, oktasim.Company())
	line := access.AuditLine{ID: "somebody did"}
	draft := builder.Draft{Name: "jira-user", Source: []byte("x"), UpdatedBy: "somebody"}
	if _, err := records.SaveDraft(t.Context(), draft, func(builder.Draft) access.AuditLine { return line }); err != nil {
		t.Fatal(err)
	}
	retired := builder.Published{Name: "github-member", Title: "Old", Definition: []byte("x"), Plan: []byte("{}"), PlanHash: "h", PublishedBy: access.System}
	if _, _, err := records.Publish(t.Context(), retired); err != nil {
		t.Fatal(err)
	}
	if err := records.Retire(t.Context(), "github-member", builder.Retirement{By: "somebody"}, line); err != nil {
		t.Fatal(err)
	}
	if _, err := ground.Plant(t.Context()); err != nil {
		t.Fatal(err)
	}
	published, err := records.PublishedAutomations(t.Context())
	if err != nil || len(published) != 5 {
		t.Fatalf("%d automations, %v", len(published), err)
	}
	for _, each := range published {
		if each.Name == "jira-user" || each.Name == "github-member" {
			t.Errorf("%s was published", each.Name)
		}
	}
}

func TestPlantKeepsTheLimitsThatSomebodySet(t *testing.T) {
	ground, records := soil(t, oktasim.Company())
	set := func(id string, change func(*access.Entitlement)) {
		_, err := records.ChangeEntitlement(t.Context(), id, func(was access.Entitlement) (access.EntitlementChange, error) {
			change(&was)
			return access.EntitlementChange{Now: was, Line: access.AuditLine{ID: id}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ground.Plant(t.Context()); err != nil {
		t.Fatal(err)
	}
	set("github/member", func(e *access.Entitlement) { e.MaxDuration, e.Seats = time.Minute, 2 })
	set("jira/user", func(e *access.Entitlement) {
		e.Withdrawn = access.Withdrawal{At: time.Now(), By: "somebody", Reason: "Replaced."}
	})
	leftOut, err := ground.Plant(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(leftOut, "\n")
	if !strings.Contains(said, "Jira / User is retired and not given any more.") || !strings.Contains(said, "GitHub / Member may be held for at most 1m") {
		t.Errorf("left out: %s", said)
	}
	member, err := records.Entitlement(t.Context(), "github/member")
	if err != nil || member.MaxDuration != time.Minute || member.Seats != 2 {
		t.Errorf("it became %+v, %v", member, err)
	}
	user, err := records.Entitlement(t.Context(), "jira/user")
	if err != nil || !user.Retired() {
		t.Errorf("it became %+v, %v", user, err)
	}
}
