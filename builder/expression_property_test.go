package builder_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// grammar writes expressions over everything that a condition may read, guarded or
// not: whether they are accepted is for the checker to say.
type grammar struct{ t *rapid.T }

func (g grammar) one(options ...func() string) string {
	return options[rapid.IntRange(0, len(options)-1).Draw(g.t, "option")]()
}

func (g grammar) word(words ...string) string { return rapid.SampledFrom(words).Draw(g.t, "word") }

func (g grammar) text() string {
	return g.word(`requester.login`, `subject.department`, `requester.manager`, `subject.zone`, `entitlement.risk`, `request.reason`,
		`answers.env`, `answers.ticket`, `answers.note`, `answers.region`, `approvals.lead.state`, `approvals["team-lead"].state`, `"approved"`, `"production"`, `""`)
}

func (g grammar) list() string {
	return g.word(`requester.groups`, `subject.groups`, `answers.parts`, `approvals.lead.by`, `["a", "b"]`, `[]`)
}

func (g grammar) truth(depth int) string {
	if depth == 0 {
		return g.leaf()
	}
	deeper := func() string { return g.truth(depth - 1) }
	return g.one(g.leaf,
		func() string { return "!(" + deeper() + ")" },
		func() string { return "(" + deeper() + ") && (" + deeper() + ")" },
		func() string { return "(" + deeper() + ") || (" + deeper() + ")" },
		func() string { return "(" + deeper() + ") ? (" + deeper() + ") : (" + deeper() + ")" },
		func() string {
			return g.word("has(answers.ticket)", "has(answers.note)", "has(answers.region)") + " && (" + deeper() + ")"
		},
		func() string { return g.list() + ".exists(x, x == " + g.text() + " || (" + deeper() + "))" },
	)
}

func (g grammar) leaf() string {
	return g.one(
		func() string { return g.text() + g.word(" == ", " != ", " < ") + g.text() },
		func() string { return g.text() + g.word(".startsWith(", ".contains(", ".endsWith(") + g.text() + ")" },
		func() string { return g.text() + " in " + g.list() },
		func() string { return "size(" + g.list() + ")" + g.word(" > 1", " == 0") },
		func() string { return "in_group(" + g.word("requester", "subject") + ", " + g.text() + ")" },
		func() string {
			return g.word(`fact("sre-primary")`, `is_business_hours("office")`, `request.for_other`, `has(answers.ticket)`, `has(answers.note)`, `true`)
		},
		func() string {
			return g.word("answers.length", "request.duration") + g.word(" > ", " == ", " <= ") + g.word(`duration("1h")`, "request.duration")
		},
	)
}

// conforming are facts of a run that reached the condition late.
func conforming(t *rapid.T) builder.Facts {
	text := func() string {
		return rapid.SampledFrom([]string{"a", "approved", "production", "x y", "å"}).Draw(t, "text")
	}
	person := func() access.Person {
		return access.Person{
			ID: text(), Login: text(), Department: text(), Zone: text(), Status: access.Active,
			Groups: rapid.SliceOfN(rapid.SampledFrom([]string{"a", "approved", "Security"}), 0, 5).Draw(t, "groups"),
		}
	}
	facts := builder.Facts{
		Requester: person(), Subject: person(), Entitlement: thing("a"), Reason: text(), Duration: day, Lengths: []string{"length"},
		Answers: map[string]any{"env": text(), "length": "4h", "parts": []string{"eu"}},
		Known:   map[string]bool{"sre-primary": rapid.Bool().Draw(t, "fact")}, Open: map[string]bool{"office": rapid.Bool().Draw(t, "hours")},
	}
	for _, optional := range []string{"ticket", "note", "region"} {
		if rapid.Bool().Draw(t, optional) {
			facts.Answers[optional] = text()
		}
	}
	if rapid.Bool().Draw(t, "approved") {
		facts.Approvals = map[string]builder.ApprovalFact{"lead": {State: "approved", By: []string{text()}}}
	}
	return facts
}

func TestAnAcceptedExpressionAlwaysGivesAnAnswer(t *testing.T) {
	def, world := forkedWith(t, "LATE", "true"), factsCompany()
	accepted, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		expression := grammar{t}.truth(rapid.IntRange(0, 3).Draw(t, "depth"))
		if builder.HasErrors(builder.Check(withLate(def, expression), world)) {
			refused++
			return
		}
		accepted++
		predicate, err := builder.NewPredicate(expression)
		if err != nil {
			t.Fatalf("%s was accepted and cannot be read: %v", expression, err)
		}
		for range 3 {
			facts := conforming(t)
			decision, err := predicate.Holds(facts)
			again, _ := builder.Evaluate(expression, facts)
			if err != nil || decision != again || decision.Because == "" {
				t.Fatalf("%s gave %+v, then %+v (%v) over %+v", expression, decision, again, err, facts)
			}
		}
	})
	if accepted == 0 || refused == 0 {
		t.Fatalf("%d accepted, %d refused: nothing was shown", accepted, refused)
	}
}

// withLate is the definition with another expression at the condition late.
func withLate(def builder.Definition, expression string) builder.Definition {
	nodes := append([]builder.Node{}, def.Nodes...)
	for i, node := range nodes {
		if node.ID == "late" {
			nodes[i].Config = map[string]any{"branches": []any{map[string]any{"port": "go", "when": expression}}}
		}
	}
	def.Nodes = nodes
	return def
}

// Whatever an expression is, reading, checking and deciding it ends without a crash,
// and says the same every time; what is accepted can be read where it runs.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{
		"", "true", `requester.login == "a"`, `has(answers.ticket) && answers.ticket.matches("^A-[0-9]+$")`, `approvals["team-lead"].by.exists(x, x == requester.login)`,
		`fact("sre-primary") || is_business_hours("office")`, `in_group(subject, "Security")`, `answers.length > duration("1h")`, `[[1]].all(x, x[0] / 0 == 1)`,
		`{"a": approvals.lead}["a"].state == "approved"`, `requester.groups.map(g, g + g).filter(g, size(g) > 3) == []`, strings.Repeat("!", 200) + "true", `in_group(in_group, "x")`, "fact(fact(\"x\"))", "\x00", `"\ud800" == "\xff"`,
	} {
		f.Add(seed)
	}
	world := factsCompany()
	def, problems := builder.ParseYAML([]byte(strings.NewReplacer("VISIBLE", "true", "EARLY", "true", "LATE", "true").Replace(forked)))
	if len(problems) > 0 {
		f.Fatal(problems)
	}
	facts := adaAsks()
	facts.Answers = map[string]any{"env": "staging", "length": "4h", "parts": []string{"eu"}}
	facts.Lengths = []string{"length"}
	facts.Known, facts.Open = map[string]bool{"sre-primary": true}, map[string]bool{"office": false}
	f.Fuzz(func(t *testing.T, expression string) {
		changed := withLate(def, expression)
		accepted := !builder.HasErrors(builder.Check(changed, world))
		if _, err := builder.Compile(changed); accepted && err != nil {
			t.Fatalf("accepted and not compiled: %v", err)
		}
		if _, err := builder.NewPredicate(strings.TrimSpace(expression)); accepted && err != nil {
			t.Fatalf("accepted and not read: %v", err)
		}
		decision, err := builder.Evaluate(expression, facts)
		again, errAgain := builder.Evaluate(expression, facts)
		if decision != again || (err == nil) != (errAgain == nil) || err != nil && decision.Value {
			t.Fatalf("%+v (%v), then %+v (%v)", decision, err, again, errAgain)
		}
		if accepted && err != nil && strings.Contains(fmt.Sprint(err), "was not looked up") {
			t.Fatalf("accepted, and it asks something that no step names: %v", err)
		}
	})
}
