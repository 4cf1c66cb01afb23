package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// licence is what the organisation itself says somebody has of Salesforce, empty
// for nothing.
func (o organisation) licence(login string) string {
	o.t.Helper()
	var assignment struct {
		Profile map[string]any `json:"profile"`
	}
	path := "/api/v1/apps/" + oktasim.AppSalesforce + "/users/" + oktasim.UserID(login)
	if status := o.call(http.MethodGet, path, nil, &assignment); status != http.StatusOK {
		return ""
	}
	tier, _ := assignment.Profile[oktasim.AttributeLicense].(string)
	return tier
}

func TestALicenceIsRaisedByTwoPeopleAndFallsBackToTheStandingOne(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	const holder, owner = oktasim.LoginHannahFischer, oktasim.LoginOliviaGrant
	hannah, manager := signIn(t, h.console, holder), signIn(t, h.console, h.managerOf(holder))
	if tier := h.okta.licence(holder); tier != oktasim.LicenseBasic {
		t.Fatalf("stands at %q", tier)
	}
	asked := hannah.asks("salesforce-enterprise", "salesforce/enterprise", 8*time.Second)
	manager.approves(asked.ID)
	if tier := h.okta.licence(holder); tier != oktasim.LicenseBasic {
		t.Fatalf("%q after the first of two approvals", tier)
	}
	signIn(t, h.console, owner).approves(asked.ID)
	hannah.until(asked.ID, "open", time.Minute)
	if tier := h.okta.licence(holder); tier != oktasim.LicenseEnterprise {
		t.Fatalf("open, but the organisation says %q", tier)
	}
	hannah.until(asked.ID, "completed", time.Minute)
	if tier := h.okta.licence(holder); tier != oktasim.LicenseBasic {
		t.Fatalf("left with %q; what was there before is neither kept high nor taken away", tier)
	}
	h.replays()
}

func TestWhatThePolicyDoesNotAllowCannotBeAskedFor(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ask := func(login, automation, entitlement string, lasting time.Duration) string {
		refused := signIn(t, h.console, login).call(http.MethodPost, "/requests", map[string]any{
			"id": newID(), "automation": automation, "entitlement": entitlement,
			"reason": "Quarter end", "duration_seconds": int64(lasting / time.Second),
		}, nil)
		if refused == nil {
			return ""
		}
		return refused.Code
	}
	const day = 24 * time.Hour
	for _, c := range []struct {
		login, automation, entitlement string
		lasting                        time.Duration
		want                           string
	}{
		{oktasim.LoginHannahFischer, "jira-user", "jira/user", day, "not_visible"}, // Sales
		{oktasim.LoginChloeDubois, "salesforce-enterprise", "salesforce/enterprise", day + time.Second, "too_long"},
		{oktasim.LoginChloeDubois, "salesforce-enterprise", "salesforce/enterprise", day, ""}, // a contractor
		{oktasim.LoginHannahFischer, "salesforce-enterprise", "salesforce/enterprise", 30*day + time.Second, "too_long"},
	} {
		if got := ask(c.login, c.automation, c.entitlement, c.lasting); got != c.want {
			t.Errorf("%s asks for %s for %s: %q, want %q", c.login, c.entitlement, c.lasting, got, c.want)
		}
	}
}
