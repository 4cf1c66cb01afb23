package oktasim

import (
	"net/url"
	"testing"
	"time"
)

func TestEveryChangeIsInTheSystemLogAndNothingElseIs(t *testing.T) {
	o := brightwater(t)
	ada := UserID(LoginAdaLindqvist)
	path := "/api/v1/groups/" + GroupDemoLounge + "/users/" + ada
	o.want(204, "", "PUT", path, nil)
	o.want(204, "", "PUT", path, nil)
	o.now = o.now.Add(time.Hour)
	o.want(204, "", "DELETE", path, nil)
	o.want(204, "", "DELETE", "/api/v1/users/"+ada, nil)
	later := "2026-03-02T09:30:00Z"
	for query, want := range map[string][]string{
		"until=2027-01-01T00:00:00Z":                       {"group.user_membership.add", "group.user_membership.remove", "user.lifecycle.deactivate"},
		"until=" + later:                                   {"group.user_membership.add"},
		"since=" + later + "&sortOrder=DESCENDING&limit=1": {"user.lifecycle.deactivate"},
		"q=remove": {"group.user_membership.remove"},
		"filter=" + url.QueryEscape(`eventType eq "group.user_membership.add"`):             {"group.user_membership.add"},
		"filter=" + url.QueryEscape(`target.id eq "`+GroupDemoLounge+`"`):                   {"group.user_membership.add", "group.user_membership.remove"},
		"filter=" + url.QueryEscape(`target.id eq "`+GroupSales+`" and eventType sw "gro"`): {},
	} {
		got := o.want(200, "", "GET", "/api/v1/logs?"+query, nil)
		if len(got.list()) != len(want) {
			t.Errorf("%s: want %v, got %v", query, want, got.body)
			continue
		}
		for i, kind := range want {
			if event := got.list()[i].(map[string]any); event["eventType"] != kind {
				t.Errorf("%s: want %v, got %v", query, want, event["eventType"])
			}
		}
	}
}

func TestALogWithoutAnEndIsFollowedFromItsLastEvent(t *testing.T) {
	o := brightwater(t)
	path := "/api/v1/groups/" + GroupDemoLounge + "/users/" + UserID(LoginAdaLindqvist)
	o.want(204, "", "PUT", path, nil)
	next := linkTo(o.want(200, "", "GET", "/api/v1/logs", nil), "next")
	if next == "" {
		t.Fatal("a log without until has no next page")
	}
	empty := o.want(200, "", "GET", next[len(o.url):], nil)
	o.want(204, "", "DELETE", path, nil)
	again := o.want(200, "", "GET", linkTo(empty, "next")[len(o.url):], nil)
	if len(empty.list()) != 0 || len(again.list()) != 1 {
		t.Fatalf("followed %d, then %d events", len(empty.list()), len(again.list()))
	}
	ended := o.want(200, "", "GET", "/api/v1/logs?until=2027-01-01T00:00:00Z", nil)
	if linkTo(ended, "next") != "" {
		t.Fatal("a log with until goes on")
	}
}
