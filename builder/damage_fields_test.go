package builder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
)

// written is one field of a config, where it is written.
type written struct {
	name  string // for the test: "break-glass look.due"
	where place
	field builder.Field
}

// everyField lists all fields that the steps of a document have, by the catalogue.
func everyField(document string, plain tree) []written {
	var all []written
	var visit func(name string, where place, fields []builder.Field)
	visit = func(name string, where place, fields []builder.Field) {
		config, _ := plain.at(where).(map[string]any)
		for _, field := range fields {
			value, there := config[field.Name]
			if !there {
				continue
			}
			at := append(slices.Clip(where), field.Name)
			all = append(all, written{name + "." + field.Name, at, field})
			switch field.Type {
			case builder.FieldObject:
				visit(name+"."+field.Name, at, field.Fields)
			case builder.FieldObjects:
				items, _ := value.([]any)
				for i := range items {
					visit(fmt.Sprintf("%s.%s[%d]", name, field.Name, i), append(slices.Clip(at), i), field.Fields)
				}
			}
		}
	}
	nodes, _ := plain.at(place{"nodes"}).([]any)
	for i := range nodes {
		kind, _ := plain.at(place{"nodes", i, "kind"}).(string)
		info := builder.Catalog()[slices.Index(builder.Kinds(), builder.Kind(kind))]
		visit(fmt.Sprintf("%s %v", document, plain.at(place{"nodes", i, "id"})), place{"nodes", i, "config"}, info.Fields)
	}
	return all
}

// fieldDamages break every field in every way in which its description forbids it.
func fieldDamages(t *testing.T, document string, def builder.Definition) []damage {
	t.Helper()
	plain := treeOf(t, def)
	var all []damage
	for _, w := range everyField(document, plain) {
		breaks := func(how string, value any, codes ...builder.Code) {
			all = append(all, plain.broken(t, w.name+" "+how, w.where, value, codes...))
		}
		last, _ := w.where[len(w.where)-1].(string)
		misspelt := append(slices.Clip(w.where[:len(w.where)-1]), last+"x")
		all = append(all, plain.broken(t, w.name+" misspelt", misspelt, plain.at(w.where), builder.CodeConfigUnknown))
		if w.field.Required {
			breaks("left out", nil, builder.CodeConfigMissing)
		}
		breaks("of the wrong type", wrongType(w.field), builder.CodeConfigShape)
		switch w.field.Type {
		case builder.FieldDuration:
			breaks("that is no duration", "tomorrow", builder.CodeDuration)
			breaks("of no time", "0s", builder.CodeDuration)
			if w.field.Longest > 0 {
				breaks("too long", (w.field.Longest + builder.Duration(time.Second)).String(), builder.CodeOutOfBounds)
			}
			if w.field.Shortest > 0 {
				breaks("too short", (w.field.Shortest - builder.Duration(time.Second)).String(), builder.CodeOutOfBounds)
			}
		case builder.FieldWhole:
			breaks("too small", w.field.Min-1, builder.CodeOutOfBounds)
			breaks("too large", w.field.Max+1, builder.CodeOutOfBounds)
			breaks("that is not whole", 1.5, builder.CodeConfigShape)
		case builder.FieldChoice:
			breaks("of no choice", "maybe", builder.CodeConfigShape)
		case builder.FieldQuorum:
			breaks("of nobody", 0, builder.CodeConfigShape)
			breaks("of too many", 101, builder.CodeConfigShape)
		case builder.FieldText, builder.FieldLongText, builder.FieldMessage, builder.FieldExpression, builder.FieldCalendar, builder.FieldHook, builder.FieldFact:
			breaks("too long", strings.Repeat("x", w.field.Max+1), builder.CodeTooMuch)
		case builder.FieldTexts, builder.FieldEntitlements, builder.FieldDurations, builder.FieldApprovers, builder.FieldRecipients, builder.FieldRespondents, builder.FieldObjects:
			breaks("with a number in it", []any{7}, builder.CodeConfigShape)
			breaks("with too much in it", slices.Repeat([]any{"x"}, w.field.Max+1), builder.CodeTooMuch)
			if w.field.Required {
				breaks("with nothing in it", []any{}, builder.CodeConfigMissing)
			}
		}
		all = append(all, nameDamages(t, plain, w)...)
	}
	return all
}

// nameDamages write names that nobody knows.
func nameDamages(t *testing.T, plain tree, w written) []damage {
	t.Helper()
	code := map[builder.FieldType]builder.Code{
		builder.FieldCalendar: builder.CodeUnknownCalendar,
		builder.FieldHook:     builder.CodeUnknownHook,
		builder.FieldFact:     builder.CodeUnknownFact,
	}[w.field.Type]
	switch {
	case code != "":
		return []damage{plain.broken(t, w.name+" that does not exist", w.where, "nobody", code)}
	case w.field.Type == builder.FieldEntitlements:
		first, _ := plain.at(append(slices.Clip(w.where), 0)).(string)
		return []damage{
			plain.broken(t, w.name+" that does not exist", append(slices.Clip(w.where), 0), first+"x", builder.CodeUnknownEntitlement),
			plain.broken(t, w.name+" twice", w.where, []any{first, first}, builder.CodeRepeatedItem),
		}
	case w.field.Type == builder.FieldMessage:
		return []damage{
			plain.broken(t, w.name+" with a placeholder that nothing fills", w.where, "{requestor}", builder.CodePlaceholder),
			plain.broken(t, w.name+" with an answer that nobody gives", w.where, "{answers.nobody}", builder.CodePlaceholder),
		}
	}
	return nil
}

func wrongType(field builder.Field) any {
	switch field.Type {
	case builder.FieldYesNo, builder.FieldWhole, builder.FieldNumber:
		return "yes"
	case builder.FieldAnswer:
		return []any{map[string]any{}}
	case builder.FieldQuorum:
		return true
	default:
		return 7
	}
}
