package oktasim

import (
	"net/url"
	"testing"
)

func TestWhatIsNotAllowedChangesNothing(t *testing.T) {
	o := brightwater(t)
	ada, group := UserID(LoginAdaLindqvist), "/api/v1/groups/"+GroupDemoLounge
	o.want(204, "", "DELETE", "/api/v1/users/"+UserID(LoginGraceLin), nil)
	before := o.sim.state.Logged
	for _, refused := range []struct {
		status             int
		code, method, path string
		body               any
	}{
		{404, "E0000008", "GET", "/api/v1/unknown", nil},
		{404, "E0000008", "GET", "/api/v1/users/a/b/c/d", nil},
		{405, "E0000022", "PATCH", "/api/v1/users", nil},
		{404, "E0000007", "GET", "/api/v1/users/nobody", nil},
		{404, "E0000007", "GET", "/api/v1/users/" + url.PathEscape("../apps/"+AppJira), nil},
		{404, "E0000007", "PUT", group + "/users/nobody", nil},
		{404, "E0000007", "PUT", "/api/v1/groups/none/users/" + ada, nil},
		{403, "E0000006", "PUT", "/api/v1/groups/" + GroupEveryone + "/users/" + ada, nil},
		{403, "E0000006", "DELETE", "/api/v1/groups/" + GroupEveryone + "/users/" + ada, nil},
		{403, "E0000006", "DELETE", "/api/v1/groups/" + GroupSalesforceQueue, nil},
		{403, "E0000038", "PUT", group + "/users/" + UserID(LoginGraceLin), nil},
		{403, "E0000038", "POST", "/api/v1/apps/" + AppSalesforce + "/users", map[string]any{"id": UserID(LoginGraceLin)}},
		{404, "E0000007", "POST", "/api/v1/users/" + UserID(LoginGraceLin) + "/lifecycle/deactivate", nil},
		{400, "E0000001", "POST", "/api/v1/users", map[string]any{"profile": map[string]any{"login": "x"}}},
		{400, "E0000001", "POST", "/api/v1/users/" + ada, map[string]any{"profile": map[string]any{"login": LoginKenjiMori}}},
		{400, "E0000001", "POST", "/api/v1/users/" + ada, map[string]any{"profile": map[string]any{"shoeSize": "38"}}},
		{400, "E0000003", "POST", "/api/v1/users", "text"},
		{400, "E0000001", "POST", "/api/v1/groups", map[string]any{"profile": map[string]any{"name": "demo-lounge"}}},
		{400, "E0000001", "POST", "/api/v1/groups", map[string]any{}},
		{400, "E0000001", "POST", "/api/v1/groups/rules", map[string]any{"name": "x", "type": "group_rule"}},
		{400, "E0000001", "DELETE", "/api/v1/groups/rules/" + RuleSales, nil},
		{400, "E0000001", "POST", "/api/v1/apps/" + AppSalesforce + "/users", map[string]any{"id": ada, "scope": "GROUP"}},
		{400, "E0000001", "POST", "/api/v1/apps/" + AppSalesforce + "/users", map[string]any{"id": ada, "profile": map[string]any{"licenseType": 3}}},
		{404, "E0000007", "DELETE", "/api/v1/apps/" + AppSalesforce + "/users/" + ada, nil},
		{404, "E0000007", "DELETE", "/api/v1/apps/" + AppSalesforce + "/groups/" + GroupDemoLounge, nil},
		{400, "E0000031", "GET", "/api/v1/users?search=" + url.QueryEscape(`login is "x"`), nil},
		{400, "E0000001", "GET", "/api/v1/users?limit=none", nil},
		{400, "E0000001", "GET", "/api/v1/logs?since=yesterday", nil},
	} {
		o.want(refused.status, refused.code, refused.method, refused.path, refused.body)
	}
	if o.sim.state.Logged != before {
		t.Fatal("something was changed all the same")
	}
}

func TestPeopleAreFoundByFilterSearchAndName(t *testing.T) {
	o := brightwater(t)
	o.want(200, "", "POST", "/api/v1/users/"+UserID(LoginFreyaOlsen)+"/lifecycle/suspend", nil)
	o.want(204, "", "DELETE", "/api/v1/users/"+UserID(LoginGraceLin), nil)
	for query, want := range map[string]int{
		"":          25,
		"q=ad":      2,
		"q=O%27Bri": 1,
		"filter=" + url.QueryEscape(`status eq "DEPROVISIONED"`):                               1,
		"filter=" + url.QueryEscape(`status eq "SUSPENDED" or status eq "DEPROVISIONED"`):      2,
		"filter=" + url.QueryEscape(`lastUpdated gt "2026-03-02T08:59:59.000Z"`):               26,
		"filter=" + url.QueryEscape(`lastUpdated gt "2026-03-02T09:00:00.000Z"`):               0,
		"search=" + url.QueryEscape(`profile.login eq "`+LoginAdaLindqvist+`"`):                1,
		"search=" + url.QueryEscape(`id eq "`+UserID(LoginAdaLindqvist)+`"`):                   1,
		"search=" + url.QueryEscape(`profile.department eq "IT" and profile.title co "desk"`):  1,
		"search=" + url.QueryEscape(`profile.department eq "IT" and not profile.title pr`):     -1,
		"search=" + url.QueryEscape(`profile.manager pr and profile.userType ne "Contractor"`): 21,
	} {
		if want < 0 {
			o.want(400, "E0000031", "GET", "/api/v1/users?"+query, nil)
			continue
		}
		if got := o.want(200, "", "GET", "/api/v1/users?"+query, nil).list(); len(got) != want {
			t.Errorf("%s finds %d people, want %d", query, len(got), want)
		}
	}
	if got := o.want(200, "", "GET", "/api/v1/users/"+LoginAdaLindqvist, nil).text("id"); got != UserID(LoginAdaLindqvist) {
		t.Errorf("Ada is not found by her login: %s", got)
	}
}

func TestAFirstDeletionDeactivatesAndASecondDeletes(t *testing.T) {
	o := brightwater(t)
	hannah := UserID(LoginHannahFischer)
	o.want(204, "", "PUT", "/api/v1/groups/"+GroupDemoLounge+"/users/"+hannah, nil)
	o.want(204, "", "DELETE", "/api/v1/users/"+hannah, nil)
	if o.want(200, "", "GET", "/api/v1/users/"+hannah, nil).text("status") != "DEPROVISIONED" {
		t.Fatal("the first deletion does not deactivate")
	}
	if _, held := o.sim.Assignment(AppSalesforce, hannah); held || !o.sim.Member(GroupDemoLounge, hannah) {
		t.Fatal("somebody deactivated loses applications and stays in groups")
	}
	o.want(204, "", "DELETE", "/api/v1/groups/"+GroupDemoLounge+"/users/"+hannah, nil)
	o.want(204, "", "DELETE", "/api/v1/users/"+hannah, nil)
	o.want(404, "E0000007", "GET", "/api/v1/users/"+hannah, nil)
}
