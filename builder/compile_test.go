package builder_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

func TestCompileRefusesWhatIsNotProved(t *testing.T) {
	for _, d := range defects {
		def := d.plant(t)
		// Only what the world tells, and warnings, may pass.
		if !builder.HasErrors(builder.Check(def, builder.World{})) {
			continue
		}
		plan, err := builder.Compile(def)
		var unproven *builder.Unproven
		if !errors.As(err, &unproven) || len(plan.Steps) > 0 || !strings.Contains(err.Error(), "CF") {
			t.Errorf("%s compiled: %v", d.name, err)
		}
	}
}

func TestCompileOrdersSteps(t *testing.T) {
	var order []string
	for _, step := range examplePlan(t).Steps {
		order = append(order, step.ID)
	}
	want := []string{"ask", "who", "lead", "security", "owner", "give", "ended", "done", "refused", "sorry", "failed"}
	if !reflect.DeepEqual(order, want) {
		t.Fatalf("the order is %v, not %v", order, want)
	}
}

func TestCompileMakesTheUndrawnTimeoutExplicit(t *testing.T) {
	plan := examplePlan(t)
	step, _ := plan.Step("owner")
	want := []builder.Exit{{Port: "approved", To: "give"}, {Port: "denied", To: "refused"}, {Port: "timed_out", To: "refused"}}
	if !reflect.DeepEqual(step.Next, want) {
		t.Fatalf("the ways out are %v", step.Next)
	}
	if step, _ := plan.Step("lead"); !reflect.DeepEqual(step.Next[2], builder.Exit{Port: "timed_out", To: "owner"}) {
		t.Fatalf("the drawn timeout is %v", step.Next)
	}
}

func TestOrderAndLayoutDoNotChangeThePlan(t *testing.T) {
	want, err := examplePlan(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		def := example(t)
		def.Nodes = rapid.Permutation(def.Nodes).Draw(t, "nodes")
		def.Edges = rapid.Permutation(def.Edges).Draw(t, "edges")
		def.Description = rapid.String().Draw(t, "description")
		def.Layout = map[string]builder.Position{"ask": {X: rapid.Float64().Draw(t, "x")}}
		plan, err := builder.Compile(def)
		if err != nil {
			t.Fatalf("does not compile: %v", err)
		}
		got, err := plan.Encode()
		if err != nil || !bytes.Equal(got, want) || builder.Hash(got) != builder.Hash(want) {
			t.Fatalf("another plan (%v):\n%s", err, got)
		}
	})
}

func TestTheOrderOfBranchesAndWordsDoChangeThePlan(t *testing.T) {
	want, _ := examplePlan(t).Encode()
	def := example(t)
	at := slices.IndexFunc(def.Nodes, func(n builder.Node) bool { return n.ID == "who" })
	branches, _ := def.Nodes[at].Config["branches"].([]any)
	slices.Reverse(branches)
	plan, err := builder.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := plan.Encode(); builder.Hash(got) == builder.Hash(want) {
		t.Fatal("the order of branches was lost")
	}
}
