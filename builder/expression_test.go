package builder_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestEvaluateRefuses(t *testing.T) {
	for name, expression := range map[string]string{
		"nothing":                       "",
		"syntax":                        "requester.name ==",
		"unknown fact":                  `approver.name == "Ada"`,
		"unknown attribute":             `requester.shoe_size == 43`,
		"no truth":                      `requester.name`,
		"a missing answer":              `answers.nobody_asked == "x"`,
		"a clock":                       `now() > now()`,
		"the time zone database":        `timestamp("2026-03-29T01:30:00Z").getHours("Europe/Berlin") == 3`,
		"going around types":            `dyn(requester).name == 3`,
		"too much work":                 `requester.groups.all(a, requester.groups.all(b, requester.groups.all(c, requester.groups.all(d, a + b + c + d != ""))))`,
		"deep nesting":                  strings.Repeat("(", 1000) + "true" + strings.Repeat(")", 1000),
		"division by zero":              `1 / (size(requester.groups) - size(requester.groups)) == 1`,
		"a fact that was not looked up": `fact("sre-secondary")`,
		"the denial of a fact that was not looked up": `!fact("sre-secondary")`,
		"hours that were not looked up":               `is_business_hours("night")`,
		"in a group that is no text":                  `in_group(requester, 3)`,
		"in a group, but nobody":                      `in_group(entitlement, "Security")`,
		"in a group of something made up":             `in_group({"groups": ["Security"]}, "Security")`,
		"all approvals":                               `approvals == approvals.lead`,
		"an approval by number":                       `approvals[1].state == "approved"`,
		"a duration compared with a text":             `answers.length > "3h"`,
	} {
		t.Run(name, func(t *testing.T) {
			facts := adaAsks()
			for range 60 {
				facts.Requester.Groups = append(facts.Requester.Groups, "a group with a long name")
			}
			facts.Known, facts.Open = map[string]bool{"sre-primary": true}, map[string]bool{"office": true}
			facts.Answers["length"], facts.Lengths = "4h", []string{"length"}
			decision, err := builder.Evaluate(expression, facts)
			if err == nil || decision.Value {
				t.Fatalf("%q gave %+v and no error", expression, decision)
			}
		})
	}
}

func TestEvaluateRefusesAnAnswerThatIsNone(t *testing.T) {
	facts := adaAsks()
	facts.Answers["ticket"] = map[string]any{"x": "y"}
	if _, err := builder.Evaluate("true", facts); err == nil {
		t.Fatal("an object was taken as an answer")
	}
}

func TestEvaluateDecidesAndSaysWhy(t *testing.T) {
	for _, test := range []struct {
		expression string
		value      bool
		because    string
	}{
		{`subject.employment == "employee"`, true, `subject.employment is "employee"`},
		{`subject.employment == "contractor"`, false, `subject.employment is "employee"`},
		{`requester.department in ["Engineering", "Product"]`, true, `requester.department is "Engineering"`},
		{`"On-call" in requester.groups`, true, `requester.groups contains "On-call"`},
		{`"Admins" in requester.groups`, false, `requester.groups does not contain "Admins"`},
		{`subject.employment == "vendor" || entitlement.risk == "medium"`, true, `entitlement.risk is "medium"`},
		{`subject.employment == "vendor" || entitlement.risk == "high"`, false, `subject.employment is "employee" and entitlement.risk is "medium"`},
		{`subject.employment == "employee" && entitlement.risk == "medium"`, true, `subject.employment is "employee" and entitlement.risk is "medium"`},
		{`subject.employment == "vendor" && entitlement.risk == "medium"`, false, `subject.employment is "employee"`},
		{`!(entitlement.app == "jira")`, true, `entitlement.app is "salesforce"`},
		{`request.duration > duration("2h")`, true, `request.duration is 4h`},
		{`has(answers.ticket) && answers.ticket.startsWith("SF-")`, true, `answers.ticket is given and answers.ticket is "SF-12"`},
		{`has(answers.records) && answers.records > 3`, false, `answers.records is not given`},
		{`entitlement.risk == "low" ? true : requester.manager == "maria@example.com"`, true, `entitlement.risk is "medium" and requester.manager is "maria@example.com"`},
		{`requester.groups.exists(g, g.startsWith("Pay"))`, true, `requester.groups is ["On-call" "Payments"]`},
		{`requester.login == subject.login`, true, `requester.login is "ada@example.com" and subject.login is "ada@example.com"`},
		{`requester == subject`, true, "it does not depend on any fact"},
		{`true`, true, "it does not depend on any fact"},
		{`request.automation == "salesforce-enterprise" && request.reason != ""`, true, `request.automation is "salesforce-enterprise" and request.reason is "Quarter end"`},
	} {
		t.Run(test.expression, func(t *testing.T) {
			for range 3 { // the same again and again
				decision, err := builder.Evaluate(test.expression, adaAsks())
				if err != nil || decision.Value != test.value || decision.Because != test.because {
					t.Fatalf("got %+v (%v), not %v because %q", decision, err, test.value, test.because)
				}
			}
		})
	}
}

func TestEvaluateReadsWhatWasRecorded(t *testing.T) {
	for _, test := range []struct {
		expression string
		value      bool
		because    string
	}{
		{`in_group(requester, "Payments")`, true, `requester is in Payments`},
		{`in_group(subject, "Security")`, false, `subject is not in Security`},
		{`in_group(person, "Security") && person.department == "Security"`, true, `person is in Security and person.department is "Security"`},
		{`!in_group(requester, "Security") || requester.title == "CISO"`, true, `requester is not in Security`},
		{`in_group(requester, answers.team)`, true, `requester is in Payments`},
		{`fact("sre-primary")`, true, `sre-primary is true`},
		{`fact("frozen") || is_business_hours("office")`, false, `frozen is not true and it is outside of the hours of office`},
		{`!is_business_hours("office") && fact("sre-primary")`, true, `it is outside of the hours of office and sre-primary is true`},
		{`is_business_hours("always")`, true, `it is within the hours of always`},
		{`approvals.lead.state == "approved"`, true, `approvals.lead.state is "approved"`},
		{`"olga@example.com" in approvals["team-lead"].by`, true, `approvals.team-lead.by contains "olga@example.com"`},
		{`approvals.security.state == "not_asked" && approvals.security.by == []`, true, `approvals.security.state is "not_asked" and approvals.security.by is []`},
		{`approvals.lead.by.exists(login, login == requester.login)`, false, `approvals.lead.by is ["olga@example.com"] and requester.login is "ada@example.com"`},
		{`request.for_other`, false, `request.for_other is false`},
		{`answers.length > duration("3h")`, true, `answers.length is 4h`},
		{`"eu" in answers.regions && size(answers.regions) == 2`, true, `answers.regions contains "eu" and answers.regions is ["eu" "us"]`},
		{`has(answers.none)`, false, `answers.none is not given`},
	} {
		t.Run(test.expression, func(t *testing.T) {
			facts := adaAsks()
			facts.Person = access.Person{Login: "sven@example.com", Department: "Security", Groups: []string{"Security"}}
			facts.Known = map[string]bool{"sre-primary": true, "frozen": false}
			facts.Open = map[string]bool{"office": false, "always": true}
			facts.Approvals = map[string]builder.ApprovalFact{
				"lead": {State: "approved", By: []string{"olga@example.com"}}, "team-lead": {State: "approved", By: []string{"olga@example.com"}},
			}
			facts.Answers = map[string]any{"length": "4h", "regions": []any{"eu", "us"}, "none": []string{}, "team": "Payments"}
			facts.Lengths = []string{"length"}
			decision, err := builder.Evaluate(test.expression, facts)
			if err != nil || decision.Value != test.value || decision.Because != test.because {
				t.Fatalf("got %+v (%v), not %v because %q", decision, err, test.value, test.because)
			}
		})
	}
}

func TestARequestForSomebodyElseIsTold(t *testing.T) {
	facts := adaAsks()
	facts.Subject.ID = "p-bo"
	if decision, err := builder.Evaluate("request.for_other", facts); err != nil || !decision.Value {
		t.Fatalf("got %+v, %v", decision, err)
	}
}

func TestOnePredicateDecidesOverAWholeDirectory(t *testing.T) {
	chosen, err := builder.NewPredicate(`person.department == "Security" && !in_group(person, "Interns") && person.login != requester.login`)
	if err != nil {
		t.Fatal(err)
	}
	facts, found := adaAsks(), 0
	for i := range 2000 {
		facts.Person = access.Person{Login: fmt.Sprintf("p%d@example.com", i), Department: []string{"Security", "Sales"}[i%2]}
		decision, err := chosen.Holds(facts)
		if err != nil {
			t.Fatal(err)
		}
		if decision.Value {
			found++
		}
	}
	if found != 1000 {
		t.Fatalf("%d were chosen", found)
	}
	if _, err := builder.NewPredicate("person.shoe == 3"); err == nil {
		t.Fatal("what cannot be read became a predicate")
	}
}

func TestTheSameExpressionIsDecidedByManyAtOnce(t *testing.T) {
	var working sync.WaitGroup
	for range 8 {
		working.Go(func() {
			for i := range 1200 { // more than are kept ready
				facts := adaAsks()
				facts.Answers["records"] = float64(i)
				decision, err := builder.Evaluate(fmt.Sprintf("answers.records == %d.0", i), facts)
				if err != nil || !decision.Value {
					t.Errorf("%d: %+v, %v", i, decision, err)
				}
			}
		})
	}
	working.Wait()
}

func TestAFieldLeftEmptyIsNoAnswer(t *testing.T) {
	facts := adaAsks()
	facts.Answers["details"] = "  "
	if decision, err := builder.Evaluate("has(answers.details)", facts); err != nil || decision.Value {
		t.Fatalf("got %+v, %v", decision, err)
	}
}

func TestExpressionProblemsSayLineAndColumn(t *testing.T) {
	for _, test := range []struct {
		when         string
		code         builder.Code
		line, column int
		says         string
	}{
		{`requester.departmnt == "x"`, builder.CodeExpression, 1, 10, "departmnt"},
		{"entitlement.risk == \"low\" &&\n  subject.shoe == 3", builder.CodeExpression, 2, 10, "shoe"},
		{`answers.records == 3`, builder.CodeExpression, 1, 17, "3.0"},
		{`requester.name == "a" && answers.tikcet == ""`, builder.CodeUnknownAnswer, 1, 33, "ticket"},
		{`answers.records > 3`, builder.CodeOptionalAnswer, 1, 8, "has(answers.records)"},
		{`!has(answers.records) || answers.records > 3`, "", 0, 0, ""},
		{`has(answers.records) ? answers.records > 3 : true`, "", 0, 0, ""},
		{`has(answers.records) ? true : answers.records > 3`, builder.CodeOptionalAnswer, 1, 38, "records"},
		{`has(answers.records) || answers.records > 3`, builder.CodeOptionalAnswer, 1, 32, "records"},
		{`(has(answers.records) && answers.ticket == "A") && answers.records > 3`, "", 0, 0, ""},
		{`[answers.records].exists(x, x > 3)`, builder.CodeOptionalAnswer, 1, 9, "records"},
		{`answers.ticket == "A" && answers.ticket.contains("B")`, "", 0, 0, ""},
		{`curfew.person{login: "x"} == requester`, builder.CodeExpression, 1, 14, "Objects"},
	} {
		t.Run(test.when, func(t *testing.T) {
			def := example(t)
			for i, node := range def.Nodes {
				if node.ID == "who" {
					def.Nodes[i].Config = map[string]any{"branches": []any{
						map[string]any{"port": "contractor", "when": test.when},
						map[string]any{"port": "short", "when": "true"},
					}}
				}
			}
			problems := builder.Check(def, company())
			if test.code == "" {
				if len(problems) > 0 {
					t.Fatalf("problems: %+v", problems)
				}
				return
			}
			if len(problems) != 1 {
				t.Fatalf("not one problem: %+v", problems)
			}
			p := problems[0]
			if p.Code != test.code || p.Line != test.line || p.Column != test.column || !strings.Contains(p.Message, test.says) || p.Field != "branches[0].when" {
				t.Fatalf("got %+v", p)
			}
		})
	}
}

func TestEvaluateIsQuickEvenAtItsLimit(t *testing.T) {
	facts := adaAsks()
	facts.Subject = access.Person{Groups: make([]string, 100_000)}
	begun := time.Now()
	_, err := builder.Evaluate(`subject.groups.all(a, subject.groups.all(b, a == b))`, facts)
	if err == nil || time.Since(begun) > 5*time.Second {
		t.Fatalf("took %s, error %v", time.Since(begun), err)
	}
}
