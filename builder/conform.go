package builder

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// conform holds one object of a config against its description and reports every
// unknown field, every missing one and every value of the wrong type.
func conform(config fields, described []Field, oneOf []string, found *nodeFindings) {
	if said := config.said(oneOf); len(oneOf) > 0 && len(said) != 1 {
		found.fail(CodeExactlyOne, config.at, "Exactly one of %s has to be written here, and %d of them are. Keep the one that is meant.", strings.Join(oneOf, ", "), len(said))
	}
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
			if field.With != "" && !config.has(field.With) {
				found.warn(CodeNoEffect, at, "%q has no effect without %q. Remove it, or write that as well.", field.Label, field.With)
			}
		}
	}
}

func conformValue(config fields, field Field, given any, found *nodeFindings) {
	at := config.place(field.Name)
	switch field.Type {
	case FieldYesNo:
		if _, ok := given.(bool); !ok {
			found.fail(CodeConfigShape, at, "%q has to be true or false.", field.Label)
		}
	case FieldWhole, FieldNumber:
		conformNumber(at, field, given, found)
	case FieldAnswer:
		if !answerShaped(given) {
			found.fail(CodeConfigShape, at, "%q has to be a text, a number, true or false, or a list of texts.", field.Label)
		}
	case FieldQuorum:
		if _, ok := quorumOf(given); !ok {
			found.fail(CodeConfigShape, at, "%q has to be any, all, or a whole number from 1 to %d.", field.Label, maxQuorum)
		}
	case FieldObject:
		if _, ok := given.(map[string]any); !ok {
			found.fail(CodeConfigShape, at, "%q has to be an object with the fields %s.", field.Label, strings.Join(fieldNames(field.Fields), ", "))
			return
		}
		conform(config.object(field.Name), field.Fields, field.OneOf, found)
	case FieldTexts, FieldEntitlements, FieldDurations, FieldObjects, FieldApprovers, FieldRespondents, FieldRecipients:
		conformList(config, field, given, found)
	default:
		conformText(at, field, given, found)
	}
}

func conformText(at string, field Field, given any, found *nodeFindings) {
	if field.Type == FieldExpression {
		found.all.expressions++
	}
	text, ok := given.(string)
	characters := utf8.RuneCountInString(text)
	switch {
	case !ok:
		found.fail(CodeConfigShape, at, "%q has to be a text.", field.Label)
	case field.Type == FieldDuration:
		conformDuration(at, field, text, found)
	case field.Type == FieldShare:
		conformShare(at, field, text, found)
	case field.Type == FieldChoice && !slices.Contains(field.Choices, text):
		found.fail(CodeConfigShape, at, "%q is %q. %s", field.Label, shortened(text), listed("It has to be one of", field.Choices))
	case characters > field.Max && field.Max > 0:
		found.fail(CodeTooMuch, at, "%q is longer than %d characters. Shorten it.", field.Label, field.Max)
	case characters < field.Min && characters > 0:
		found.fail(CodeOutOfBounds, at, "%q is shorter than %d characters. Write more.", field.Label, field.Min)
	}
}

func conformDuration(at string, field Field, text string, found *nodeFindings) {
	duration, err := ParseDuration(text)
	switch {
	case err != nil:
		found.fail(CodeDuration, at, "%q: %v.", field.Label, err)
	case duration > field.Longest && field.Longest > 0:
		found.fail(CodeOutOfBounds, at, "%q is %s, and may be at most %s. Shorten it.", field.Label, duration, field.Longest)
	case duration < field.Shortest:
		found.fail(CodeOutOfBounds, at, "%q is %s, and has to be at least %s. Lengthen it.", field.Label, duration, field.Shortest)
	}
}

// conformShare takes "50%" or a duration.
func conformShare(at string, field Field, text string, found *nodeFindings) {
	switch percent, is := percentOf(text); {
	case !is:
		conformDuration(at, field, text, found)
	case percent < 1 || percent > 100:
		found.fail(CodeOutOfBounds, at, "%q is %q, and has to be from 1%% to 100%%.", field.Label, shortened(text))
	}
}

func conformNumber(at string, field Field, given any, found *nodeFindings) {
	number, is := wholeOf(given)
	switch {
	case field.Type == FieldNumber:
		if _, is := numberOf(given); !is {
			found.fail(CodeConfigShape, at, "%q has to be a number.", field.Label)
		}
	case !is:
		found.fail(CodeConfigShape, at, "%q has to be a whole number.", field.Label)
	case number < field.Min || number > field.Max && field.Max > 0:
		found.fail(CodeOutOfBounds, at, "%q is %d, and has to be from %d to %d.", field.Label, number, field.Min, field.Max)
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
	if len(items) < field.Min && len(items) > 0 {
		found.fail(CodeOutOfBounds, at, "%q has fewer than %d entries. Write more.", field.Label, field.Min)
	}
	for i, item := range items {
		conformItem(fmt.Sprintf("%s[%d]", at, i), field, item, found)
	}
}

func conformItem(at string, field Field, item any, found *nodeFindings) {
	switch field.Type {
	case FieldObjects:
		values, ok := item.(map[string]any)
		if !ok {
			found.fail(CodeConfigShape, at, "Each entry of %q has to be an object with the fields %s.", field.Label, strings.Join(fieldNames(field.Fields), ", "))
			return
		}
		conform(fields{at: at, values: values}, field.Fields, field.OneOf, found)
	case FieldApprovers, FieldRespondents, FieldRecipients:
		conformRule(at, field, item, found)
	case FieldDurations:
		text, ok := item.(string)
		if !ok {
			found.fail(CodeConfigShape, at, "Each entry of %q has to be a duration such as 30m.", field.Label)
			return
		}
		conformDuration(at, field, text, found)
	default:
		if text, ok := item.(string); !ok || strings.TrimSpace(text) == "" || utf8.RuneCountInString(text) > maxTitle {
			found.fail(CodeConfigShape, at, "Each entry of %q has to be a text of 1 to %d characters.", field.Label, maxTitle)
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

func sortedNames[T any](values map[string]T) []string {
	return slices.Sorted(maps.Keys(values))
}
