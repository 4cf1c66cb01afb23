package okta_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

const (
	lounge     = "group/" + oktasim.GroupDemoLounge
	salesforce = "app/" + oktasim.AppSalesforce
)

func TestAPageOfHoldersIsOneCallAndTheRulesAreReadOnce(t *testing.T) {
	o := brightwater(t)
	o.sim.Grow(450, oktasim.GroupDemoLounge, oktasim.AppSalesforce)
	for resource, want := range map[string]string{lounge: "rules users users users", salesforce: "users"} {
		o.sim.Forget()
		cursor := ""
		for more := true; more; more = cursor != "" {
			page, err := o.connector.Holders(t.Context(), resource, integrations.Page{Cursor: cursor})
			if err != nil {
				t.Fatal(err)
			}
			cursor = page.Next
		}
		var made []string
		for _, request := range o.sim.Requests() {
			made = append(made, request.Route[strings.LastIndex(request.Route, "/")+1:])
		}
		if got := strings.Join(made, " "); got != want {
			t.Errorf("%s took the calls %s, want %s", resource, got, want)
		}
	}
}

func TestAnAssignmentIsListedWithItsAttributesAndSinceWhen(t *testing.T) {
	o := brightwater(t)
	page, err := o.connector.Holders(t.Context(), salesforce, integrations.Page{Attributes: []string{oktasim.AttributeLicense, "nothing"}})
	if err != nil {
		t.Fatal(err)
	}
	hows := map[integrations.How]int{}
	for _, holder := range page.Holders {
		hows[holder.How]++
		if len(holder.Attributes) != 2 || holder.Attributes[oktasim.AttributeLicense] == "" || !holder.Since.Equal(o.now()) {
			t.Errorf("got %+v", holder)
		}
	}
	if hows[integrations.HowDirect] != 4 || hows[integrations.HowGroupAssignment] != 1 {
		t.Errorf("they hold it by %v", hows)
	}
}

func TestWithoutTheRulesNobodySaysHowAMembershipCame(t *testing.T) {
	o := brightwater(t)
	o.fault(oktasim.Fault{Route: "/api/v1/groups/rules", Method: "GET", Status: 403})
	page, err := o.connector.Holders(t.Context(), "group/"+oktasim.GroupEngineering, integrations.Page{})
	if err != nil || len(page.Holders) == 0 {
		t.Fatalf("%+v, %v", page, err)
	}
	for _, holder := range page.Holders {
		if holder.How != integrations.HowUnknown {
			t.Errorf("got %+v", holder)
		}
	}
}

func TestAListingLeavesHalfOfTheCallsToOthers(t *testing.T) {
	o := brightwater(t)
	made := 0
	var later *integrations.RetryLater
	for ; made < 1200; made++ {
		if _, err := o.connector.Holders(t.Context(), lounge, integrations.Page{}); errors.As(err, &later) {
			break
		}
	}
	if made != 500 { // of a thousand on one group
		t.Errorf("%d pages were listed", made)
	}
	if _, err := o.connector.Provision(t.Context(), o.key(people[0], lounge), present); err != nil {
		t.Errorf("a beginning waits for a listing: %v", err)
	}
}

func TestALinkToTheNextPageLeadsNowhereElse(t *testing.T) {
	for name, one := range map[string]struct {
		link, want string
		fails      bool
	}{
		"elsewhere": {`<https://elsewhere.example/api/v1/users?after=abc&limit=1>; rel="next"`, "abc", false},
		"no cursor": {`<https://elsewhere.example/api/v1/users>; rel="next"`, "", true},
	} {
		calls := ""
		connector := against(t, func(w http.ResponseWriter, r *http.Request) {
			calls += r.URL.Path + "?" + r.URL.RawQuery + "\n"
			w.Header().Set("Link", one.link)
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte("[]"))
		})
		page, err := connector.Holders(t.Context(), "app/0oa1", integrations.Page{})
		if (err != nil) != one.fails || page.Next != one.want {
			t.Errorf("%s: %+v, %v", name, page, err)
		}
		if _, err := connector.Holders(t.Context(), "app/0oa1", integrations.Page{Cursor: "a/b&c=d"}); (err != nil) != one.fails {
			t.Errorf("%s: %v", name, err)
		}
		if want := "/api/v1/apps/0oa1/users?limit=500\n/api/v1/apps/0oa1/users?after=a%2Fb%26c%3Dd&limit=500\n"; calls != want {
			t.Errorf("%s: the calls were %s", name, calls)
		}
	}
}

func TestWhatIsNotAListIsNotAnEmptyOne(t *testing.T) {
	for _, body := range []string{"", "null", "<html>", `{"errorCode":"E0000007"}`} {
		connector := against(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(body))
		})
		for _, resource := range []string{"group/00g1", "app/0oa1"} {
			var unknown *integrations.Unknown
			if page, err := connector.Holders(t.Context(), resource, integrations.Page{}); !errors.As(err, &unknown) {
				t.Errorf("%q of %s: want an unknown outcome, got %+v, %v", body, resource, page, err)
			}
		}
	}
}
