package builder

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// value is one value of a document and its place, whether it was YAML or JSON.
// Exactly one of scalar (string, bool, int64, float64), list and members is meant,
// as kind says.
type value struct {
	kind         valueKind
	scalar       any
	list         []value
	members      []member
	line, column int
}

type member struct {
	name  string
	value value
}

type valueKind string

const (
	isNothing valueKind = "nothing"
	isText    valueKind = "a text"
	isYesNo   valueKind = "true or false"
	isNumber  valueKind = "a number"
	isList    valueKind = "a list"
	isObject  valueKind = "an object"
)

// unreadable is why a document cannot be read at all, and where.
type unreadable struct {
	message      string
	line, column int
}

func (u *unreadable) problem() Problem {
	return Problem{Code: CodeUnreadable, Severity: Error, Message: u.message, Line: u.line, Column: u.column}
}

func unreadableAt(line, column int, message string, args ...any) *unreadable {
	return &unreadable{message: fmt.Sprintf(message, args...), line: line, column: column}
}

// readableText refuses what would not survive YAML and JSON alike, or would
// disturb a terminal or a log.
func readableText(text string, line, column int) *unreadable {
	if !utf8.ValidString(text) {
		return unreadableAt(line, column, "A text holds bytes that are not UTF-8.")
	}
	bad := strings.IndexFunc(text, func(r rune) bool {
		return r == '\uFEFF' || unicode.In(r, unicode.Zl, unicode.Zp) || unicode.IsControl(r) && r != '\n' && r != '\t'
	})
	if bad >= 0 {
		r, _ := utf8.DecodeRuneInString(text[bad:])
		return unreadableAt(line, column, "A text holds the invisible character %U. Remove it.", r)
	}
	return nil
}

// exact is the one form of a number that both YAML and JSON read back unchanged.
func exact(number float64, line, column int) (any, *unreadable) {
	if math.IsNaN(number) || math.IsInf(number, 0) || math.Abs(number) > maxNumber {
		return nil, unreadableAt(line, column, "A number is too large.")
	}
	if number == math.Trunc(number) {
		return int64(number), nil
	}
	return number, nil
}

// plain is the value without its places. Members without a value are left out.
func (v value) plain() any {
	switch v.kind {
	case isList:
		items := make([]any, 0, len(v.list))
		for _, item := range v.list {
			items = append(items, item.plain())
		}
		return items
	case isObject:
		members := make(map[string]any, len(v.members))
		for _, m := range v.members {
			if m.value.kind != isNothing {
				members[m.name] = m.value.plain()
			}
		}
		return members
	default:
		return v.scalar
	}
}
