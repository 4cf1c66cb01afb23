package builder_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/windows"
)

// defect is one mistake planted into the example: every "old" becomes "new".
type defect struct {
	name  string
	old   string
	new   string
	code  builder.Code
	node  string
	field string
	path  string // joined by spaces
}

var defects = []defect{
	// Nobody gets anything that was not approved, once, for a bounded time.
	{"grant without approval", "{from: who.short, to: lead}", "{from: who.short, to: give}", builder.CodeUnapproved, "give", "", "ask who give"},
	{"denied leads to the grant", "{from: lead.denied, to: refused}", "{from: lead.denied, to: give}", builder.CodeUnapproved, "give", "", "ask who lead give"},
	{"timeout leads to the grant", "{from: lead.timed_out, to: owner}", "{from: lead.timed_out, to: give}", builder.CodeUnapproved, "give", "", "ask who lead give"},
	{"undrawn timeout follows a denial to the grant", "{from: owner.denied, to: refused}", "{from: owner.denied, to: give}", builder.CodeUnapproved, "give", "", "ask who owner give"},
	{"approved first, denied then", "{from: security.approved, to: owner}", "{from: security.approved, to: late}\n  - {from: late.approved, to: owner}\n  - {from: late.denied, to: give}", builder.CodeUnapproved, "give", "", "ask who security late give"},
	{"second grant", "{from: give.failed, to: sorry}", "{from: give.failed, to: again}\n  - {from: again, to: done}\n  - {from: again.failed, to: sorry}", builder.CodeSecondGrant, "again", "", "give again"},
	{"approval after the grant", "{from: ended, to: done}", "{from: ended, to: late}\n  - {from: late.approved, to: done}\n  - {from: late.denied, to: done}", builder.CodeAfterGrant, "late", "", "give ended late"},
	{"more than the entitlement allows", "max: 14d", "max: 31d", builder.CodeAboveEntitlement, "ask", "duration.max", ""},
	{"one of several entitlements is shorter", "entitlements: [salesforce/enterprise]", "entitlements: [salesforce/enterprise, jira/admin]", builder.CodeAboveEntitlement, "ask", "duration.max", ""},
	{"default above the maximum", "default: 4h", "default: 15d", builder.CodeDefaultAboveMax, "ask", "duration.default", ""},
	{"approval without timeout", "timeout: 2d", "", builder.CodeConfigMissing, "security", "timeout", ""},
	{"approval waits too long", "timeout: 2d", "timeout: 31d", builder.CodeOutOfBounds, "security", "timeout", ""},
	{"grant tried too long", "give_up: 30m", "give_up: 8d", builder.CodeOutOfBounds, "give", "give_up", ""},
	{"no approvers", "approvers: [{manager: requester}]", "approvers: []", builder.CodeConfigMissing, "lead", "approvers", ""},
	{"quorum never met", "{group: Security}, {person: sven@example.com}", "{person: sven@example.com}, {person: sven@example.com}", builder.CodeQuorum, "security", "quorum", ""},

	// The graph.
	{"cycle", "{from: sorry, to: failed}", "{from: sorry, to: sorrier}\n  - {from: sorrier, to: sorry}", builder.CodeCycle, "sorry", "", "sorry sorrier sorry"},
	{"no end", "{from: sorry, to: failed}", "{from: sorry, to: sorrier}\n  - {from: sorrier, to: sorry}", builder.CodeNoEnd, "sorry", "", "ask who lead give sorry"},
	{"island without an end", "{from: sorry, to: failed}", "{from: sorry, to: failed}\n  - {from: sorrier, to: sorrier}", builder.CodeUnreachable, "sorrier", "", ""},
	{"step that follows itself", "{from: sorry, to: failed}", "{from: sorry, to: failed}\n  - {from: sorrier, to: sorrier}", builder.CodeCycle, "sorrier", "", "sorrier sorrier"},
	{"unreachable", "{from: sorry, to: failed}", "{from: sorry, to: done}", builder.CodeUnreachable, "failed", "", ""},
	{"condition without otherwise", "  - {from: who.otherwise, to: owner}\n", "", builder.CodeOpenPort, "who", "", ""},
	{"open way out", "  - {from: give.failed, to: sorry}\n", "", builder.CodeOpenPort, "give", "", ""},
	{"way out used twice", "{from: lead.denied, to: refused}", "{from: lead.denied, to: refused}\n  - {from: lead.denied, to: done}", builder.CodePortTwice, "lead", "edges[8]", ""},
	{"unknown way out", "lead.denied", "lead.refused", builder.CodeUnknownPort, "lead", "edges[7].from", ""},
	{"way out not said", "{from: lead.denied, to: refused}", "{from: lead, to: refused}", builder.CodeUnknownPort, "lead", "edges[7].from", ""},
	{"edge from an end", "{from: sorry, to: failed}", "{from: sorry, to: failed}\n  - {from: failed, to: done}", builder.CodeUnknownPort, "failed", "edges[15].from", ""},
	{"edge to nowhere", "{from: lead.denied, to: refused}", "{from: lead.denied, to: nowhere}", builder.CodeUnknownStep, "", "edges[7].to", ""},
	{"edge from nowhere", "{from: lead.denied, to: refused}", "{from: nobody.denied, to: refused}", builder.CodeUnknownStep, "", "edges[7].from", ""},
	{"edge back to the request", "{from: lead.denied, to: refused}", "{from: lead.denied, to: ask}", builder.CodeIntoRequest, "ask", "edges[7].to", ""},
	{"no request", "kind: request", "kind: notify", builder.CodeRequestCount, "", "nodes", ""},
	{"unknown kind", "kind: grant", "kind: give", builder.CodeUnknownKind, "give", "kind", ""},
	{"repeated id", "id: failed, kind", "id: done, kind", builder.CodeRepeatedID, "done", "nodes[9].id", ""},
	{"unusable id", "id: failed, kind", "id: Not Done, kind", builder.CodeStepID, "", "nodes[9].id", ""},

	// The document.
	{"version", "version: 2", "version: 3", builder.CodeVersion, "", "version", ""},
	{"name", "name: salesforce-enterprise", "name: Salesforce_Enterprise", builder.CodeName, "", "name", ""},
	{"title", "title: Salesforce Enterprise for a while", "title: ' '", builder.CodeTitle, "", "title", ""},
	{"long title", "title: Salesforce Enterprise", "title: " + strings.Repeat("x", 201), builder.CodeTooMuch, "", "title", ""},

	// Fields.
	{"unknown field", "give_up: 30m", "give_in: 30m", builder.CodeConfigUnknown, "give", "give_in", ""},
	{"unknown nested field", "default: 4h", "default: 4h\n        least: 1h", builder.CodeConfigUnknown, "ask", "duration.least", ""},
	{"missing nested field", "default: 4h", "", builder.CodeConfigMissing, "ask", "duration.default", ""},
	{"no duration", "timeout: 2d", "timeout: tomorrow", builder.CodeDuration, "security", "timeout", ""},
	{"zero duration", "timeout: 2d", "timeout: 0h", builder.CodeDuration, "security", "timeout", ""},
	{"quorum of nobody", "quorum: 2", "quorum: 0", builder.CodeConfigShape, "security", "quorum", ""},
	{"quorum of half a person", "quorum: 2", "quorum: 1.5", builder.CodeConfigShape, "security", "quorum", ""},
	{"no list", "approvers: [{manager: requester}]", "approvers: {manager: requester}", builder.CodeConfigShape, "lead", "approvers", ""},
	{"manager of nobody", "approvers: [{manager: requester}]", "approvers: [{manager: everybody}]", builder.CodeConfigShape, "lead", "approvers[0].manager", ""},
	{"two in one rule", "approvers: [{manager: requester}]", "approvers: [{manager: requester, group: Security}]", builder.CodeConfigShape, "lead", "approvers[0]", ""},
	{"unknown approver", "approvers: [{manager: requester}]", "approvers: [{boss: requester}]", builder.CodeConfigUnknown, "lead", "approvers[0].boss", ""},
	{"approver word", "approvers: [{manager: requester}]", "approvers: [requester]", builder.CodeConfigShape, "lead", "approvers[0]", ""},
	{"unknown person", "person: sven@example.com", "person: nobody@example.com", builder.CodeUnknownPerson, "security", "approvers", ""},
	{"unknown group", "group: Security", "group: Insecurity", builder.CodeUnknownGroup, "security", "approvers", ""},
	{"repeated approver", "approvers: [{manager: requester}]", "approvers: [{manager: requester}, {manager: requester}]", builder.CodeRepeatedItem, "lead", "approvers", ""},
	{"unknown entitlement", "[salesforce/enterprise]", "[salesforce/enterprize]", builder.CodeUnknownEntitlement, "ask", "entitlements[0]", ""},
	{"repeated entitlement", "[salesforce/enterprise]", "[salesforce/enterprise, salesforce/enterprise]", builder.CodeRepeatedItem, "ask", "entitlements[1]", ""},
	{"unknown outcome", "outcome: denied", "outcome: maybe", builder.CodeConfigShape, "refused", "outcome", ""},
	{"placeholder", "text: \"{entitlement}", "text: \"{entitlment}", builder.CodePlaceholder, "sorry", "text", ""},
	{"question type", "type: yes_no", "type: maybe", builder.CodeConfigShape, "ask", "questions[3].type", ""},
	{"question id", "{id: records", "{id: Records", builder.CodeQuestion, "ask", "questions[2].id", ""},
	{"question id that CEL keeps", "{id: production", "{id: in", builder.CodeQuestion, "ask", "questions[3].id", ""},
	{"question twice", "{id: production", "{id: details", builder.CodeRepeatedItem, "ask", "questions[4].id", ""},
	{"choice of one", "choices: [support, sales, other]", "choices: [support]", builder.CodeQuestion, "ask", "questions[1].choices", ""},
	{"same choice twice", "choices: [support, sales, other]", "choices: [sales, sales]", builder.CodeRepeatedItem, "ask", "questions[1].choices[1]", ""},
	{"choices of a text", "type: choice", "type: text", builder.CodeQuestion, "ask", "questions[1].choices", ""},
	{"pattern that is none", `pattern: "[A-Z]+-[0-9]+"`, `pattern: "("`, builder.CodeQuestion, "ask", "questions[0].pattern", ""},
	{"pattern that is only one with brackets", `pattern: "[A-Z]+-[0-9]+"`, `pattern: ")|("`, builder.CodeQuestion, "ask", "questions[0].pattern", ""},
	{"pattern of a number", "type: number", "type: number, pattern: a", builder.CodeQuestion, "ask", "questions[2].pattern", ""},
	{"branch name", "port: short", "port: Short!", builder.CodeConfigShape, "who", "branches[1].port", ""},
	{"branch called otherwise", "port: short", "port: otherwise", builder.CodeRepeatedItem, "who", "branches[1].port", ""},

	// Expressions.
	{"syntax", `request.duration <= duration("8h")`, "request.duration <=", builder.CodeExpression, "who", "branches[1].when", ""},
	{"unknown attribute", "requester.department in", "requester.departmnt in", builder.CodeExpression, "ask", "visible", ""},
	{"types do not fit", `entitlement.risk == "high"`, `entitlement.risk == 3`, builder.CodeExpression, "ask", "duration.limits[1].when", ""},
	{"no truth", `entitlement.risk == "high"`, `entitlement.risk`, builder.CodeNotYesNo, "ask", "duration.limits[1].when", ""},
	{"fact not known here", `entitlement.risk == "high"`, `answers.ticket == "A-1"`, builder.CodeFactNotHere, "ask", "duration.limits[1].when", ""},
	{"answer nobody asks for", "answers.records", "answers.record", builder.CodeUnknownAnswer, "who", "branches[1].when", ""},
	{"answer that may be missing", "has(answers.records) && ", "", builder.CodeOptionalAnswer, "who", "branches[1].when", ""},
	{"costly", `when: entitlement.risk == "high"`, `when: "subject.groups.all(a, subject.groups.exists(b, b.startsWith(a)))"`, builder.CodeCostly, "ask", "duration.limits[1].when", ""},
	{"clock", `entitlement.risk == "high"`, `timestamp("2026-01-01T00:00:00Z") < now()`, builder.CodeExpression, "ask", "duration.limits[1].when", ""},

	// Warnings.
	{"limit without effect", "max: 24h", "max: 15d", builder.CodeIdleLimit, "ask", "duration.limits[0].max", ""},
	{"quorum tight", "[{manager: requester}]", "[{person: ada@example.com}]", builder.CodeQuorumTight, "lead", "quorum", ""},
}

const lateSteps = `
  - {id: again, kind: grant}
  - {id: late, kind: approval, config: {approvers: [{group: Security}], timeout: 1h}}
  - {id: sorrier, kind: notify, config: {to: [requester], text: Sorry.}}
edges:`

// plant makes the example with the defect. The steps that only some defects use
// are there only for those.
func (d defect) plant(t *testing.T) builder.Definition {
	t.Helper()
	source := string(exampleSource)
	if !strings.Contains(source, d.old) {
		t.Fatalf("the example has no %q", d.old)
	}
	source = strings.ReplaceAll(source, d.old, d.new)
	for _, line := range strings.Split(strings.TrimSpace(lateSteps), "\n") {
		id, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "- {id: "), ",")
		if strings.Contains(d.new, "to: "+id+"}") {
			source = strings.Replace(source, "\nedges:", "\n  "+strings.TrimSpace(line)+"\nedges:", 1)
		}
	}
	def, problems := builder.ParseYAML([]byte(source))
	if len(problems) > 0 {
		t.Fatalf("the defect does not parse: %+v", problems)
	}
	return def
}

func TestCheckFindsEveryPlantedDefect(t *testing.T) {
	for _, d := range defects {
		t.Run(d.name, func(t *testing.T) {
			problems := builder.Check(d.plant(t), company())
			at := slices.IndexFunc(problems, func(p builder.Problem) bool {
				return p.Code == d.code && p.Node == d.node && p.Field == d.field && (d.path == "" || strings.Join(p.Path, " ") == d.path)
			})
			if at < 0 {
				t.Fatalf("no problem %s at %s %s along %q in %+v", d.code, d.node, d.field, d.path, problems)
			}
			sentence := problems[at].Message
			if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "%!") {
				t.Errorf("not a sentence: %q", sentence)
			}
		})
	}
}

func TestAllProblemsAreFoundAtOnce(t *testing.T) {
	source := strings.NewReplacer("give_up: 30m", "give_up: 8d", "timeout: 2d", "", "lead.denied", "lead.refused", "name: sales", "name: Sales").Replace(string(exampleSource))
	def, _ := builder.ParseYAML([]byte(source))
	found := codes(builder.Check(def, company()))
	for _, code := range []builder.Code{builder.CodeOutOfBounds, builder.CodeConfigMissing, builder.CodeUnknownPort, builder.CodeName} {
		if !slices.Contains(found, code) {
			t.Errorf("%s is missing among %v", code, found)
		}
	}
}

func TestWhatCannotBeLookedUpIsAWarning(t *testing.T) {
	problems := builder.Check(example(t), builder.World{})
	if builder.HasErrors(problems) || len(problems) != 4 {
		t.Fatalf("problems: %+v", problems)
	}
	for _, problem := range problems {
		if problem.Code != builder.CodeUnchecked {
			t.Errorf("unexpected: %+v", problem)
		}
	}
}

func TestAnEntitlementWithoutOwnerOrMaximumIsAProblem(t *testing.T) {
	source := strings.ReplaceAll(string(exampleSource), "{owner: entitlement}, {manager: subject}", "{owner: entitlement}")
	def, _ := builder.ParseYAML([]byte(source))
	world := company()
	entitlement := world.Entitlements["salesforce/enterprise"]
	entitlement.OwnerID, entitlement.MaxDuration = "", 0
	world.Entitlements["salesforce/enterprise"] = entitlement
	want := []builder.Code{builder.CodeAboveEntitlement, builder.CodeNoOwner}
	if got := codes(builder.Check(def, world)); !reflect.DeepEqual(got, want) {
		t.Fatalf("codes are %v, not %v", got, want)
	}
}

func TestAnAutomationThatGrantsNothingIsAWarning(t *testing.T) {
	def := builder.Definition{
		Version: builder.DefinitionVersion, Name: "nothing", Title: "Nothing",
		Nodes: []builder.Node{
			{ID: "ask", Kind: builder.KindRequest, Config: map[string]any{"entitlements": []any{"aws/staging"}, "duration": map[string]any{"default": "1h", "max": "2h"}}},
			{ID: "no", Kind: builder.KindEnd, Config: map[string]any{"outcome": "denied"}},
		},
		Edges: []builder.Edge{{From: "ask", To: "no"}},
	}
	problems := builder.Check(def, company())
	if len(problems) != 1 || problems[0].Code != builder.CodeUngranted || problems[0].Severity != builder.Warning {
		t.Fatalf("problems: %+v", problems)
	}
}

func TestAnEmptyDefinitionDoesNotCrash(t *testing.T) {
	if !builder.HasErrors(builder.Check(builder.Definition{}, builder.World{})) {
		t.Fatal("an empty definition has no errors")
	}
}

func TestTooManyStepsAreNotEvenLookedAt(t *testing.T) {
	def := example(t)
	for i := range 201 {
		def.Nodes = append(def.Nodes, builder.Node{ID: fmt.Sprintf("n%d", i), Kind: builder.KindGrant})
	}
	if got := codes(builder.Check(def, company())); !reflect.DeepEqual(got, []builder.Code{builder.CodeTooMuch}) {
		t.Fatalf("codes are %v", got)
	}
}

func TestAPlanTooLargeToTravelIsAProblem(t *testing.T) {
	def := example(t)
	for i := range 140 {
		id := fmt.Sprintf("note-%d", i)
		def.Nodes = append(def.Nodes, builder.Node{ID: id, Kind: builder.KindNotify, Config: map[string]any{"to": []any{"requester"}, "text": strings.Repeat("x", 2000)}})
		for at, edge := range def.Edges {
			if edge.To == "done" {
				def.Edges[at].To = id
			}
		}
		def.Edges = append(def.Edges, builder.Edge{From: id, To: "done"})
	}
	if got := codes(builder.Check(def, company())); !reflect.DeepEqual(got, []builder.Code{builder.CodeTooMuch}) {
		t.Fatalf("codes are %v", got)
	}
	if _, err := builder.Compile(def); err == nil {
		t.Fatal("it compiled")
	}
}

func TestMoreExpressionsThanCanBeCheckedAreNotEvenRead(t *testing.T) {
	def := example(t)
	for i := range 51 {
		var branches []any
		for j := range 20 {
			branches = append(branches, map[string]any{"port": fmt.Sprintf("b%d", j), "when": "nonsense ="})
		}
		def.Nodes = append(def.Nodes, builder.Node{ID: fmt.Sprintf("c%d", i), Kind: builder.KindCondition, Config: map[string]any{"branches": branches}})
	}
	if got := codes(builder.Check(def, company())); !reflect.DeepEqual(got, []builder.Code{builder.CodeTooMuch}) {
		t.Fatalf("codes are %v", got)
	}
}

// Two weeks off with the weekends around them are sixteen days, of which fourteen may pass.
func TestACalendarMayBeClosedForTwoWeeksAndNoLonger(t *testing.T) {
	for holidays, want := range map[int]bool{0: false, 9: false, 10: true, 28: true} {
		def := documents(t)["month-end-close"]
		office := def.Calendars["office"]
		office.Holidays = nil
		for date := windows.NewDate(2027, 3, 1); len(office.Holidays) < holidays; date = date.AddDays(1) { // a Monday
			if date.Weekday() < windows.Saturday {
				office.Holidays = append(office.Holidays, date)
			}
		}
		def.Calendars["office"] = office
		if got := slices.Contains(codes(builder.Check(def, company())), builder.CodeClosedTooLong); got != want {
			t.Errorf("with %d working days off: %v", holidays, got)
		}
	}
}
