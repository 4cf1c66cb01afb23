package okta_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

func directory(t *testing.T, connector *okta.Connector) map[string]access.Person {
	t.Helper()
	all := map[string]access.Person{}
	for person, err := range connector.People(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all[person.Login] = person
	}
	return all
}

func TestTheWholeCompanyIsImportedWithManagersAndGroups(t *testing.T) {
	o := brightwater(t)
	all := directory(t, o.connector)
	if len(all) != 26 {
		t.Fatalf("want 26 people, got %d", len(all))
	}
	want := access.Person{
		ID: oktasim.UserID(oktasim.LoginAdaLindqvist), Login: oktasim.LoginAdaLindqvist, Name: "Ada Lindqvist",
		Email: oktasim.LoginAdaLindqvist, Department: "Engineering", Title: "Senior Software Engineer",
		ManagerID: oktasim.UserID(oktasim.LoginTomasBerg), Employment: access.Employee, Zone: "Europe/Stockholm",
		Status: access.Active, Groups: []string{"app-github-members", "dept-engineering"},
		Accounts: map[string]string{"okta": oktasim.UserID(oktasim.LoginAdaLindqvist)},
	}
	if got := all[oktasim.LoginAdaLindqvist]; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("want %+v\n got %+v", want, got)
	}
	if top := all[oktasim.LoginMargotHale]; top.ManagerID != "" {
		t.Errorf("the top has the manager %s", top.ManagerID)
	}
	if ravi := all[oktasim.LoginRaviMenon]; ravi.Employment != access.Contractor {
		t.Errorf("Ravi is a %s", ravi.Employment)
	}
}

func TestManagersAreFoundByLoginAddressOrID(t *testing.T) {
	o := brightwater(t)
	boss := oktasim.UserID(oktasim.LoginElenaPetrova)
	o.must("POST", "/api/v1/users/"+boss, map[string]any{"profile": map[string]any{"email": "Elena@brightwater.example"}})
	for manager, want := range map[string]string{
		"elena@BRIGHTWATER.example": boss, boss: boss, "nobody@brightwater.example": "", oktasim.LoginAdaLindqvist: "",
	} {
		o.must("POST", "/api/v1/users/"+people[0], map[string]any{"profile": map[string]any{"managerId": manager}})
		if got := directory(t, o.connector)[oktasim.LoginAdaLindqvist].ManagerID; got != want {
			t.Errorf("managerId %s: want %q, got %q", manager, want, got)
		}
	}
}

func TestSuspendedPeopleAreInactiveAndDeactivatedOnesAreNotThere(t *testing.T) {
	o := brightwater(t)
	o.must("POST", "/api/v1/users/"+people[0]+"/lifecycle/suspend", nil)
	o.must("POST", "/api/v1/users/"+people[1]+"/lifecycle/deactivate", nil)
	all := directory(t, o.connector)
	if all[oktasim.LoginAdaLindqvist].Status != access.Inactive {
		t.Error("somebody suspended counts as active")
	}
	if _, there := all[oktasim.LoginFreyaOlsen]; there {
		t.Error("somebody deactivated is there")
	}
}

func TestALargeCompanyIsReadPageByPage(t *testing.T) {
	seed := oktasim.Company()
	var everybody []string
	for i := range 410 {
		login := fmt.Sprintf("person.%03d@brightwater.example", i)
		everybody = append(everybody, login)
		seed.Users = append(seed.Users, oktasim.SeedUser{Profile: map[string]any{"login": login, "email": login, "userType": "vendor"}})
	}
	seed.Groups = append(seed.Groups, oktasim.SeedGroup{ID: "00gMany0000000000001", Name: "many", Members: everybody})
	o := organisationOf(t, seed)
	all := directory(t, o.connector)
	if len(all) != 436 || !slices.Contains(all[everybody[409]].Groups, "many") || all[everybody[0]].Employment != access.Vendor {
		t.Fatalf("%d people, the last is %+v", len(all), all[everybody[409]])
	}
}

func TestAnImportThatFailsSaysSo(t *testing.T) {
	o := brightwater(t)
	o.fault(oktasim.Fault{Route: "/api/v1/groups/{groupId}/users", Method: "GET", Status: 503})
	var unknown *integrations.Unknown
	if err := importing(t.Context(), o.connector); !errors.As(err, &unknown) {
		t.Fatalf("want an unknown outcome, got %v", err)
	}
}

func TestAnImportWaitsForTheRateLimitAndEndsWithItsContext(t *testing.T) {
	o := brightwater(t)
	o.fault(oktasim.Fault{Route: "/api/v1/users", Method: "GET", Status: 429, ResetSeconds: 3600, Times: 1})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := importing(ctx, o.connector); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("want it to end with its context, got %v", err)
	}
}

func importing(ctx context.Context, connector *okta.Connector) (last error) {
	for _, err := range connector.People(ctx) {
		last = err
	}
	return last
}

func TestNamesAreResolvedExactlyOrNotAtAll(t *testing.T) {
	o := brightwater(t)
	for name, kind := range map[string]string{"app-jira-users": "group", "Salesforce": "app"} {
		id, err := o.connector.Resolve(t.Context(), kind, name)
		if err != nil || (id != oktasim.GroupJiraUsers && id != oktasim.AppSalesforce) {
			t.Errorf("%s: %s, %v", name, id, err)
		}
	}
	seed := oktasim.Company()
	seed.Groups = append(seed.Groups, oktasim.SeedGroup{ID: "00gTwin0000000000001", Name: "demo-lounge"})
	twins := organisationOf(t, seed)
	for _, refused := range []struct {
		o          *organisation
		kind, name string
	}{{o, "group", "app-jira"}, {o, "group", "APP-JIRA-USERS"}, {o, "app", "Sales"}, {o, "role", "x"}, {twins, "group", "demo-lounge"}} {
		if id, err := refused.o.connector.Resolve(t.Context(), refused.kind, refused.name); err == nil {
			t.Errorf("%s %q was resolved to %s", refused.kind, refused.name, id)
		}
	}
}
