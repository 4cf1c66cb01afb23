package windows_test

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// The reckoning decides from first principles what the package should answer, and
// shares no code with it: calendar days are numbers, every single day is asked
// whether it belongs to the rule, and a wall clock is looked up by trying moments.

// civilOf is the calendar date of a day counted from 1 January 1970, and dayNumber
// the other way round (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func civilOf(number int) (year, month, day int) {
	z := number + 719468
	era := z / 146097
	ofEra := z % 146097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	mp := (5*ofYear + 2) / 153
	day = ofYear - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yearOfEra + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

func dayNumber(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	yearOfEra := year % 400
	ofYear := (153*(month-3)+2)/5 + day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + ofYear - 719468
}

// weekdayOf counts from 0, a Monday. Day 0 was a Thursday.
func weekdayOf(number int) int { return (number%7 + 7 + 3) % 7 }

// reckonedRule is the text of a rule, taken apart, with the day that it counts from.
type reckonedRule struct {
	parts map[string][]string
	first int
	// What belongs to a period, once it was asked for.
	periods map[int][]int
}

func reckon(text string, first int) *reckonedRule {
	rule := &reckonedRule{parts: map[string][]string{}, first: first, periods: map[int][]int{}}
	for _, one := range strings.Split(text, ";") {
		name, value, _ := strings.Cut(one, "=")
		rule.parts[name] = strings.Split(value, ",")
	}
	return rule
}

func (r *reckonedRule) freq() string { return r.parts["FREQ"][0] }

// period numbers the day, week, month or year that a day is in.
func (r *reckonedRule) period(number int) int {
	year, month, _ := civilOf(number)
	switch r.freq() {
	case "DAILY":
		return number
	case "WEEKLY":
		for weekdayOf(number) != r.weekStart() {
			number--
		}
		return number / 7
	case "MONTHLY":
		return year*12 + month
	}
	return year
}

func (r *reckonedRule) weekStart() int {
	if r.parts["WKST"] == nil {
		return 0
	}
	return slices.Index(codes, r.parts["WKST"][0])
}

var codes = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// member decides whether a day belongs to the rule.
func (r *reckonedRule) member(number int) bool {
	interval := 1
	if r.parts["INTERVAL"] != nil {
		interval = number0(r.parts["INTERVAL"][0])
	}
	period := r.period(number)
	if (period-r.period(r.first))%interval != 0 || !r.filtered(number) {
		return false
	}
	if r.parts["BYSETPOS"] == nil {
		return true
	}
	if r.periods[period] == nil {
		begin := number
		for r.period(begin-1) == period {
			begin--
		}
		for day := begin; r.period(day) == period; day++ {
			if r.filtered(day) {
				r.periods[period] = append(r.periods[period], day)
			}
		}
	}
	set := r.periods[period]
	for _, position := range r.parts["BYSETPOS"] {
		i := number0(position) - 1
		if i < 0 {
			i = len(set) + number0(position)
		}
		if i >= 0 && i < len(set) && set[i] == number {
			return true
		}
	}
	return false
}

// filtered decides whether a day is one of what BYMONTH, BYMONTHDAY and BYDAY say, or
// else like the first day.
func (r *reckonedRule) filtered(number int) bool {
	_, month, day := civilOf(number)
	_, firstMonth, firstDay := civilOf(r.first)
	byDay, byMonthDay, byMonth := r.parts["BYDAY"], r.parts["BYMONTHDAY"], r.parts["BYMONTH"]
	if byDay == nil && byMonthDay == nil {
		switch r.freq() {
		case "WEEKLY":
			byDay = []string{codes[weekdayOf(r.first)]}
		case "YEARLY":
			if byMonth == nil {
				byMonth = []string{strconv.Itoa(firstMonth)}
			}
			fallthrough
		case "MONTHLY":
			byMonthDay = []string{strconv.Itoa(firstDay)}
		}
	}
	if byMonth != nil && !slices.Contains(byMonth, strconv.Itoa(month)) {
		return false
	}
	fromEnd := -1
	for day := number + 1; sameMonth(day, number); day++ {
		fromEnd--
	}
	if byMonthDay != nil && !slices.Contains(byMonthDay, strconv.Itoa(day)) && !slices.Contains(byMonthDay, strconv.Itoa(fromEnd)) {
		return false
	}
	if byDay == nil || slices.Contains(byDay, codes[weekdayOf(number)]) {
		return true
	}
	scope := sameMonth
	if r.freq() == "YEARLY" && byMonth == nil {
		scope = sameYear
	}
	nth, nthLast := 1, -1
	for day := number - 7; scope(day, number); day -= 7 {
		nth++
	}
	for day := number + 7; scope(day, number); day += 7 {
		nthLast--
	}
	code := codes[weekdayOf(number)]
	return slices.Contains(byDay, strconv.Itoa(nth)+code) || slices.Contains(byDay, strconv.Itoa(nthLast)+code)
}

func sameMonth(a, b int) bool {
	_, monthA, _ := civilOf(a)
	_, monthB, _ := civilOf(b)
	return monthA == monthB && sameYear(a, b)
}

func sameYear(a, b int) bool {
	yearA, _, _ := civilOf(a)
	yearB, _, _ := civilOf(b)
	return yearA == yearB
}

func number0(text string) int {
	number, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return number
}

// quarter is what all offsets are multiples of since 1972; zones_test.go looks.
const quarter = 15 * 60

// reading is what clocks show at a moment, in seconds, as if it were UTC.
func reading(unix int64, zone *time.Location) int64 {
	_, offset := time.Unix(unix, 0).In(zone).Zone()
	return unix + int64(offset)
}

// lookUp tries moments from a day before the wall on. The first at which clocks show
// the wall is it; when they show more than that without having shown it, it does not
// exist, and is read with the offset they had just before.
func lookUp(wall int64, zone *time.Location) (unix int64, exists, twice bool) {
	unix = wall - 26*3600
	for reading(unix, zone) < wall {
		unix += quarter
	}
	if reading(unix, zone) != wall {
		before := unix - quarter
		return wall - (reading(before, zone) - before), false, false
	}
	for again := unix + quarter; again < unix+26*3600; again += quarter {
		twice = twice || reading(again, zone) == wall
	}
	return unix, true, twice
}

// span is a time in Unix seconds.
type span struct{ from, until int64 }

// union merges spans by walking over all their edges.
func union(spans []span) []span {
	type edge struct {
		at    int64
		opens int
	}
	var edges []edge
	for _, one := range spans {
		if one.from < one.until {
			edges = append(edges, edge{one.from, 1}, edge{one.until, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		if a.at != b.at {
			return int(a.at - b.at)
		}
		return b.opens - a.opens
	})
	var result []span
	depth := 0
	for _, one := range edges {
		if depth == 0 {
			result = append(result, span{from: one.at})
		}
		if depth += one.opens; depth == 0 {
			result[len(result)-1].until = one.at
		}
	}
	return result
}
