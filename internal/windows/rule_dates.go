package windows

import (
	"slices"
	"time"
)

// dates lists the dates of the rule from first to last, both included, in order.
// first is the rule's DTSTART: INTERVAL counts from the period that it is in, and
// what the rule leaves open is as on that date. Unlike DTSTART it is one of the
// dates only if the rule says so. It looks at every date once.
func (r Rule) dates(first, last Date) []Date {
	r = r.completed(first)
	var dates []Date
	for begin := r.period(first); !last.Before(begin); begin = r.later(begin, r.interval) {
		for _, date := range r.expand(begin) {
			if !date.Before(first) && !last.Before(date) {
				dates = append(dates, date)
			}
		}
	}
	return dates
}

// completed takes from the first date what the rule does not say (RFC 5545, 3.3.10:
// "information missing from the rule is taken from DTSTART").
func (r Rule) completed(first Date) Rule {
	if len(r.days) > 0 || len(r.monthDays) > 0 {
		return r
	}
	switch r.freq {
	case weekly:
		r.days = []ruleDay{{day: first.Weekday()}}
	case monthly:
		r.monthDays = []int{first.day}
	case yearly:
		r.monthDays = []int{first.day}
		if len(r.months) == 0 {
			r.months = []int{int(first.month)}
		}
	}
	return r
}

// period is the first date of the day, week, month or year that a date is in.
func (r Rule) period(date Date) Date {
	switch r.freq {
	case weekly:
		return date.AddDays(-int(date.Weekday()-r.weekStart+7) % 7)
	case monthly:
		return NewDate(date.year, date.month, 1)
	case yearly:
		return NewDate(date.year, time.January, 1)
	}
	return date
}

// later is the beginning of the period so many periods after the one that begins
// with a date.
func (r Rule) later(begin Date, count int) Date {
	switch r.freq {
	case weekly:
		return begin.AddDays(7 * count)
	case monthly:
		return NewDate(begin.year, begin.month+time.Month(count), 1)
	case yearly:
		return NewDate(begin.year+count, time.January, 1)
	}
	return begin.AddDays(count)
}

// expand lists the dates of the rule in one period, wherever in it the series begins.
func (r Rule) expand(begin Date) []Date {
	var dates []Date
	for date, end := begin, r.later(begin, 1); date.Before(end); date = date.AddDays(1) {
		if r.matches(date) {
			dates = append(dates, date)
		}
	}
	if len(r.positions) == 0 {
		return dates
	}
	var picked []Date
	for i, date := range dates {
		if slices.Contains(r.positions, i+1) || slices.Contains(r.positions, i-len(dates)) {
			picked = append(picked, date)
		}
	}
	return picked
}

// matches reports whether each part of the rule allows the date.
func (r Rule) matches(date Date) bool {
	if len(r.months) > 0 && !slices.Contains(r.months, int(date.month)) {
		return false
	}
	length := NewDate(date.year, date.month+1, 0).day
	if len(r.monthDays) > 0 && !slices.Contains(r.monthDays, date.day) && !slices.Contains(r.monthDays, date.day-length-1) {
		return false
	}
	position := date.day
	if r.freq == yearly && len(r.months) == 0 { // then BYDAY counts in the year
		position, length = date.midnight().YearDay(), NewDate(date.year, time.December, 31).midnight().YearDay()
	}
	nth, nthLast := (position-1)/7+1, (position-length)/7-1
	return len(r.days) == 0 || slices.ContainsFunc(r.days, func(day ruleDay) bool {
		return day.day == date.Weekday() && (day.nth == 0 || day.nth == nth || day.nth == nthLast)
	})
}
