package windows

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Rule says which dates come again: a recurrence rule of RFC 5545, 3.3.10, of which
// it may use FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYMONTH, BYMONTHDAY,
// BYDAY, BYSETPOS and WKST. The zero Rule is none; ParseRule makes the others.
type Rule struct {
	freq      frequency
	interval  int
	months    []int
	monthDays []int
	days      []ruleDay
	positions []int
	weekStart Weekday
}

type frequency string

const (
	daily   frequency = "DAILY"
	weekly  frequency = "WEEKLY"
	monthly frequency = "MONTHLY"
	yearly  frequency = "YEARLY"
)

// ruleDay is one value of BYDAY: every such weekday, or the nth of the month or year,
// from its end if n is negative.
type ruleDay struct {
	nth int
	day Weekday
}

func (d ruleDay) String() string {
	if d.nth == 0 {
		return d.day.String()
	}
	return strconv.Itoa(d.nth) + d.day.String()
}

// Weekly is the rule of some days of every week, or, with no days, of the weekday on
// which the series begins. What is no day of the week is left out.
func Weekly(days ...Weekday) Rule {
	rule := Rule{freq: weekly, interval: 1, weekStart: Monday}
	for _, day := range days {
		if day.valid() {
			rule.days = append(rule.days, ruleDay{day: day})
		}
	}
	rule.days = sortedDays(rule.days)
	return rule
}

// IsZero reports whether there is no rule.
func (r Rule) IsZero() bool { return r.freq == "" }

// String is the rule's canonical form, in which equal rules are written in the same
// way, and "" for no rule. ParseRule reads it.
func (r Rule) String() string {
	if r.IsZero() {
		return ""
	}
	text := "FREQ=" + string(r.freq)
	if r.interval != 1 {
		text += ";INTERVAL=" + strconv.Itoa(r.interval)
	}
	text += part("BYMONTH", r.months) + part("BYMONTHDAY", r.monthDays) + part("BYDAY", r.days) + part("BYSETPOS", r.positions)
	if r.weekStart != Monday {
		text += ";WKST=" + r.weekStart.String()
	}
	return text
}

func part[T any](name string, values []T) string {
	if len(values) == 0 {
		return ""
	}
	var written []string
	for _, value := range values {
		written = append(written, fmt.Sprint(value))
	}
	return ";" + name + "=" + strings.Join(written, ",")
}

// MarshalText writes the canonical form, and "" for no rule.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText wrote, and whatever else ParseRule reads.
func (r *Rule) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	*r, err = ParseRule(string(text))
	return err
}

// sorted puts numbers in the order in which they come in a month or year: 1, 2, -2, -1.
func sorted(numbers []int) []int {
	slices.SortFunc(numbers, fromTheEnd)
	return slices.Compact(numbers)
}

func sortedDays(days []ruleDay) []ruleDay {
	slices.SortFunc(days, func(a, b ruleDay) int {
		if a.nth != b.nth {
			return fromTheEnd(a.nth, b.nth)
		}
		return int(a.day - b.day)
	})
	return slices.Compact(days)
}

// fromTheEnd compares two numbers of which the negative ones count from the end.
func fromTheEnd(a, b int) int {
	if (a < 0) != (b < 0) {
		return b - a
	}
	return a - b
}
