package builder_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// forked asks a ticket on one of two ways to the condition late, and a phone number
// only after it. VISIBLE, EARLY and LATE are expressions.
const forked = `
version: 2
name: forked
title: Forked
calendars:
  office: {zone: Europe/Berlin, open: [{days: [MO, TU, WE, TH, FR], from: "08:00", to: "17:00"}]}
nodes:
  - id: ask
    kind: request
    config:
      entitlements: [jira/admin]
      visible: |
        VISIBLE
      duration: {default: 1h, max: 4h}
      questions:
        - {id: env, label: Environment, type: choice, choices: [staging, production], required: true}
        - {id: note, label: Note, type: text}
        - {id: region, label: Region, type: text, required: true, when: 'answers.env == "production"'}
        - {id: length, label: How long, type: duration, required: true}
        - {id: parts, label: Parts, type: multi_choice, choices: [eu, us], required: true}
  - id: split
    kind: condition
    config:
      branches:
        - port: more
          when: |
            EARLY
  - {id: more, kind: questions, config: {to: [requester], timeout: 24h, questions: [{id: ticket, label: Ticket, type: text, required: true}]}}
  - id: late
    kind: condition
    config:
      branches:
        - port: go
          when: |
            LATE
  - {id: post, kind: questions, config: {to: [requester], timeout: 24h, questions: [{id: phone, label: Phone, type: text, required: true}]}}
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h}}
  - {id: team-lead, kind: approval, config: {approvers: [{manager: requester, level: 2}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: split}
  - {from: split.more, to: more}
  - {from: split.otherwise, to: late}
  - {from: more.answered, to: late}
  - {from: more.timed_out, to: refused}
  - {from: late.go, to: post}
  - {from: late.otherwise, to: lead}
  - {from: post.answered, to: lead}
  - {from: post.timed_out, to: refused}
  - {from: lead.approved, to: team-lead}
  - {from: lead.denied, to: refused}
  - {from: team-lead.approved, to: give}
  - {from: team-lead.denied, to: refused}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`

func forkedWith(t *testing.T, place, expression string) builder.Definition {
	t.Helper()
	source := strings.Replace(forked, place, expression, 1)
	def, problems := builder.ParseYAML([]byte(strings.NewReplacer("VISIBLE", "requester.login != \"\"", "EARLY", "true", "LATE", "true").Replace(source)))
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
	return def
}

func factsCompany() builder.World {
	world := company()
	world.Facts = map[string]bool{"sre-primary": true}
	return world
}

func TestAnExpressionReadsOnlyWhatIsKnownAtItsPlace(t *testing.T) {
	for _, test := range []struct {
		place, expression string
		code              builder.Code
		column            int
		path, says        string
	}{
		{"LATE", `answers.ticket == "A"`, builder.CodeOptionalAnswer, 8, "ask split late", "not asked on the way ask → split → late"},
		{"LATE", `answers.note == "A"`, builder.CodeOptionalAnswer, 8, "", "left without an answer"},
		{"LATE", `answers.region == "A"`, builder.CodeOptionalAnswer, 8, "", "not asked of everybody"},
		{"LATE", `answers.phone == "1"`, builder.CodeAnswerElsewhere, 8, "ask split late", "ask → split → late"},
		{"EARLY", `answers.ticket == "A"`, builder.CodeAnswerElsewhere, 8, "ask split", "not asked on any way"},
		{"LATE", `answers.tiket == "A"`, builder.CodeUnknownAnswer, 8, "", "ticket"},
		{"LATE", `answers.length == "1h"`, builder.CodeExpression, 16, "", "duration"},
		{"LATE", `approvals.leed.state == "approved"`, builder.CodeUnknownApproval, 10, "", "lead, team-lead"},
		{"LATE", `approvals[answers.env].state == "approved"`, builder.CodeLiteral, 10, "", "brackets"},
		{"LATE", `has(approvals.lead)`, builder.CodeExpression, 4, "", "not_asked"},
		{"LATE", `size(approvals) > 1`, builder.CodeExpression, 6, "", "approvals.lead.state"},
		{"LATE", `approvals.lead.when == "x"`, builder.CodeExpression, 15, "", "when"},
		{"LATE", `fact("sre-primry")`, builder.CodeUnknownFact, 5, "", "sre-primry"},
		{"LATE", `fact(answers.env)`, builder.CodeLiteral, 5, "", "in quotes"},
		{"LATE", `fact("sre-primary", "x")`, builder.CodeExpression, 5, "", "fact"},
		{"LATE", `is_business_hours("ofice")`, builder.CodeUnknownCalendar, 18, "", "office"},
		{"LATE", `is_business_hours("of" + "fice")`, builder.CodeLiteral, 18, "", "in quotes"},
		{"LATE", `in_group(answers, "Security")`, builder.CodeExpression, 10, "", "in_group"},
		{"LATE", `in_group(requester, 3)`, builder.CodeExpression, 9, "", "no matching overload"},
		{"LATE", `in_group(requester, "Sekurity")`, builder.CodeUnknownGroup, 21, "", `"Sekurity"`},
		{"LATE", `!in_group(subject, "Sekurity") || "Security" in subject.groups`, builder.CodeUnknownGroup, 20, "", "put somebody into it"},
		{"LATE", `"Sekurity" in subject.groups`, builder.CodeUnknownGroup, 1, "", `"Sekurity"`},
		{"LATE", `person.login == "x"`, builder.CodeFactNotHere, 1, "", "subject"},
		{"VISIBLE", `fact("sre-primary")`, builder.CodeFactNotHere, 5, "", "waited for"},
		{"VISIBLE", `is_business_hours("office")`, builder.CodeFactNotHere, 18, "", "waited for"},
		{"VISIBLE", `in_group(subject, "Security")`, builder.CodeFactNotHere, 10, "", "requester, entitlement"},
		{"VISIBLE", `approvals.lead.state == "approved"`, builder.CodeFactNotHere, 1, "", "requester, entitlement"},
		{"LATE", `has(answers.ticket) && answers.ticket == "A"`, "", 0, "", ""},
		{"LATE", `answers.env == "production" && answers.length > duration("1h") && "eu" in answers.parts`, "", 0, "", ""},
		{"LATE", `!has(answers.region) || answers.region == "eu"`, "", 0, "", ""},
		{"LATE", `approvals.lead.state == "approved" || requester.login in approvals["team-lead"].by`, "", 0, "", ""},
		{"LATE", `fact("sre-primary") && is_business_hours("office") && in_group(subject, "Security") && !request.for_other`, "", 0, "", ""},
		{"VISIBLE", `in_group(requester, "Sekurity")`, builder.CodeUnknownGroup, 21, "", `"Sekurity"`},
		{"VISIBLE", `in_group(requester, "Security")`, "", 0, "", ""},
		{"LATE", `in_group(requester, answers.env + "x") || "Nobody" in answers.parts`, "", 0, "", ""},
	} {
		t.Run(test.place+" "+test.expression, func(t *testing.T) {
			var found []builder.Problem
			for _, problem := range builder.Check(forkedWith(t, test.place, test.expression), factsCompany()) {
				if problem.Severity == builder.Error {
					found = append(found, problem)
				}
			}
			if test.code == "" {
				if len(found) > 0 {
					t.Fatalf("problems: %+v", found)
				}
				return
			}
			if len(found) != 1 {
				t.Fatalf("not one problem: %+v", found)
			}
			p := found[0]
			if p.Code != test.code || p.Line != 1 || p.Column != test.column || strings.Join(p.Path, " ") != test.path || !strings.Contains(p.Message, test.says) {
				t.Fatalf("got %+v", p)
			}
		})
	}
}

func TestAFactThatNobodyCouldLookUpIsAWarning(t *testing.T) {
	world := company()
	world.Facts = nil
	problems := builder.Check(forkedWith(t, "LATE", `fact("anything")`), world)
	if builder.HasErrors(problems) {
		t.Fatalf("problems: %+v", problems)
	}
	for _, problem := range problems {
		if problem.Code == builder.CodeUnchecked && problem.Field == "branches[0].when" && strings.Contains(problem.Message, `"anything"`) {
			return
		}
	}
	t.Fatalf("nobody was warned: %+v", problems)
}

func TestAStepNamesWhatHasToBeLookedUp(t *testing.T) {
	plan, err := builder.Compile(forkedWith(t, "LATE", `fact("b") || fact("a") || is_business_hours("office") || fact("b")`))
	if err != nil {
		t.Fatal(err)
	}
	step, _ := plan.Step("late")
	if !reflect.DeepEqual(step.Asks, []string{"a", "b"}) || !reflect.DeepEqual(step.Hours, []string{"office"}) {
		t.Fatalf("asks %v, hours %v", step.Asks, step.Hours)
	}
	facts := builder.Facts{Known: map[string]bool{"a": true, "b": false}}
	taken, err := step.Condition.Take(facts)
	if err != nil || taken.Port != "go" || taken.Because != "a is true" {
		t.Fatalf("taken %+v, %v", taken, err)
	}
	facts.Known["a"] = false
	if taken, err = step.Condition.Take(facts); err == nil {
		t.Fatalf("hours that were not looked up counted as closed: %+v", taken)
	}
}

func TestDurationAnswersAreTold(t *testing.T) {
	plan, err := builder.Compile(forkedWith(t, "LATE", `answers.length > duration("1h")`))
	if err != nil {
		t.Fatal(err)
	}
	step, _ := plan.Step("late")
	facts := builder.Facts{Answers: map[string]any{"length": "2h"}, Lengths: plan.Lengths()}
	if taken, err := step.Condition.Take(facts); err != nil || taken.Port != "go" {
		t.Fatalf("taken %+v, %v", taken, err)
	}
	facts.Lengths = nil
	if taken, err := step.Condition.Take(facts); err == nil {
		t.Fatalf("a text was compared with a duration: %+v", taken)
	}
}

func TestManyMayCheckTheSameExpressionsAtOnce(t *testing.T) {
	expressions := []string{`answers.ticket == "A"`, `fact("sre-primary") || in_group(requester, "Security")`, `answers.length == "1h"`, `requester.name ==`, `has(answers.note) && .answers.note == "x"`}
	want := map[string][]builder.Problem{}
	for _, expression := range expressions {
		want[expression] = builder.Check(forkedWith(t, "LATE", expression), factsCompany())
	}
	def := forkedWith(t, "LATE", "true")
	var working sync.WaitGroup
	for range 4 {
		working.Go(func() {
			for _, expression := range expressions {
				if got := builder.Check(withLate(def, expression), factsCompany()); !reflect.DeepEqual(got, want[expression]) {
					t.Errorf("%s: %+v, then %+v", expression, want[expression], got)
				}
			}
		})
	}
	working.Wait()
}

func TestTheSameWordsMeanAnotherTypeInAnotherDocument(t *testing.T) {
	def := forkedWith(t, "LATE", `answers.env == "production"`)
	if problems := builder.Check(def, factsCompany()); builder.HasErrors(problems) {
		t.Fatalf("problems: %+v", problems)
	}
	source := strings.NewReplacer("type: choice, choices: [staging, production]", "type: number", `answers.env == "production"}`, "true}").Replace(forked)
	source = strings.NewReplacer("VISIBLE", "true", "EARLY", "true", "LATE", `answers.env == "production"`).Replace(source)
	other, problems := builder.ParseYAML([]byte(source))
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
	if problems = builder.Check(other, factsCompany()); !builder.HasErrors(problems) {
		t.Fatal("a number was compared with a text")
	}
}
