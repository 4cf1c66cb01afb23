package builder_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// rewriteGolden writes the golden files anew: set it, run, read what changed.
var rewriteGolden = os.Getenv("CURFEW_REWRITE_GOLDEN") != ""

// goldenEdits are what is done to before.yaml; each has a file with the result.
var goldenEdits = map[string]func(*builder.Definition){
	"rename-the-title":  func(def *builder.Definition) { def.Title = "Read the orders" },
	"say-more":          func(def *builder.Definition) { def.Description = "For people on call.\nIt ends by itself.\n" },
	"change-a-timeout":  func(def *builder.Definition) { stepOf(def, "lead").Config["timeout"] = "2d" },
	"add-an-escalation": addAnEscalation,
	"remove-a-step": func(def *builder.Definition) {
		def.Nodes = slices.DeleteFunc(def.Nodes, func(n builder.Node) bool { return n.ID == "tell" })
		def.Edges = slices.DeleteFunc(def.Edges, func(e builder.Edge) bool { return e.From == "tell" })
		edgeOf(def, "give").To = "done"
	},
	"rename-a-step": func(def *builder.Definition) {
		stepOf(def, "lead").ID = "manager"
		for i := range def.Edges {
			def.Edges[i].From = strings.Replace(def.Edges[i].From, "lead.", "manager.", 1)
			def.Edges[i].To = strings.Replace(def.Edges[i].To, "lead", "manager", 1)
		}
	},
	"move-a-question": func(def *builder.Definition) { slices.Reverse(stepOf(def, "ask").Config["questions"].([]any)) },
	"change-a-question": func(def *builder.Definition) {
		ticket := stepOf(def, "ask").Config["questions"].([]any)[0].(map[string]any)
		ticket["pattern"], ticket["label"] = "OPS-[0-9]+", "Which ticket?"
	},
	"add-an-approver": func(def *builder.Definition) {
		lead := stepOf(def, "lead")
		lead.Config["approvers"] = append(lead.Config["approvers"].([]any), map[string]any{"person": "sven@example.com"})
	},
	"draw-elsewhere": func(def *builder.Definition) { def.Layout["lead"] = builder.Position{X: 10, Y: 200.5} },
	"turn-around":    func(def *builder.Definition) { slices.Reverse(def.Nodes) },
	"remove-the-ways": func(def *builder.Definition) {
		def.Edges = nil
		stepOf(def, "give").Config = nil
	},
}

func addAnEscalation(def *builder.Definition) {
	at := slices.IndexFunc(def.Nodes, func(n builder.Node) bool { return n.ID == "give" })
	def.Nodes = slices.Insert(def.Nodes, at, builder.Node{ID: "boss", Kind: builder.KindApproval, Config: map[string]any{
		"approvers": []any{map[string]any{"group": "Security"}}, "timeout": "8h",
	}})
	def.Edges = append(def.Edges, builder.Edge{From: "lead.timed_out", To: "boss"}, builder.Edge{From: "boss.approved", To: "give"}, builder.Edge{From: "boss.denied", To: "refused"})
	def.Layout["boss"] = builder.Position{X: 40, Y: 120}
}

func stepOf(def *builder.Definition, id string) *builder.Node {
	return &def.Nodes[slices.IndexFunc(def.Nodes, func(n builder.Node) bool { return n.ID == id })]
}

func edgeOf(def *builder.Definition, from string) *builder.Edge {
	return &def.Edges[slices.IndexFunc(def.Edges, func(e builder.Edge) bool { return e.From == from })]
}

func TestAnEditLooksLikeOneThatAPersonWouldMake(t *testing.T) {
	source, err := os.ReadFile("testdata/edit/before.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(goldenEdits)) {
		t.Run(name, func(t *testing.T) {
			def := parsed(t, source)
			goldenEdits[name](&def)
			edited := editedYAML(t, source, def)
			isGolden(t, filepath.Join("testdata/edit", name+".yaml"), edited)
		})
	}
}

func isGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if rewriteGolden {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("not as in %s:\n%s", file, got)
	}
}
