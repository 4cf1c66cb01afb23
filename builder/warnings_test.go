package builder_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Each is one change of a good document, or of the world, that publishes and is
// warned of.
func TestWhatMayBeAMistakeIsAWarning(t *testing.T) {
	warned := map[builder.Code]bool{}
	for _, w := range []struct {
		document, old, new string
		world              func(*builder.World)
		code               builder.Code
		node, field, path  string
	}{
		{"salesforce-enterprise", "max: 24h", "max: 15d", nil, builder.CodeIdleLimit, "ask", "duration.limits[0].max", ""},
		{"salesforce-enterprise", "[{manager: requester}]", "[{person: ada@example.com}]", nil, builder.CodeQuorumTight, "lead", "quorum", ""},
		{"salesforce-enterprise", "kind: grant, config: {give_up: 30m}", "kind: notify, config: {to: [requester], text: Hello.}", nil, builder.CodeUngranted, "", "", ""},
		{"break-glass", "hook: incident-prod", "hook: incident-prod", func(w *builder.World) { w.Hooks = nil }, builder.CodeUnchecked, "alarm", "to", ""},
		{"break-glass", "group: Security", "group: Security", func(w *builder.World) { w.Groups = nil }, builder.CodeUnchecked, "look", "reviewers", ""},
		{"break-glass", "visible:", "visible:", func(w *builder.World) { w.Groups = nil }, builder.CodeUnchecked, "ask", "visible", ""},
		{"break-glass", "visible: '\"breakglass-sre\" in requester.groups'", "visible: ''", nil, builder.CodeSeenByAll, "ask", "visible", ""},
		{"break-glass", "{from: give, to: look}", "{from: give, to: done}", nil, builder.CodeUnreviewed, "give", "", "ask now alarm give"},
		{"break-glass", "reviewers: [{group: Security}]", "reviewers: [{person: sven@example.com}]", nil, builder.CodeQuorumTight, "look", "reviewers", ""},
		{"salesforce-enterprise", "config: {give_up: 30m}", "config: {give_up: 30m, urgent: true}", nil, builder.CodeUrgent, "give", "urgent", ""},
		{"starter-bundle", "      bundle: true\n", "", nil, builder.CodeNoEffect, "owners", "each", ""},
		{"starter-bundle", "{every: 6h, factor: 2}", "{before: [6h], factor: 2}", nil, builder.CodeNoEffect, "owners", "remind.factor", ""},
		{"starter-bundle", "by: 7d", "by: 7d", func(w *builder.World) {
			w.Seen, w.Rate = map[string]int{"aws/staging": 10_000}, map[string]int{"okta": 500}
		}, builder.CodeCliff, "ask", "visible", ""},
		{"month-end-close", "      hours: {calendar: office, outside: wait}\n", "", nil, builder.CodeNoEffect, "", "calendars.office", ""},
		{"month-end-close", "id: give, kind: grant}", "id: give, kind: grant, config: {remind_before: [5h]}}", nil, builder.CodeNoEffect, "give", "remind_before", ""},
		{"month-end-close", "          rule: FREQ=MONTHLY;BYDAY=1TU,3TU\n", "", nil, builder.CodeNoEffect, "ask", "windows.recurring.start", ""},
		{"production-on-call", "fact(\"sre-primary\")", "fact(\"sre-primary\")", func(w *builder.World) { w.Facts = nil }, builder.CodeUnchecked, "how", "branches[0].when", ""},
		{"production-on-call", "approvers: [{group: Security}]\n      quorum: any", "approvers: [{owner: entitlement}]\n      quorum: any", nil, builder.CodeSamePeople, "security", "separate", "lead more security"},
		{"salesforce-enterprise", "windows: {absolute: true}", "windows: {ahead: 3d}", nil, builder.CodeNoEffect, "ask", "windows", ""},
	} {
		t.Run(w.document+" "+string(w.code), func(t *testing.T) {
			source, err := os.ReadFile("testdata/" + w.document + ".yaml")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(source), w.old) {
				t.Fatalf("there is no %q", w.old)
			}
			def, problems := builder.ParseYAML([]byte(strings.Replace(string(source), w.old, w.new, 1)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			world := company()
			if w.world != nil {
				w.world(&world)
			}
			problems = warningsOf(builder.Check(def, world))
			at := slices.IndexFunc(problems, func(p builder.Problem) bool {
				return p.Code == w.code && p.Node == w.node && p.Field == w.field && strings.Join(p.Path, " ") == w.path
			})
			if at < 0 || problems[at].Severity != builder.Warning || !strings.HasSuffix(problems[at].Message, ".") {
				t.Fatalf("no warning %s of %s %s in %+v", w.code, w.node, w.field, problems)
			}
			warned[w.code] = true
			if info, _ := builder.Explain(w.code); info.Severity != builder.Warning {
				t.Errorf("%s is explained as an %s", w.code, info.Severity)
			}
		})
	}
	for _, info := range builder.Problems() {
		if info.Severity == builder.Warning && !warned[info.Code] {
			t.Errorf("nothing is warned of by %s", info.Code)
		}
	}
}

// warningsOf leaves out what a change breaks besides.
func warningsOf(problems []builder.Problem) []builder.Problem {
	return slices.DeleteFunc(problems, func(p builder.Problem) bool { return p.Severity == builder.Error })
}

// The bound of ten minutes is what separates a cliff from a queue.
func TestACliffIsOnlyOneWhereTakingAwayLastsLong(t *testing.T) {
	def := documents(t)["starter-bundle"]
	for seen, want := range map[int]bool{0: false, 5000: false, 5001: true} {
		world := company()
		world.Seen, world.Rate = map[string]int{"aws/staging": seen}, map[string]int{"okta": 500}
		if got := slices.Contains(codes(builder.Check(def, world)), builder.CodeCliff); got != want {
			t.Errorf("of %d people: %v", seen, got)
		}
	}
}

// Whoever automatically approves what is harmless is not told about risk.
func TestOnlyHighRiskNeedsAReview(t *testing.T) {
	def := documents(t)["break-glass"]
	for i, edge := range def.Edges {
		if edge.From == "give" {
			def.Edges[i].To = "done"
		}
	}
	world := company()
	entitlement := world.Entitlements["gcp/payments-editor"]
	entitlement.Risk = access.MediumRisk
	world.Entitlements["gcp/payments-editor"] = entitlement
	if found := codes(builder.Check(def, world)); slices.Contains(found, builder.CodeUnreviewed) {
		t.Fatalf("warned of %v", found)
	}
}
