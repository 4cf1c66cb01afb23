package builder

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// conform holds one object of a config against its description and reports every
// unknown field, every missing one and every value of the wrong type.
func conform(config fields, described []Field, found *nodeFindings) {
	for _, name := range sortedNames(config.values) {
		if !slices.ContainsFunc(described, func(f Field) bool { return f.Name == name }) {
			found.fail(CodeConfigUnknown, config.place(name), "%q is not a field here. %s", name, listed("Known are", fieldNames(described)))
		}
	}
	for _, field := range described {
		at := config.place(field.Name)
		switch given, there := config.values[field.Name]; {
		case !there && field.Required, there && field.Required && empty(given):
			found.fail(CodeConfigMissing, at, "%q is missing: %s.", field.Label, lowerFirst(strings.TrimSuffix(field.Help, ".")))
		case there:
			conformValue(config, field, given, found)
		}
	}
}

func conformValue(config fields, field Field, given any, found *nodeFindings) {
	at := config.place(field.Name)
	switch field.Type {
	case FieldText, FieldLongText, FieldMessage, FieldExpression, FieldChoice, FieldDuration:
		conformText(at, field, given, found)
	case FieldYesNo:
		if _, ok := given.(bool); !ok {
			found.fail(CodeConfigShape, at, "%q has to be true or false.", field.Label)
		}
	case FieldObject:
		if _, ok := given.(map[string]any); !ok {
			found.fail(CodeConfigShape, at, "%q has to be an object with the fields %s.", field.Label, strings.Join(fieldNames(field.Fields), ", "))
			return
		}
		conform(config.object(field.Name), field.Fields, found)
	case FieldQuorum:
		if _, ok := quorumOf(given); !ok {
			found.fail(CodeConfigShape, at, "%q has to be any, all, or a whole number from 1.", field.Label)
		}
	case FieldTexts, FieldEntitlements, FieldObjects, FieldApprovers, FieldRecipients:
		conformList(config, field, given, found)
	}
}

func conformText(at string, field Field, given any, found *nodeFindings) {
	text, ok := given.(string)
	switch {
	case !ok:
		found.fail(CodeConfigShape, at, "%q has to be a text.", field.Label)
	case field.Type == FieldDuration:
		if _, err := ParseDuration(text); err != nil {
			found.fail(CodeDuration, at, "%q: %v.", field.Label, err)
		}
	case field.Type == FieldChoice && !slices.Contains(field.Choices, text):
		found.fail(CodeConfigShape, at, "%q is %q. %s", field.Label, text, listed("It has to be one of", field.Choices))
	case utf8.RuneCountInString(text) > field.Max && field.Max > 0:
		found.fail(CodeTooMuch, at, "%q is longer than %d characters. Shorten it.", field.Label, field.Max)
	}
}

func conformList(config fields, field Field, given any, found *nodeFindings) {
	at := config.place(field.Name)
	items, ok := given.([]any)
	if !ok {
		found.fail(CodeConfigShape, at, "%q has to be a list.", field.Label)
		return
	}
	if len(items) > field.Max && field.Max > 0 {
		found.fail(CodeTooMuch, at, "%q has more than %d entries. Remove some.", field.Label, field.Max)
		items = items[:field.Max]
	}
	for i, item := range items {
		place := fmt.Sprintf("%s[%d]", at, i)
		switch field.Type {
		case FieldObjects:
			values, ok := item.(map[string]any)
			if !ok {
				found.fail(CodeConfigShape, place, "Each entry of %q has to be an object with the fields %s.", field.Label, strings.Join(fieldNames(field.Fields), ", "))
				continue
			}
			conform(fields{at: place, values: values}, field.Fields, found)
		case FieldApprovers, FieldRecipients:
			conformRule(place, field, item, found)
		default:
			if text, ok := item.(string); !ok || strings.TrimSpace(text) == "" || utf8.RuneCountInString(text) > maxTitle {
				found.fail(CodeConfigShape, place, "Each entry of %q has to be a text of 1 to %d characters.", field.Label, maxTitle)
			}
		}
	}
}

func empty(given any) bool {
	switch given := given.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(given) == ""
	case []any:
		return len(given) == 0
	case map[string]any:
		return len(given) == 0
	default:
		return false
	}
}

func fieldNames(described []Field) []string {
	names := make([]string, 0, len(described))
	for _, field := range described {
		names = append(names, field.Name)
	}
	return names
}

func sortedNames(values map[string]any) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
