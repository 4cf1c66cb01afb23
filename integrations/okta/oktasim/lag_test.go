package oktasim

import (
	"testing"
	"time"
)

// listed tells whether a list shows the id, on whichever page.
func (o *organisation) listed(path, id string) bool {
	o.t.Helper()
	for {
		got := o.want(200, "", "GET", path, nil)
		for _, item := range got.list() {
			if item.(map[string]any)["id"] == id {
				return true
			}
		}
		next := linkTo(got, "next")
		if next == "" {
			return false
		}
		path = next[len(o.url):]
	}
}

func TestListsFollowLaterWhenToldToAndWhatIsReadByIDDoesNot(t *testing.T) {
	ada := UserID(LoginAdaLindqvist)
	lounge, sales := "/api/v1/groups/"+GroupDemoLounge+"/users", salesforce+"/users"
	o := brightwater(t)
	o.want(200, "", "POST", "/_sim/lag", map[string]any{"seconds": 30})
	began := o.now
	o.want(204, "", "PUT", lounge+"/"+ada, nil)
	o.want(200, "", "POST", sales, map[string]any{"id": ada, "profile": map[string]any{AttributeLicense: LicenseBasic}})
	o.now = began.Add(20 * time.Second)
	o.want(204, "", "DELETE", lounge+"/"+ada, nil)
	for _, step := range []struct {
		after          time.Duration
		lounge, assign bool
	}{{20 * time.Second, false, false}, {30 * time.Second, true, true}, {49 * time.Second, true, true}, {50 * time.Second, false, true}} {
		o.now = began.Add(step.after)
		if in, holds := o.listed(lounge, ada), o.listed(sales, ada); in != step.lounge || holds != step.assign {
			t.Errorf("after %s the lists show %v and %v", step.after, in, holds)
		}
		if !o.listed(salesforce+"/users?limit=2", UserID(LoginHannahFischer)) {
			t.Error("who was there before is missing")
		}
		if o.listed("/api/v1/users/"+ada+"/groups", GroupDemoLounge) {
			t.Error("a person's own groups lag behind")
		}
		o.want(200, "", "GET", sales+"/"+ada, nil)
	}
	for _, method := range []string{"PUT", "DELETE", "PUT", "DELETE", "PUT"} {
		o.now = o.now.Add(time.Minute)
		o.want(204, "", method, lounge+"/"+ada, nil)
	}
	if kept := len(o.sim.lag.seen); kept > 2 {
		t.Errorf("%d listings are kept", kept)
	}
	o.want(200, "", "POST", "/_sim/lag", map[string]any{"seconds": 0})
	if !o.listed(lounge, ada) {
		t.Error("a list lags behind that was told not to")
	}
}

func TestALagThatMakesNoSenseIsRefused(t *testing.T) {
	o := brightwater(t)
	for _, body := range []map[string]any{{"seconds": -1}, {"seconds": 3601}, {"minutes": 1}} {
		o.want(400, "", "POST", "/_sim/lag", body)
	}
}

func TestACompanyThatGrowsIsListedPageByPage(t *testing.T) {
	o := brightwater(t)
	grown := o.sim.Grow(450, GroupDemoLounge, AppSalesforce)
	for path, pages := range map[string]int{"/api/v1/groups/" + GroupDemoLounge + "/users?limit=200": 3, salesforce + "/users?limit=500": 1, salesforce + "/users?limit=100": 5} {
		seen, at := map[string]bool{}, path
		made := 0
		for at != "" {
			got := o.want(200, "", "GET", at, nil)
			made++
			for _, item := range got.list() {
				seen[item.(map[string]any)["id"].(string)] = true
			}
			if at = linkTo(got, "next"); at != "" {
				at = at[len(o.url):]
			}
		}
		for _, id := range grown {
			if !seen[id] {
				t.Fatalf("%s leaves out %s", path, id)
			}
		}
		if made != pages {
			t.Errorf("%s has %d pages, want %d", path, made, pages)
		}
	}
}
