package builder_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// fewestDamages is how many damaged documents the language is shown at least.
const fewestDamages = 500

// damage is a document that was good before one thing in it was broken.
type damage struct {
	name   string
	source []byte // YAML or JSON
	world  builder.World
	// codes are those of which at least one says what was broken.
	codes []builder.Code
}

// judged is a damaged document with what reading and checking it find.
type judged struct {
	damage
	def           builder.Definition
	read, checked []builder.Problem
}

func (j judged) problems() []builder.Problem { return slices.Concat(j.read, j.checked) }

// judgedDamages are all of them, found out once for all tests.
func judgedDamages(t *testing.T) []judged {
	t.Helper()
	judgeOnce.Do(func() {
		for _, d := range damages(t) {
			parse := builder.ParseYAML
			if json.Valid(d.source) {
				parse = builder.ParseJSON
			}
			def, problems := parse(d.source)
			allJudged = append(allJudged, judged{d, def, problems, builder.Check(def, d.world)})
		}
	})
	return allJudged
}

var (
	judgeOnce sync.Once
	allJudged []judged
)

// damages are all of them: those of the tables and those derived from good documents.
func damages(t *testing.T) []damage {
	t.Helper()
	all := slices.Concat(plantedDamages(t), writtenDamages(t))
	for name, def := range documents(t) {
		all = slices.Concat(all, fieldDamages(t, name, def), expressionDamages(t, name, def), ruleDamages(t, name, def), graphDamages(t, name, def), documentDamages(t, name, def))
	}
	return all
}

// plantedDamages are the defects of the example that are errors.
func plantedDamages(t *testing.T) []damage {
	t.Helper()
	var all []damage
	for _, d := range defects {
		if info, _ := builder.Explain(d.code); info.Severity == builder.Error {
			encoded, err := builder.EncodeJSON(d.plant(t))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, damage{d.name, encoded, company(), []builder.Code{d.code}})
		}
	}
	return all
}

func TestEveryDamagedDocumentIsRefusedForWhatWasBroken(t *testing.T) {
	all := judgedDamages(t)
	perCode := map[builder.Code]int{}
	for _, d := range all {
		problems := d.problems()
		if !builder.HasErrors(problems) {
			t.Errorf("%s is accepted: %+v", d.name, problems)
			continue
		}
		found := codes(problems)
		fits := slices.IndexFunc(found, func(code builder.Code) bool { return slices.Contains(d.codes, code) })
		if fits < 0 {
			t.Errorf("%s gives %v and none of %v: %+v", d.name, found, d.codes, problems)
			continue
		}
		perCode[found[fits]]++
		for _, problem := range problems {
			if !strings.HasSuffix(problem.Message, ".") || strings.Contains(problem.Message, "%!") {
				t.Errorf("%s gives what is no sentence: %q", d.name, problem.Message)
			}
		}
	}
	t.Logf("%d damaged documents, by code: %v", len(all), perCode)
	if len(all) < fewestDamages {
		t.Errorf("only %d documents were damaged", len(all))
	}
	for _, info := range builder.Problems() {
		if info.Severity == builder.Error && perCode[info.Code] == 0 {
			t.Errorf("nothing is refused by %s", info.Code)
		}
	}
}

// onlyTheWorldTells are the codes of what is right by itself.
var onlyTheWorldTells = []builder.Code{
	builder.CodeUnknownEntitlement, builder.CodeAboveEntitlement, builder.CodeUnknownPerson, builder.CodeUnknownGroup,
	builder.CodeUnknownHook, builder.CodeUnknownFact, builder.CodeNoOwner, builder.CodeRetired,
}

func TestNoDamagedDocumentCompiles(t *testing.T) {
	for _, d := range judgedDamages(t) {
		_, err := builder.Compile(d.def)
		told := slices.ContainsFunc(d.checked, func(p builder.Problem) bool {
			return p.Severity == builder.Error && !slices.Contains(onlyTheWorldTells, p.Code)
		})
		if told && err == nil {
			t.Errorf("%s compiles: %+v", d.name, d.checked)
		}
	}
}

// place is where something stands in a document: names of members and indexes.
type place []any

// tree is a document as plain values.
type tree map[string]any

func treeOf(t *testing.T, def builder.Definition) tree {
	t.Helper()
	encoded, err := builder.EncodeJSON(def)
	if err != nil {
		t.Fatal(err)
	}
	var plain tree
	if err := json.Unmarshal(encoded, &plain); err != nil {
		t.Fatal(err)
	}
	return plain
}

// at is the value at a place.
func (d tree) at(where place) any {
	var value any = map[string]any(d)
	for _, step := range where {
		switch step := step.(type) {
		case string:
			members, _ := value.(map[string]any)
			value = members[step]
		case int:
			items, _ := value.([]any)
			value = items[step]
		}
	}
	return value
}

// broken is the document with something else at one place, or without it.
func (d tree) broken(t *testing.T, name string, where place, value any, codes ...builder.Code) damage {
	t.Helper()
	copied := d.copied(t)
	switch last := where[len(where)-1].(type) {
	case string:
		members, _ := copied.at(where[:len(where)-1]).(map[string]any)
		members[last] = value
		if value == nil {
			delete(members, last)
		}
	case int:
		items, _ := copied.at(where[:len(where)-1]).([]any)
		items[last] = value
	}
	return copied.damage(t, name, codes...)
}

func (d tree) damage(t *testing.T, name string, codes ...builder.Code) damage {
	t.Helper()
	encoded, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return damage{name, encoded, company(), codes}
}

func (d tree) copied(t *testing.T) tree {
	t.Helper()
	encoded, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var copied tree
	if err := json.Unmarshal(encoded, &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}
