package builder_test

import (
	_ "embed"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

//go:embed testdata/salesforce-enterprise.yaml
var exampleSource []byte

const day = 24 * time.Hour

// company is a small world in which the example is right.
func company() builder.World {
	return builder.World{
		Entitlements: map[string]access.Entitlement{
			"salesforce/enterprise": {
				ID: "salesforce/enterprise", AppID: "salesforce", AppTitle: "Salesforce", Title: "Enterprise",
				OwnerID: "p-olga", Risk: access.MediumRisk, MaxDuration: 30 * day,
			},
			"jira/admin": {
				ID: "jira/admin", AppID: "jira", AppTitle: "Jira", Title: "Admin",
				Risk: access.HighRisk, MaxDuration: 7 * day,
			},
		},
		Logins: map[string]bool{"ada@example.com": true, "olga@example.com": true, "sven@example.com": true},
		Groups: map[string]bool{"Security": true},
	}
}

// ada asks for herself; change what a test is about.
func adaAsks() builder.Facts {
	ada := access.Person{
		ID: "p-ada", Login: "ada@example.com", Name: "Ada Lindqvist", Department: "Engineering", Title: "Engineer",
		Employment: access.Employee, Groups: []string{"On-call", "Payments"}, Zone: "Europe/Stockholm", Status: access.Active,
	}
	return builder.Facts{
		Requester: ada, RequesterManager: "maria@example.com",
		Subject: ada, SubjectManager: "maria@example.com",
		Entitlement: company().Entitlements["salesforce/enterprise"],
		Automation:  "salesforce-enterprise",
		Reason:      "Quarter end",
		Duration:    4 * time.Hour,
		Answers:     map[string]any{"ticket": "SF-12", "purpose": "support"},
	}
}

func example(t interface {
	Helper()
	Fatalf(string, ...any)
},
) builder.Definition {
	t.Helper()
	def, problems := builder.ParseYAML(exampleSource)
	if len(problems) > 0 {
		t.Fatalf("the example does not parse: %+v", problems)
	}
	return def
}

func examplePlan(t *testing.T) builder.Plan {
	t.Helper()
	plan, err := builder.Compile(example(t))
	if err != nil {
		t.Fatalf("the example does not compile: %v", err)
	}
	return plan
}

func codes(problems []builder.Problem) []builder.Code {
	var all []builder.Code
	for _, problem := range problems {
		all = append(all, problem.Code)
	}
	return all
}

func TestTheExampleIsProvedWithoutAProblem(t *testing.T) {
	if problems := builder.Check(example(t), company()); len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
}
