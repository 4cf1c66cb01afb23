package builder

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/curfewhq/curfew/internal/windows"
)

// The longest answers, in characters.
const (
	maxTextAnswer     = 500
	maxLongTextAnswer = 10_000
)

// Lookup knows who and what exists.
type Lookup interface {
	// HasPerson tells whether somebody active has the login.
	HasPerson(login string) (bool, error)
	// HasEntitlement tells whether the catalogue has the id.
	HasEntitlement(id string) (bool, error)
}

// take is an answer that is not empty, in the form in which it is kept, or one
// sentence on what is wrong with it and what would be right. An error means that
// it could not be looked up. Without a lookup nobody asks whether it exists.
func (q Question) take(answer any, lookup Lookup) (kept any, wrong string, err error) {
	switch q.Type {
	case QuestionNumber:
		number, is := numberOf(answer)
		if wrong = q.wrongNumber(number, is); wrong != "" {
			return nil, wrong, nil
		}
		return number, "", nil
	case QuestionYesNo:
		yes, ok := answer.(bool)
		switch {
		case !ok:
			return nil, fmt.Sprintf("%q takes yes or no.", q.Label), nil
		case q.Confirm && !yes:
			return nil, fmt.Sprintf("%q has to be confirmed with yes.", q.Label), nil
		}
		return yes, "", nil
	case QuestionMultiChoice:
		taken, ok := textsOf(answer)
		if wrong = q.wrongChoices(taken, ok); wrong != "" {
			return nil, wrong, nil
		}
		return taken, "", nil
	}
	text, ok := answer.(string)
	if (!ok || !utf8.ValidString(text)) && q.Type != QuestionChoice {
		return nil, fmt.Sprintf("%q takes a text.%s", q.Label, q.suchAs()), nil
	}
	if wrong = q.wrongText(text); wrong != "" {
		return nil, wrong, nil
	}
	wrong, err = q.unknown(text, lookup)
	return text, wrong, err
}

func (q Question) wrongNumber(number float64, is bool) string {
	switch {
	case !is || math.IsNaN(number) || math.Abs(number) > maxNumber:
		return fmt.Sprintf("%q takes a number.%s", q.Label, q.suchAs())
	case q.Min != nil && number < *q.Min:
		return fmt.Sprintf("%q takes at least %s.", q.Label, numberWords(*q.Min))
	case q.Max != nil && number > *q.Max:
		return fmt.Sprintf("%q takes at most %s.", q.Label, numberWords(*q.Max))
	default:
		return ""
	}
}

func (q Question) wrongChoices(taken []string, ok bool) string {
	if !ok || len(taken) > maxChoices {
		return fmt.Sprintf("%q takes some of %s.", q.Label, strings.Join(q.Choices, ", "))
	}
	for i, choice := range taken {
		switch {
		case !slices.Contains(q.Choices, choice):
			return fmt.Sprintf("%q takes some of %s.", q.Label, strings.Join(q.Choices, ", "))
		case slices.Index(taken, choice) < i:
			return fmt.Sprintf("%q names %q twice.", q.Label, choice)
		}
	}
	return q.miscounted(len(taken), "choices")
}

// miscounted holds a count against the question's bounds.
func (q Question) miscounted(count int, what string) string {
	switch {
	case q.Min != nil && float64(count) < *q.Min:
		return fmt.Sprintf("%q takes at least %s %s, and this has %d.", q.Label, numberWords(*q.Min), what, count)
	case q.Max != nil && float64(count) > *q.Max:
		return fmt.Sprintf("%q takes at most %s %s, and this has %d.", q.Label, numberWords(*q.Max), what, count)
	default:
		return ""
	}
}

func (q Question) wrongText(text string) string {
	switch q.Type {
	case QuestionChoice:
		if !slices.Contains(q.Choices, text) {
			return fmt.Sprintf("%q takes one of %s.", q.Label, strings.Join(q.Choices, ", "))
		}
		return ""
	case QuestionDate:
		if _, err := windows.ParseDate(text); err != nil {
			return fmt.Sprintf("%q takes a date.%s", q.Label, q.suchAs())
		}
		return ""
	case QuestionDuration:
		return q.wrongDuration(text)
	}
	most := maxTextAnswer
	if q.Type == QuestionLongText {
		most = maxLongTextAnswer
	}
	switch count := utf8.RuneCountInString(text); {
	case count > most:
		return fmt.Sprintf("The answer to %q is longer than %d characters.", q.Label, most)
	case q.Type != QuestionLongText && strings.ContainsAny(text, "\r\n"):
		return fmt.Sprintf("%q takes a single line.", q.Label)
	case strings.ContainsFunc(text, invisible):
		return fmt.Sprintf("The answer to %q holds an invisible character. Write it anew.", q.Label)
	default:
		if wrong := q.miscounted(count, "characters"); wrong != "" {
			return wrong
		}
	}
	return q.unmatched(text)
}

func invisible(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

func (q Question) wrongDuration(text string) string {
	length, err := ParseDuration(text)
	switch {
	case err != nil:
		return fmt.Sprintf("%q takes a duration.%s", q.Label, q.suchAs())
	case q.Shortest > 0 && length < q.Shortest:
		return fmt.Sprintf("%q takes at least %s.", q.Label, q.Shortest)
	case q.Longest > 0 && length > q.Longest:
		return fmt.Sprintf("%q takes at most %s.", q.Label, q.Longest)
	default:
		return ""
	}
}

func (q Question) unmatched(text string) string {
	if q.Pattern == "" {
		return ""
	}
	pattern, err := q.compiledPattern()
	switch {
	case err == nil && pattern.MatchString(text):
		return ""
	case q.Example != "":
		return fmt.Sprintf("%q has to look like this: %s", q.Label, ended(q.Example))
	default:
		return fmt.Sprintf("%q has to match %s", q.Label, ended(q.Pattern))
	}
}

// ended closes a sentence behind a text that may end with a point itself.
func ended(text string) string { return strings.TrimSuffix(text, ".") + "." }

// unknown says of a person or an entitlement that there is no such one.
func (q Question) unknown(text string, lookup Lookup) (wrong string, err error) {
	has := true
	switch {
	case lookup == nil:
	case q.Type == QuestionPerson:
		has, err = lookup.HasPerson(text)
	case q.Type == QuestionEntitlement:
		has, err = lookup.HasEntitlement(text)
	}
	switch {
	case err != nil || has:
		return "", err
	case q.Type == QuestionPerson:
		return fmt.Sprintf("%q takes the login of somebody active, and nobody has the login %q.", q.Label, shortened(text)), nil
	default:
		return fmt.Sprintf("%q takes something of the catalogue, and there is no %q.", q.Label, shortened(text)), nil
	}
}

// suchAs is a good answer, where one can be named.
func (q Question) suchAs() string {
	example := q.Example
	if example == "" {
		example = map[string]string{QuestionNumber: "12", QuestionDate: "2027-01-31", QuestionDuration: "4h"}[q.Type]
	}
	if example == "" {
		return ""
	}
	return " Write for instance " + ended(example)
}

func numberWords(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }
