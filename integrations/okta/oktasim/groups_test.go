package oktasim

import (
	"testing"
)

func TestMembershipIsIdempotentAndCountsItsEffects(t *testing.T) {
	o := brightwater(t)
	path := "/api/v1/groups/" + GroupDemoLounge + "/users/" + UserID(LoginAdaLindqvist)
	for _, method := range []string{"PUT", "PUT", "DELETE", "DELETE"} {
		o.want(204, "", method, path, nil)
	}
	var changed []bool
	for _, request := range o.sim.Requests() {
		changed = append(changed, request.Changed)
	}
	if len(changed) != 4 || !changed[0] || changed[1] || !changed[2] || changed[3] {
		t.Fatalf("the recorder saw %v", changed)
	}
}

func TestARuleFillsItsGroupAndFollowsThePerson(t *testing.T) {
	o := brightwater(t)
	ada := UserID(LoginAdaLindqvist)
	if !o.sim.Member(GroupEngineering, ada) || o.sim.Member(GroupSales, ada) {
		t.Fatal("the seed's rules did not settle")
	}
	o.want(200, "", "POST", "/api/v1/users/"+ada, map[string]any{"profile": map[string]any{"department": "Sales"}})
	if o.sim.Member(GroupEngineering, ada) || !o.sim.Member(GroupSales, ada) {
		t.Fatal("rules do not follow a change of department")
	}
	o.want(204, "", "POST", "/api/v1/groups/rules/"+RuleSales+"/lifecycle/deactivate", nil)
	o.want(200, "", "POST", "/api/v1/users/"+ada, map[string]any{"profile": map[string]any{"department": "Product"}})
	if !o.sim.Member(GroupSales, ada) {
		t.Fatal("a rule at rest takes people out")
	}
	o.want(202, "", "DELETE", "/api/v1/groups/rules/"+RuleSales+"?removeUsers=true", nil)
	if o.sim.Member(GroupSales, ada) {
		t.Fatal("a rule that was deleted with its users left them there")
	}
}

func TestRemovingSomebodyARulePutThereCostsAnExclusion(t *testing.T) {
	o := brightwater(t)
	ada := UserID(LoginAdaLindqvist)
	o.want(204, "", "DELETE", "/api/v1/groups/"+GroupEngineering+"/users/"+ada, nil)
	if o.sim.Member(GroupEngineering, ada) || len(o.sim.Excluded(RuleEngineering)) != 1 {
		t.Fatalf("want Ada out and excluded, got %v", o.sim.Excluded(RuleEngineering))
	}
	r := o.sim.state.Rules[RuleEngineering]
	for len(r.Exclude) < exclusions {
		r.Exclude = append(r.Exclude, "somebody")
	}
	o.want(400, "E0000001", "DELETE", "/api/v1/groups/"+GroupEngineering+"/users/"+UserID(LoginKenjiMori), nil)
}

func TestAGroupThatIsDeletedTakesItsApplicationsAlong(t *testing.T) {
	o := brightwater(t)
	kenji := UserID(LoginKenjiMori)
	if _, held := o.sim.Assignment(AppJira, kenji); !held {
		t.Fatal("a group does not grant its application")
	}
	o.want(204, "", "DELETE", "/api/v1/groups/"+GroupJiraUsers, nil)
	o.want(404, "E0000007", "GET", "/api/v1/groups/"+GroupJiraUsers, nil)
	if _, held := o.sim.Assignment(AppJira, kenji); held {
		t.Fatal("a deleted group still grants an application")
	}
}

func TestPagesFollowEachOtherAndSurviveADeletion(t *testing.T) {
	o := brightwater(t)
	path, seen := "/api/v1/users?limit=10", map[string]bool{}
	for pages := 1; ; pages++ {
		got := o.want(200, "", "GET", path, nil)
		for _, item := range got.list() {
			seen[item.(map[string]any)["id"].(string)] = true
		}
		last := got.list()[len(got.list())-1].(map[string]any)["id"].(string)
		next := linkTo(got, "next")
		if linkTo(got, "self") == "" || (next == "") != (pages == 3) {
			t.Fatalf("page %d has the links %v", pages, got.header["Link"])
		}
		if next == "" {
			break
		}
		o.want(204, "", "DELETE", "/api/v1/users/"+last, nil) // the cursor's own item
		path = next[len(o.url):]
	}
	if len(seen) != 26 {
		t.Fatalf("saw %d people on three pages", len(seen))
	}
}
