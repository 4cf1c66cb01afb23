package oktasim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// filter is a SCIM filter expression as Okta takes them in filter= and search=:
// comparisons of properties joined by and and or, of which and binds tighter.
// https://developer.okta.com/docs/api/#filter
type filter [][]comparison

type comparison struct{ property, operator, value string }

var operators = []string{"eq", "ne", "sw", "co", "gt", "ge", "lt", "le", "pr"}

func parseFilter(text string) (filter, error) {
	words, ok := filterWords(text)
	if !ok || len(words) == 0 {
		return nil, errSearch
	}
	all := filter{nil}
	for len(words) > 0 {
		var one comparison
		if one, words, ok = nextComparison(words); !ok {
			return nil, errSearch
		}
		all[len(all)-1] = append(all[len(all)-1], one)
		if len(words) == 0 {
			return all, nil
		}
		switch strings.ToLower(words[0]) {
		case "and":
		case "or":
			all = append(all, nil)
		default:
			return nil, errSearch
		}
		if words = words[1:]; len(words) == 0 {
			return nil, errSearch
		}
	}
	return all, nil
}

func nextComparison(words []string) (comparison, []string, bool) {
	if len(words) < 2 || !slices.Contains(operators, strings.ToLower(words[1])) {
		return comparison{}, nil, false
	}
	one := comparison{property: words[0], operator: strings.ToLower(words[1])}
	if one.operator == "pr" {
		return one, words[2:], true
	}
	if len(words) < 3 {
		return comparison{}, nil, false
	}
	one.value = strings.Trim(words[2], `"`)
	return one, words[3:], true
}

// filterWords cuts at white space outside of quotes; quoted words keep their quotes.
func filterWords(text string) ([]string, bool) {
	var words []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		length := strings.IndexFunc(text, unicode.IsSpace)
		if text[0] == '"' {
			length = strings.IndexByte(text[1:], '"') + 2
			if length < 2 {
				return nil, false
			}
		}
		if length < 0 {
			length = len(text)
		}
		words = append(words, text[:length])
		text = text[length:]
	}
	return words, true
}

func (f filter) matches(body map[string]any) bool {
	return slices.ContainsFunc(f, func(all []comparison) bool {
		return !slices.ContainsFunc(all, func(one comparison) bool { return !one.holds(body) })
	})
}

func (c comparison) holds(body map[string]any) bool {
	found := lookUp(body, strings.Split(c.property, "."))
	if c.operator == "pr" {
		return len(found) > 0
	}
	if c.operator == "ne" {
		return !slices.Contains(found, c.value)
	}
	return slices.ContainsFunc(found, c.compare)
}

func (c comparison) compare(got string) bool {
	switch c.operator {
	case "eq":
		return strings.EqualFold(got, c.value)
	case "sw":
		return strings.HasPrefix(strings.ToLower(got), strings.ToLower(c.value))
	case "co":
		return strings.Contains(strings.ToLower(got), strings.ToLower(c.value))
	case "gt":
		return cmp.Compare(got, c.value) > 0
	case "ge":
		return cmp.Compare(got, c.value) >= 0
	case "lt":
		return cmp.Compare(got, c.value) < 0
	default:
		return cmp.Compare(got, c.value) <= 0
	}
}

// lookUp finds the values at a dotted path, through lists as well.
func lookUp(value any, path []string) []string {
	switch value := value.(type) {
	case map[string]any:
		if len(path) > 0 {
			return lookUp(value[path[0]], path[1:])
		}
	case []any:
		var all []string
		for _, one := range value {
			all = append(all, lookUp(one, path)...)
		}
		return all
	case nil:
	default:
		if len(path) == 0 {
			return []string{fmt.Sprint(value)}
		}
	}
	return nil
}

// selected keeps the items that filter= and search= let through.
func selected[V any](c *call, items []V, render func(V) map[string]any) ([]V, error) {
	for _, name := range []string{"filter", "search"} {
		text := c.query.Get(name)
		if text == "" {
			continue
		}
		f, err := parseFilter(text)
		if err != nil {
			return nil, err
		}
		items = slices.DeleteFunc(items, func(item V) bool { return !f.matches(render(item)) })
	}
	return items, nil
}
