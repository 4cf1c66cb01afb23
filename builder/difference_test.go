package builder_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// hand-made changes, in the order of the golden file.
var describedChanges = []struct {
	name   string
	change func(*builder.Definition)
}{
	{"nothing", func(*builder.Definition) {}},
	{"a title and a description", func(def *builder.Definition) {
		def.Title, def.Description = "Salesforce", "A licence for as long as it is needed.\nContractors get it for a week at most, after Security agreed.\n"
	}},
	{"only white space", func(def *builder.Definition) { def.Description = strings.TrimSuffix(def.Description, "\n") }},
	{"a timeout", func(def *builder.Definition) { stepOf(def, "lead").Config["timeout"] = "2d" }},
	{"the title of a step", func(def *builder.Definition) { stepOf(def, "lead").Title = "Team lead" }},
	{"a title for a step that had none", func(def *builder.Definition) { stepOf(def, "give").Title = "Give it" }},
	{"approvers", func(def *builder.Definition) {
		stepOf(def, "security").Config["approvers"] = []any{map[string]any{"person": "sven@example.com"}, map[string]any{"manager": "subject"}, map[string]any{"on_call": "payments"}}
	}},
	{"recipients", func(def *builder.Definition) {
		stepOf(def, "ended").Config["to"] = []any{"subject", map[string]any{"owner": "entitlement"}, map[string]any{"manager": "requester"}, "requester"}
	}},
	{"defaults", func(def *builder.Definition) {
		delete(stepOf(def, "ask").Config, "windows")
		delete(stepOf(def, "give").Config, "give_up")
		stepOf(def, "ask").Config["reason"] = "optional"
		stepOf(def, "security").Config["quorum"] = int64(1)
	}},
	{"defaults written down", func(def *builder.Definition) {
		tickets := stepOf(def, "ask").Config["questions"].([]any)
		tickets[1].(map[string]any)["required"] = false
		tickets[2].(map[string]any)["required"] = true
	}},
	{"questions", func(def *builder.Definition) {
		questions := stepOf(def, "ask").Config["questions"].([]any)
		questions[0].(map[string]any)["pattern"] = "SF-[0-9]+"
		questions[1].(map[string]any)["choices"] = []any{"sales", "support", "audit"}
		delete(questions[2].(map[string]any), "help")
		stepOf(def, "ask").Config["questions"] = []any{questions[4], questions[0], questions[1], questions[2], map[string]any{"id": "why", "label": "Why now?", "type": "text"}}
	}},
	{"durations and limits", func(def *builder.Definition) {
		duration := stepOf(def, "ask").Config["duration"].(map[string]any)
		duration["max"] = "30d"
		limits := duration["limits"].([]any)
		limits[0].(map[string]any)["max"] = "12h"
		limits[1] = map[string]any{"when": `request.duration > duration("1d")`, "max": "2d"}
		duration["limits"] = append(limits, map[string]any{"when": `subject.employment == "vendor"`, "max": "1h"})
	}},
	{"no limits", func(def *builder.Definition) {
		delete(stepOf(def, "ask").Config["duration"].(map[string]any), "limits")
	}},
	{"branches", func(def *builder.Definition) {
		branches := stepOf(def, "who").Config["branches"].([]any)
		branches[1].(map[string]any)["when"] = `request.duration <= duration("8h") && has(answers.records) && answers.records < 500.0`
		slices.Reverse(branches)
	}},
	{"visibility", func(def *builder.Definition) {
		stepOf(def, "ask").Config["visible"] = `requester.department == "Sales"`
		stepOf(def, "ask").Config["entitlements"] = []any{"salesforce/enterprise", "salesforce/admin"}
	}},
	{"a step in between", func(def *builder.Definition) {
		def.Nodes = append(def.Nodes, builder.Node{ID: "audit", Kind: builder.KindApproval, Title: "Audit agrees", Config: map[string]any{"timeout": "1d"}})
		edgeOf(def, "owner.approved").To = "audit"
		def.Edges = append(def.Edges, builder.Edge{From: "audit.approved", To: "give"}, builder.Edge{From: "audit.denied", To: "refused"})
		def.Layout["audit"] = builder.Position{X: 1, Y: 2}
	}},
	{"a step less", func(def *builder.Definition) {
		def.Nodes = slices.DeleteFunc(def.Nodes, func(n builder.Node) bool { return n.ID == "sorry" })
		def.Edges = slices.DeleteFunc(def.Edges, func(e builder.Edge) bool { return e.From == "sorry" })
		edgeOf(def, "give.failed").To = "failed"
	}},
	{"a renamed step", func(def *builder.Definition) {
		stepOf(def, "lead").ID = "manager"
		for i := range def.Edges {
			def.Edges[i].From = strings.Replace(def.Edges[i].From, "lead.", "manager.", 1)
			def.Edges[i].To = strings.Replace(def.Edges[i].To, "lead", "manager", 1)
		}
	}},
	{"another kind", func(def *builder.Definition) {
		node := stepOf(def, "sorry")
		node.Kind, node.Config = builder.KindEnd, map[string]any{"outcome": "done", "because": "It could not be given."}
		def.Edges = slices.DeleteFunc(def.Edges, func(e builder.Edge) bool { return e.From == "sorry" })
	}},
	{"a way twice", func(def *builder.Definition) { def.Edges = append(def.Edges, def.Edges[0]) }},
	{"what is no field here", func(def *builder.Definition) {
		stepOf(def, "done").Config["colours"] = []any{int64(1), map[string]any{"a": true, "b": map[string]any{}}}
		stepOf(def, "failed").Config["because"] = int64(4)
	}},
	{"places on the canvas", func(def *builder.Definition) {
		def.Layout = map[string]builder.Position{"ask": {X: 1}, "lead": {X: 2}, "who": {Y: 120.5}}
	}},
	{"an order that means nothing", func(def *builder.Definition) {
		slices.Reverse(def.Nodes)
		slices.Reverse(def.Edges)
		edgeOf(def, "ask").From = "ask.next"
	}},
}

func TestDifferencesReadWell(t *testing.T) {
	var out bytes.Buffer
	for _, test := range describedChanges {
		def := example(t)
		test.change(&def)
		fmt.Fprintf(&out, "# %s\n", test.name)
		for _, difference := range builder.Differences(example(t), def) {
			fmt.Fprintf(&out, "%s\n", difference.Words)
			difference.Words = ""
			var encoded bytes.Buffer
			encoder := json.NewEncoder(&encoded)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(difference); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, "    %s", strings.Replace(encoded.String(), `,"words":""`, "", 1))
		}
		out.WriteString("\n")
	}
	isGolden(t, "testdata/differences.golden", out.Bytes())
}

// ordered is a definition with what means nothing made equal.
func ordered(def builder.Definition) builder.Definition {
	def.Nodes, def.Edges = slices.Clone(def.Nodes), slices.Clone(def.Edges)
	for i, edge := range def.Edges {
		if node, port, _ := strings.Cut(edge.From, "."); port == "next" {
			def.Edges[i].From = node
		}
	}
	slices.SortFunc(def.Nodes, func(a, b builder.Node) int { return strings.Compare(fmt.Sprintf("%#v", a), fmt.Sprintf("%#v", b)) })
	slices.SortFunc(def.Edges, func(a, b builder.Edge) int { return strings.Compare(a.From+"\n\n"+a.To, b.From+"\n\n"+b.To) })
	return def
}

func TestThereIsNoDifferenceOnlyBetweenEqualDefinitions(t *testing.T) {
	equal, different := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		before := someDefinition().Draw(t, "before")
		after := before
		if rapid.IntRange(0, 3).Draw(t, "change") > 0 {
			after = changed(t, before)
		}
		after.Nodes = rapid.Permutation(after.Nodes).Draw(t, "nodes")
		after.Edges = rapid.Permutation(after.Edges).Draw(t, "edges")
		found := builder.Differences(before, after)
		if same := reflect.DeepEqual(ordered(before), ordered(after)); same != (len(found) == 0) {
			t.Fatalf("equal is %v, and the differences are %+v between\n%#v\n%#v", same, found, before, after)
		} else if same {
			equal++
		} else {
			different++
		}
		if again := builder.Differences(before, after); !reflect.DeepEqual(again, found) {
			t.Fatalf("told differently the second time: %+v and %+v", found, again)
		}
		for _, difference := range found {
			if difference.Words == "" || !strings.HasSuffix(strings.TrimRight(difference.Words, "\"”"), ".") || strings.Contains(difference.Words, "%!(") || difference.Change == "" {
				t.Fatalf("no sentence: %+v", difference)
			}
		}
	})
	t.Logf("%d equal, %d different", equal, different)
	if equal == 0 || different == 0 {
		t.Fatal("the definitions were all equal or all different, so nothing was shown")
	}
}
