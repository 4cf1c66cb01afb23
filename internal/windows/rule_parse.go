package windows

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	maxRuleText = 300
	maxInterval = 1000
)

// Why a part of RFC 5545 that people may well write is refused.
var refusedParts = map[string]string{
	"COUNT":     "how long it goes on is said by the first and last date of the series",
	"UNTIL":     "how long it goes on is said by the first and last date of the series",
	"BYHOUR":    "the hours are said by the start and end of the series",
	"BYMINUTE":  "the hours are said by the start and end of the series",
	"BYSECOND":  "the hours are said by the start and end of the series",
	"BYYEARDAY": "say the dates with BYMONTH and BYMONTHDAY",
	"BYWEEKNO":  "say the dates with BYMONTH, BYMONTHDAY and BYDAY",
}

// ParseRule reads a rule, with or without "RRULE:" before it, in small or capital
// letters: "FREQ=WEEKLY;BYDAY=MO,TH". It refuses what RFC 5545 forbids, what it does
// not know, and what belongs to the dates and clocks of a series.
func ParseRule(text string) (Rule, error) {
	if len(text) > maxRuleText {
		return Rule{}, fmt.Errorf("the rule is longer than %d characters", maxRuleText)
	}
	rule := Rule{interval: 1, weekStart: Monday}
	seen := map[string]bool{}
	for one := range strings.SplitSeq(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), "RRULE:"), ";") {
		name, value, found := strings.Cut(one, "=")
		if !found {
			return Rule{}, fmt.Errorf("the rule has %q where NAME=VALUE belongs: write for instance FREQ=WEEKLY;BYDAY=MO,TH", shortened(one))
		}
		if seen[name] {
			return Rule{}, fmt.Errorf("the rule has %s twice: write it once", shortened(name))
		}
		seen[name] = true
		if err := rule.read(name, value); err != nil {
			return Rule{}, err
		}
	}
	if err := rule.check(); err != nil {
		return Rule{}, err
	}
	return rule, nil
}

// read takes one part over into the rule.
func (r *Rule) read(name, value string) (err error) {
	switch name {
	case "FREQ":
		r.freq, err = readFrequency(value)
	case "INTERVAL":
		if !digits(value, &r.interval) || len(value) > len("1000") || r.interval < 1 || r.interval > maxInterval {
			err = fmt.Errorf("INTERVAL=%s cannot be: write a number from 1 to %d", shortened(value), maxInterval)
		}
	case "BYMONTH":
		r.months, err = readNumbers(name, value, 1, 12)
	case "BYMONTHDAY":
		r.monthDays, err = readNumbers(name, value, -31, 31)
	case "BYSETPOS":
		r.positions, err = readNumbers(name, value, -366, 366)
	case "BYDAY":
		r.days, err = readDays(value)
	case "WKST":
		i := slices.Index(weekdayCodes, value)
		if r.weekStart = Weekday(i + 1); i < 0 {
			err = fmt.Errorf("WKST=%s cannot be: write one of %s", shortened(value), strings.Join(weekdayCodes, ", "))
		}
	default:
		if why := refusedParts[name]; why != "" {
			return fmt.Errorf("%s is not for windows: %s", name, why)
		}
		err = fmt.Errorf("%q is not a part of a rule that is known here: these are FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS and WKST", shortened(name))
	}
	return err
}

func readFrequency(value string) (frequency, error) {
	switch freq := frequency(value); freq {
	case daily, weekly, monthly, yearly:
		return freq, nil
	case "HOURLY", "MINUTELY", "SECONDLY":
		return "", fmt.Errorf("FREQ=%s is not for windows: the hours are said by the start and end of the series; write DAILY, WEEKLY, MONTHLY or YEARLY", value)
	}
	return "", fmt.Errorf("FREQ=%s cannot be: write DAILY, WEEKLY, MONTHLY or YEARLY", shortened(value))
}

// readNumbers reads numbers with commas between them; 0 is never one.
func readNumbers(name, value string, least, most int) ([]int, error) {
	var numbers []int
	for one := range strings.SplitSeq(value, ",") {
		number, err := strconv.Atoi(one)
		if err != nil || number < least || number > most || number == 0 {
			span := fmt.Sprintf("numbers from %d to %d", max(least, 1), most)
			if least < 0 {
				span += ", or from -1 down for those counted from the end"
			}
			return nil, fmt.Errorf("%s has %q: write %s, with commas between them", name, shortened(one), span)
		}
		numbers = append(numbers, number)
	}
	return sorted(numbers), nil
}

var dayPattern = regexp.MustCompile(`^([+-]?[0-9]{1,2})?([A-Z]{2})$`)

func readDays(value string) ([]ruleDay, error) {
	var days []ruleDay
	for one := range strings.SplitSeq(value, ",") {
		parts := dayPattern.FindStringSubmatch(one)
		if parts == nil || !slices.Contains(weekdayCodes, parts[2]) {
			return nil, fmt.Errorf("BYDAY has %q: write days such as MO or TH, or with a number such as 1TU or -1FR, with commas between them", shortened(one))
		}
		day := ruleDay{day: Weekday(slices.Index(weekdayCodes, parts[2]) + 1)}
		if parts[1] != "" {
			day.nth, _ = strconv.Atoi(parts[1]) // two digits with a sign, by the pattern
			if day.nth == 0 {
				return nil, fmt.Errorf("BYDAY has %q: count from 1, or from -1 for the last", one)
			}
		}
		days = append(days, day)
	}
	return sortedDays(days), nil
}

// check refuses parts that do not go together (RFC 5545, 3.3.10).
func (r Rule) check() error {
	if r.freq == "" {
		return errors.New("the rule has no FREQ: write for instance FREQ=WEEKLY;BYDAY=MO,TH")
	}
	if r.freq == weekly && len(r.monthDays) > 0 {
		return errors.New("BYMONTHDAY does not go with FREQ=WEEKLY: write FREQ=DAILY or FREQ=MONTHLY")
	}
	if len(r.positions) > 0 && len(r.months)+len(r.monthDays)+len(r.days) == 0 {
		return errors.New("BYSETPOS picks from the dates of another part: write BYDAY, BYMONTHDAY or BYMONTH too")
	}
	most := map[frequency]int{monthly: 5, yearly: 53}[r.freq]
	if len(r.months) > 0 {
		most = min(most, 5)
	}
	for _, day := range r.days {
		switch {
		case day.nth != 0 && most == 0:
			return fmt.Errorf("BYDAY=%s does not go with FREQ=%s: a number needs FREQ=MONTHLY or FREQ=YEARLY", day, r.freq)
		case max(day.nth, -day.nth) > most:
			return fmt.Errorf("BYDAY=%s cannot be: there are at most %d of a weekday to count here", day, most)
		}
	}
	return nil
}
