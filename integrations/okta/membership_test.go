package okta_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

var present = access.Holding{Present: true}

// refused checks for a refusal whose sentence says that, and that nothing changed.
func (o *organisation) refused(before int, err error, says string) {
	o.t.Helper()
	var refusal *integrations.Refused
	if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, says) {
		o.t.Fatalf("want a refusal that says %q, got %T %v", says, err, err)
	}
	if o.effects() != before {
		o.t.Fatal("something was changed all the same")
	}
}

func TestAGroupThatCannotBeChangedIsRefusedBeforeAnythingIsTried(t *testing.T) {
	for _, group := range []string{oktasim.GroupSalesforceQueue, oktasim.GroupEveryone} {
		o := brightwater(t)
		before := o.effects()
		if group != oktasim.GroupEveryone {
			_, err := o.connector.Provision(t.Context(), o.key(people[0], "group/"+group), present)
			o.refused(before, err, "group")
		}
		_, err := o.connector.Deprovision(t.Context(), o.key(oktasim.UserID(oktasim.LoginHannahFischer), "group/"+group))
		o.refused(before, err, "group")
	}
}

func TestTakingSomebodyOutOfARulesGroupNeverCostsAnExclusion(t *testing.T) {
	o := brightwater(t)
	before := o.effects()
	_, err := o.connector.Deprovision(t.Context(), o.key(people[0], "group/"+oktasim.GroupEngineering))
	o.refused(before, err, "rule")
	if excluded := o.sim.Excluded(oktasim.RuleEngineering); len(excluded) > 0 {
		t.Fatalf("the rule excludes %v now", excluded)
	}
}

func TestSomebodyARuleDoesNotMatchCanBeGivenAndTakenItsGroup(t *testing.T) {
	o := brightwater(t)
	key := o.key(oktasim.UserID(oktasim.LoginGraceLin), "group/"+oktasim.GroupEngineering)
	held, err := o.connector.Provision(t.Context(), key, present)
	if err != nil || !held.Present || held.Managed != "" {
		t.Fatalf("%+v, %v", held, err)
	}
	if removal, err := o.connector.Deprovision(t.Context(), key); err != nil || removal.Holding.Present {
		t.Fatalf("%+v, %v", removal, err)
	}
}

func TestAGroupFilledByAConditionThatCannotBeJudgedIsRefusedOnTheWayIn(t *testing.T) {
	o := brightwater(t)
	made := o.must("POST", "/api/v1/groups/rules", map[string]any{
		"type": "group_rule", "name": "by magic",
		"conditions": map[string]any{"expression": map[string]any{"value": `isMemberOfGroupName("x")`, "type": "urn:okta:expression:1.0"}},
		"actions":    map[string]any{"assignUserToGroups": map[string]any{"groupIds": []string{oktasim.GroupDemoLounge}}},
	})
	o.must("POST", fmt.Sprintf("/api/v1/groups/rules/%s/lifecycle/activate", made["id"]), nil)
	before := o.effects()
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "group/"+oktasim.GroupDemoLounge), present)
	o.refused(before, err, "by magic")
}

func TestATokenThatMayNotReadRulesStillTakesAccessAwayAndGivesNone(t *testing.T) {
	o := brightwater(t)
	o.must("PUT", "/api/v1/groups/"+oktasim.GroupDemoLounge+"/users/"+people[0], nil)
	o.fault(oktasim.Fault{Route: "/api/v1/groups/rules", Method: "GET", Status: 403})
	if _, err := o.connector.Deprovision(t.Context(), o.key(people[0], "group/"+oktasim.GroupDemoLounge)); err != nil {
		t.Fatal(err)
	}
	before := o.effects()
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "group/"+oktasim.GroupDemoLounge), present)
	o.refused(before, err, "role")
}

func TestSomebodyDeactivatedIsGivenNothingAndCanLoseWhatTheyHold(t *testing.T) {
	o := brightwater(t)
	o.must("PUT", "/api/v1/groups/"+oktasim.GroupDemoLounge+"/users/"+people[0], nil)
	o.must("POST", "/api/v1/users/"+people[0]+"/lifecycle/deactivate", nil)
	before := o.effects()
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "group/"+oktasim.GroupCurfewAdmins), present)
	o.refused(before, err, "deactivated")
	_, err = o.connector.Provision(t.Context(), o.key(people[0], "app/"+oktasim.AppSalesforce), present)
	o.refused(before, err, "deactivated")
	removal, err := o.connector.Deprovision(t.Context(), o.key(people[0], "group/"+oktasim.GroupDemoLounge))
	if err != nil || removal.Evidence != "" || o.sim.Member(oktasim.GroupDemoLounge, people[0]) {
		t.Fatalf("%+v, %v", removal, err)
	}
}

func TestAnotherOrganisationIsNotTakenForAnEnd(t *testing.T) {
	o := brightwater(t)
	for _, resource := range []string{"group/00gElsewhere00000001", "app/0oaElsewhere00000001"} {
		_, err := o.connector.Deprovision(t.Context(), o.key("00uElsewhere00000001", resource))
		o.refused(0, err, "another organisation")
	}
}

func TestAMembershipIsFoundOnALaterPage(t *testing.T) {
	seed := oktasim.Company()
	for i := range 450 {
		seed.Groups = append(seed.Groups, oktasim.SeedGroup{
			ID: fmt.Sprintf("00gMany%013d", i), Name: fmt.Sprintf("many-%d", i), Members: []string{oktasim.LoginAdaLindqvist},
		})
	}
	o := organisationOf(t, seed)
	held, err := o.connector.ReadBack(t.Context(), o.key(people[0], fmt.Sprintf("group/00gMany%013d", 449)), nil)
	if err != nil || !held.Present {
		t.Fatalf("%+v, %v", held, err)
	}
}

func TestAnAttributeOfAMembershipIsRefused(t *testing.T) {
	o := brightwater(t)
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "group/"+oktasim.GroupDemoLounge),
		access.Holding{Present: true, Attributes: map[string]string{"role": "x"}})
	o.refused(0, err, "no attribute")
}

func TestTwoConnectorsToOneOrganisationSeeEachOthersChanges(t *testing.T) {
	o := brightwater(t)
	other := o.connect(okta.Config{OrgURL: o.url, Token: token, Insecure: true})
	key := o.key(people[0], "group/"+oktasim.GroupDemoLounge)
	for range 2 {
		if _, err := o.connector.Provision(t.Context(), key, present); err != nil {
			t.Fatal(err)
		}
		if _, err := other.Deprovision(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		if held, err := o.connector.ReadBack(t.Context(), key, nil); err != nil || held.Present {
			t.Fatalf("%+v, %v", held, err)
		}
	}
}
