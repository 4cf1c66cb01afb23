package builder_test

import (
	_ "embed"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

//go:embed testdata/salesforce-enterprise.yaml
var exampleSource []byte

const day = 24 * time.Hour

// company is a small world in which every document of testdata is right.
func company() builder.World {
	entitlements := map[string]access.Entitlement{
		"salesforce/enterprise": {
			ID: "salesforce/enterprise", AppID: "salesforce", AppTitle: "Salesforce", Title: "Enterprise",
			OwnerID: "p-olga", Risk: access.MediumRisk, MaxDuration: 30 * day,
		},
		"jira/admin": {
			ID: "jira/admin", AppID: "jira", AppTitle: "Jira", Title: "Admin",
			Risk: access.HighRisk, MaxDuration: 7 * day,
		},
	}
	for id, risk := range map[string]access.Risk{
		"aws/staging": access.MediumRisk, "datadog/reader": access.LowRisk, "gcp/payments-editor": access.HighRisk,
		"github/member": access.LowRisk, "k8s/prod-admin": access.MediumRisk, "ledger/close": access.HighRisk,
	} {
		app, title, _ := strings.Cut(id, "/")
		entitlements[id] = access.Entitlement{
			ID: id, AppID: app, AppTitle: app, Title: title, OwnerID: "p-olga", Risk: risk, MaxDuration: 60 * day,
			Target: access.Target{Connector: "okta", Resource: id},
		}
	}
	return builder.World{
		Entitlements: entitlements,
		Logins:       map[string]bool{"ada@example.com": true, "olga@example.com": true, "sven@example.com": true},
		Groups:       map[string]bool{"Security": true, "Finance leads": true, "Payments": true, "SRE": true, "New": true, "breakglass-sre": true},
		Facts:        map[string]bool{"sre-primary": true},
		Hooks:        map[string]bool{"incident-prod": true, "ledger": true},
	}
}

// documents are all good documents of testdata, by the name of their file.
func documents(t *testing.T) map[string]builder.Definition {
	t.Helper()
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("there are %d documents (%v)", len(files), err)
	}
	all := map[string]builder.Definition{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		def, problems := builder.ParseYAML(source)
		if len(problems) > 0 {
			t.Fatalf("%s does not parse: %+v", file, problems)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = def
	}
	return all
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

func TestEveryDocumentIsProvedWithoutAProblem(t *testing.T) {
	for name, def := range documents(t) {
		if problems := builder.Check(def, company()); len(problems) > 0 {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}
