package builder

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// fields is one object of a config that has been held against its description.
// Its readers give the zero value for whatever is absent or did not conform, as
// that has been reported already.
type fields struct {
	at     string // the place of the object within the config: "", "duration", "branches[1]"
	values map[string]any
}

// trimmed leaves out what lists have beyond their bound: it has been reported, and
// reading it could take long.
func (f fields) trimmed(described []Field) fields {
	values := maps.Clone(f.values)
	for _, field := range described {
		switch given := values[field.Name].(type) {
		case map[string]any:
			values[field.Name] = fields{values: given}.trimmed(field.Fields).values
		case []any:
			items := slices.Clone(given)
			if field.Max > 0 {
				items = items[:min(len(items), field.Max)]
			}
			for i, item := range items {
				if members, is := item.(map[string]any); is && len(field.Fields) > 0 {
					items[i] = fields{values: members}.trimmed(field.Fields).values
				}
			}
			values[field.Name] = items
		}
	}
	return fields{at: f.at, values: values}
}

// place names a field for a problem.
func (f fields) place(name string) string {
	if f.at == "" {
		return name
	}
	return f.at + "." + name
}

func (f fields) has(name string) bool {
	_, ok := f.values[name]
	return ok
}

// said are those of the names that have a value.
func (f fields) said(names []string) []string {
	var said []string
	for _, name := range names {
		if given, there := f.values[name]; there && !empty(given) {
			said = append(said, name)
		}
	}
	return said
}

func (f fields) text(name string) string {
	text, _ := f.values[name].(string)
	return text
}

func (f fields) yes(name string) bool {
	yes, _ := f.values[name].(bool)
	return yes
}

func (f fields) duration(name string) Duration {
	d, err := ParseDuration(f.text(name))
	if err != nil {
		return 0
	}
	return d
}

// durations are those of a list, in its order.
func (f fields) durations(name string) []Duration {
	var durations []Duration
	for _, text := range f.texts(name) {
		if d, err := ParseDuration(text); err == nil {
			durations = append(durations, d)
		}
	}
	return durations
}

func (f fields) whole(name string) int {
	number, _ := wholeOf(f.values[name])
	return number
}

// number is nil where there is none, as 0 is a number.
func (f fields) number(name string) *float64 {
	if number, is := numberOf(f.values[name]); is {
		return &number
	}
	return nil
}

func (f fields) texts(name string) []string {
	var texts []string
	items, _ := f.values[name].([]any)
	for _, item := range items {
		if text, ok := item.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

func (f fields) object(name string) fields {
	values, _ := f.values[name].(map[string]any)
	return fields{at: f.place(name), values: values}
}

func (f fields) objects(name string) []fields {
	var objects []fields
	items, _ := f.values[name].([]any)
	for i, item := range items {
		if values, ok := item.(map[string]any); ok {
			objects = append(objects, fields{at: fmt.Sprintf("%s[%d]", f.place(name), i), values: values})
		}
	}
	return objects
}

// numberOf reads a number, in any of the types that a config may hold it.
func numberOf(given any) (float64, bool) {
	switch given := given.(type) {
	case int64:
		return float64(given), true
	case int:
		return float64(given), true
	case float64:
		return given, true
	default:
		return 0, false
	}
}

// wholeOf reads a whole number that JSON keeps exact.
func wholeOf(given any) (int, bool) {
	number, is := numberOf(given)
	if !is || number != float64(int64(number)) || number > maxNumber || number < -maxNumber {
		return 0, false
	}
	return int(number), true
}

// percentOf reads "50%"; is tells whether the text is a percentage at all.
func percentOf(text string) (percent int, is bool) {
	digits, is := strings.CutSuffix(strings.TrimSpace(text), "%")
	percent, err := strconv.Atoi(digits)
	return percent, is && err == nil
}

// answerShaped tells whether a value could answer a question.
func answerShaped(given any) bool {
	switch given := given.(type) {
	case string, bool, float64, int64, int:
		return true
	case []any:
		for _, item := range given {
			if _, is := item.(string); !is {
				return false
			}
		}
		return true
	default:
		return false
	}
}
