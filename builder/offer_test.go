package builder_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestVisible(t *testing.T) {
	for _, test := range []struct {
		name        string
		entitlement string
		change      func(*builder.Facts)
		visible     bool
	}{
		{"another entitlement", "jira/admin", func(*builder.Facts) {}, false},
		{"another department", "salesforce/enterprise", func(f *builder.Facts) { f.Requester.Department, f.Requester.Groups = "Sales", nil }, false},
		{"nobody", "salesforce/enterprise", func(f *builder.Facts) { f.Requester = access.Person{} }, false},
		{"inactive", "salesforce/enterprise", func(f *builder.Facts) { f.Requester.Status = access.Inactive }, false},
		{"by department", "salesforce/enterprise", func(*builder.Facts) {}, true},
		{"by group", "salesforce/enterprise", func(f *builder.Facts) { f.Requester.Department = "Sales" }, true},
	} {
		facts := adaAsks()
		test.change(&facts)
		if visible, err := examplePlan(t).Visible(test.entitlement, facts); err != nil || visible != test.visible {
			t.Errorf("%s: %v, %v", test.name, visible, err)
		}
	}
}

// What is shown in a catalogue and what may be asked for are one rule.
func TestOnlyWhatMayBeAskedForIsOffered(t *testing.T) {
	plan, thing := examplePlan(t), adaAsks().Entitlement
	retired := thing
	retired.Withdrawn.At = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name    string
		things  []access.Entitlement
		change  func(*builder.Facts)
		offered bool
	}{
		{"nothing at all", nil, func(*builder.Facts) {}, false},
		{"one of two that this plan does not have", []access.Entitlement{thing, {ID: "jira/admin", MaxDuration: time.Hour}}, func(*builder.Facts) {}, false},
		{"what may be held for no time", []access.Entitlement{{ID: thing.ID}}, func(*builder.Facts) {}, false},
		{"what is retired", []access.Entitlement{retired}, func(*builder.Facts) {}, false},
		{"to somebody who does not see it", []access.Entitlement{thing}, func(f *builder.Facts) { f.Requester = access.Person{} }, false},
		{"for somebody else", []access.Entitlement{thing}, func(f *builder.Facts) { f.Subject = access.Person{ID: "sam", Status: access.Active} }, false},
		{"for oneself", []access.Entitlement{thing}, func(*builder.Facts) {}, true},
	} {
		facts := adaAsks()
		test.change(&facts)
		allowed, offered, err := plan.Offers(test.things, facts)
		if err != nil || offered != test.offered || offered != (allowed.Max > 0) {
			t.Errorf("%s: offered %v for %s, %v", test.name, offered, allowed.Max, err)
		}
	}
}

func TestNothingIsVisibleWhenItCannotBeDecided(t *testing.T) {
	plan := examplePlan(t)
	plan.Steps[0].Request.Visible = "requester.name"
	if visible, err := plan.Visible("salesforce/enterprise", adaAsks()); err == nil || visible {
		t.Fatalf("visible %v, error %v", visible, err)
	}
	if visible, _ := (builder.Plan{}).Visible("salesforce/enterprise", adaAsks()); visible {
		t.Fatal("an empty plan offers something")
	}
}

func TestEverybodySeesWhatHasNoRule(t *testing.T) {
	plan := examplePlan(t)
	plan.Steps[0].Request.Visible = ""
	if visible, err := plan.Visible("salesforce/enterprise", builder.Facts{}); err != nil || !visible {
		t.Fatalf("visible %v, error %v", visible, err)
	}
}

func TestTheStrictestMaximumWins(t *testing.T) {
	for _, test := range []struct {
		name       string
		employment access.Employment
		risk       access.Risk
		own        time.Duration
		want       time.Duration
	}{
		{"the entitlement has none", access.Employee, access.LowRisk, 0, 0},
		{"the entitlement's is negative", access.Employee, access.LowRisk, -time.Hour, 0},
		{"the entitlement's", access.Employee, access.LowRisk, 3 * time.Hour, 3 * time.Hour},
		{"the plan's", access.Employee, access.LowRisk, 30 * day, 14 * day},
		{"a limit", access.Contractor, access.LowRisk, 30 * day, day},
		{"the smallest of two limits", access.Contractor, access.HighRisk, 30 * day, 8 * time.Hour},
		{"the entitlement's below a limit", access.Contractor, access.HighRisk, time.Hour, time.Hour},
	} {
		facts := adaAsks()
		facts.Subject.Employment = test.employment
		entitlements := []access.Entitlement{{Risk: test.risk, MaxDuration: test.own}}
		if got, err := examplePlan(t).Durations(entitlements, facts); err != nil || got.Max != test.want {
			t.Errorf("%s: %s, %v", test.name, got.Max, err)
		}
	}
}

func TestApprovalRulesFollowTheConditions(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*builder.Facts)
		asked  []string
	}{
		{"a contractor", func(f *builder.Facts) { f.Subject.Employment = access.Contractor }, []string{"security", "owner"}},
		{"short and few records", func(f *builder.Facts) { f.Answers["records"] = 3.0 }, []string{"lead"}},
		{"otherwise", func(*builder.Facts) {}, []string{"owner"}},
	} {
		facts := adaAsks()
		test.change(&facts)
		steps, err := examplePlan(t).ApprovalRules(facts)
		var asked []string
		for _, step := range steps {
			asked = append(asked, step.ID)
		}
		if err != nil || !reflect.DeepEqual(asked, test.asked) {
			t.Errorf("%s: asked are %v, %v", test.name, asked, err)
		}
	}
}

func TestATakenBranchSaysWhy(t *testing.T) {
	step, _ := examplePlan(t).Step("who")
	facts := adaAsks()
	facts.Subject.Employment = access.Contractor
	want := builder.Taken{Port: "contractor", Because: `subject.employment is "contractor"`}
	if taken, err := step.Condition.Take(facts); err != nil || taken != want {
		t.Fatalf("taken %+v, %v", taken, err)
	}
	step.Condition.Branches[0].When = "1 / 0 == 1"
	if taken, err := step.Condition.Take(facts); err == nil || taken.Port != "" {
		t.Fatalf("a way was taken without a decision: %+v, %v", taken, err)
	}
	if _, err := examplePlan(t).ApprovalRules(builder.Facts{Answers: map[string]any{"ticket": map[string]any{}}}); err == nil {
		t.Fatal("people were named without a decision")
	}
}
