package builder

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// shown is a value as a person reads it: by itself, and in a sentence.
type shown struct{ plain, words string }

// shownValue shortens a value for a person.
func shownValue(plain any, field Field) shown {
	text, ok := plain.(string)
	if !ok {
		words := shortened(valueInWords(plain, field))
		return shown{words, words}
	}
	if field.Type == FieldDuration || field.Type == FieldChoice || field.Type == FieldQuorum {
		return shown{shortened(text), shortened(text)}
	}
	line := shortened(oneLine(text))
	return shown{line, inQuotes(line)}
}

// shownPair shows two different values. Of long texts it shows where they begin to
// differ. How says more of the difference, where that is needed to understand it.
func shownPair(before, after any, field Field) (was, is shown, how string) {
	first, isText := before.(string)
	second, alsoText := after.(string)
	if !isText || !alsoText {
		return shownValue(before, field), shownValue(after, field), ""
	}
	if oneLine(first) == oneLine(second) {
		how, field.Type = "only in white space, ", FieldText
		first, second = strings.Trim(strconv.Quote(first), `"`), strings.Trim(strconv.Quote(second), `"`)
	}
	start := differsAt(oneLine(first), oneLine(second))
	return shownValue(textFrom(first, start), field), shownValue(textFrom(second, start), field), how
}

// differsAt is where texts begin to differ, in characters.
func differsAt(a, b string) int {
	first, second := []rune(a), []rune(b)
	at := 0
	for at < min(len(first), len(second)) && first[at] == second[at] {
		at++
	}
	return at
}

// textFrom leaves out the beginning of a text if what stands at a place would not
// be shown otherwise.
func textFrom(text string, at int) string {
	const lead = 25 // characters in front of it that show where in the text it is
	if at < mostShown-lead {
		return text
	}
	rest := string([]rune(oneLine(text))[at-lead:])
	if _, word, found := strings.Cut(rest[:min(lead/2, len(rest))], " "); found {
		rest = rest[len(rest[:min(lead/2, len(rest))])-len(word):]
	}
	return "…" + rest
}

// mostShown is how many characters shortened keeps.
const mostShown = 80

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// valueInWords is any value without line feeds.
func valueInWords(plain any, field Field) string {
	switch plain := plain.(type) {
	case bool:
		return map[bool]string{true: "yes", false: "no"}[plain]
	case []any:
		items, joint := make([]string, 0, len(plain)), ", "
		for _, item := range plain {
			items = append(items, valueInWords(item, field))
			if object, ok := item.(map[string]any); ok && len(object) > 1 {
				joint = "; "
			}
		}
		if len(items) == 0 {
			return "an empty list"
		}
		return strings.Join(items, joint)
	case map[string]any:
		return objectInWords(plain, field)
	case string:
		return oneLine(plain)
	case json.Number:
		return plain.String()
	default:
		return fmt.Sprint(plain)
	}
}

func objectInWords(object map[string]any, field Field) string {
	if len(object) == 0 {
		return "nothing"
	}
	var members []string
	for _, name := range memberOrder(object, field.Fields) {
		nested := Field{Name: name, Label: name}
		if i := slices.IndexFunc(field.Fields, func(f Field) bool { return f.Name == name }); i >= 0 {
			nested = field.Fields[i]
		}
		value := valueInWords(object[name], nested)
		if _, isObject := object[name].(map[string]any); isObject {
			value = "(" + value + ")"
		}
		if len(object) == 1 && len(field.Fields) == 0 {
			return ruleInWords(name, value)
		}
		members = append(members, lowerFirst(nested.Label)+" "+value)
	}
	return strings.Join(members, ", ")
}

// ruleInWords reads {manager: requester}, {group: Security} and their like.
func ruleInWords(name, value string) string {
	called := strings.ReplaceAll(name, "_", " ")
	if name == "manager" || name == "owner" {
		return fmt.Sprintf("the %s of the %s", called, value)
	}
	return fmt.Sprintf("the %s %s", called, inQuotes(value))
}

// entryCalled is an entry of a list in a sentence, and in a path.
func entryCalled(entry any, place int, field Field) (name, key string) {
	key = strconv.Itoa(place)
	object, ok := entry.(map[string]any)
	switch {
	case !ok:
		return inQuotes(shortened(valueInWords(entry, field))), key
	case ownName(object) != "":
		id := textOf(object[ownName(object)])
		return inQuotes(shortened(id)), shortened(id)
	case len(object) == 1 && len(field.Fields) == 0:
		return shortened(valueInWords(object, field)), key
	default:
		return fmt.Sprintf("entry %d", place+1), key
	}
}

// inQuotes puts a text into quotes that it does not hold itself.
func inQuotes(text string) string {
	if strings.Contains(text, `"`) {
		return "“" + text + "”"
	}
	return `"` + text + `"`
}
