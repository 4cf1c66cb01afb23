package builder_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

const routed = `
version: 2
name: routed
title: Routed
nodes:
  - {id: ask, kind: request, config: {entitlements: [a], duration: {default: 1h, max: 1h}}}
  - {id: more, kind: questions, config: {to: [requester], timeout: 24h, questions: [{id: length, label: L, type: duration, required: true}]}}
  - {id: cool, kind: wait, config: {for: 1h}}
  - {id: tell, kind: notify, config: {to: [requester], text: Wait.}}
  - {id: post, kind: webhook, config: {hook: ledger}}
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h, skip: {when: 'entitlement.risk == "low"', because: Nobody has to.}}}
  - {id: which, kind: condition, config: {branches: [{port: after-lead, when: 'approvals.lead.state == "approved" && approvals.owner.state == "not_asked" && answers.length > duration("1h")'}, {port: oncall, when: 'fact("sre-primary")'}]}}
  - {id: owner, kind: approval, config: {approvers: [{owner: entitlement}], timeout: 24h}}
  - {id: duty, kind: auto_approve, config: {because: On call.}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: more}
  - {from: more.answered, to: cool}
  - {from: more.timed_out, to: refused}
  - {from: cool, to: tell}
  - {from: tell, to: post}
  - {from: post, to: lead}
  - {from: lead.approved, to: which}
  - {from: lead.denied, to: refused}
  - {from: which.after-lead, to: owner}
  - {from: which.oncall, to: duty}
  - {from: which.otherwise, to: refused}
  - {from: duty, to: give}
  - {from: owner.approved, to: give}
  - {from: owner.denied, to: refused}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`

func TestWhoWillBeAskedFollowsEveryKindOfStep(t *testing.T) {
	plan := planOf(t, routed)
	for _, test := range []struct {
		name   string
		change func(*builder.Facts)
		asked  string
		fails  bool
	}{
		{"a fact that is only looked up later", func(f *builder.Facts) { f.Answers["length"] = "1h" }, "", true},
		{"an answer that is only given later", func(f *builder.Facts) { delete(f.Answers, "length") }, "", true},
		{"everybody", func(*builder.Facts) {}, "lead owner", false},
		{"an approval that is skipped", func(f *builder.Facts) { f.Entitlement.Risk = access.LowRisk }, "owner", false},
		{"somebody on call", func(f *builder.Facts) { f.Answers["length"], f.Known = "1h", map[string]bool{"sre-primary": true} }, "lead", false},
		{"nobody on call", func(f *builder.Facts) { f.Answers["length"], f.Known = "1h", map[string]bool{"sre-primary": false} }, "lead", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := adaAsks()
			facts.Answers["length"] = "2h"
			test.change(&facts)
			steps, err := plan.ApprovalRules(facts)
			var asked []string
			for _, step := range steps {
				if step.Because == "" { // otherwise nobody is asked
					asked = append(asked, step.ID)
				}
			}
			if strings.Join(asked, " ") != test.asked || (err != nil) != test.fails || len(facts.Approvals) > 0 {
				t.Fatalf("asked are %v, %v", asked, err)
			}
		})
	}
}

func TestAnApprovalIsSkippedOnlyWhenThatIsDecided(t *testing.T) {
	for _, test := range []struct {
		name string
		skip *builder.Skip
		want builder.Decision
		fail bool
	}{
		{"what cannot be decided", &builder.Skip{When: "1 / 0 == 1", Because: "Never."}, builder.Decision{}, true},
		{"what is not true", &builder.Skip{When: `entitlement.risk == "low"`, Because: "Read-only."}, builder.Decision{Because: `entitlement.risk is "medium"`}, false},
		{"no rule", nil, builder.Decision{}, false},
		{"what is true", &builder.Skip{When: `entitlement.risk == "medium"`, Because: "Read-only."}, builder.Decision{Value: true, Because: `Read-only. (entitlement.risk is "medium")`}, false},
	} {
		step := builder.ApprovalStep{Skip: test.skip}
		if got, err := step.Skips(adaAsks()); got != test.want || (err != nil) != test.fail {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
}

func TestForWhomOneMayAsk(t *testing.T) {
	plan := asking(t, `entitlements: [a], for_others: 'subject.manager == requester.login && entitlement.risk != "high"', duration: {default: 1h, max: 1h}`)
	for _, test := range []struct {
		name   string
		change func(*builder.Facts)
		may    bool
	}{
		{"anybody", func(f *builder.Facts) { f.Subject.ID = "bo" }, false},
		{"a report who left", func(f *builder.Facts) {
			f.Subject.ID, f.SubjectManager, f.Subject.Status = "bo", "ada@example.com", access.Inactive
		}, false},
		{"oneself", func(*builder.Facts) {}, true},
		{"a report", func(f *builder.Facts) { f.Subject.ID, f.SubjectManager = "bo", "ada@example.com" }, true},
	} {
		facts := adaAsks()
		test.change(&facts)
		if may, err := plan.MayAskFor(facts); err != nil || may != test.may {
			t.Errorf("%s: %v, %v", test.name, may, err)
		}
	}
	plan.Steps[0].Request.ForOthers = "1 / 0 == 1"
	facts := adaAsks()
	facts.Subject.ID = "bo"
	if may, err := plan.MayAskFor(facts); err == nil || may {
		t.Fatalf("may %v, %v", may, err)
	}
}
