package windows

import (
	"fmt"
	"slices"
)

// Words is the series in one phrase: "every Monday and Thursday from 08:00 to 12:00
// (America/New_York), from 4 January 2027 to 31 January 2027". A rule for which there
// is no plain phrase is named as it is written. What Check refuses has no words: "".
func (s Series) Words() string {
	if len(s.Check()) > 0 {
		return ""
	}
	end := s.End.String()
	if s.endsTomorrow() {
		end += " the next day"
	}
	words := fmt.Sprintf("%s from %s to %s (%s), ", s.Rule.words(s.First), s.Start, end, s.Zone)
	if s.First == s.Last {
		words += "on " + s.First.words()
	} else {
		words += "from " + s.First.words() + " to " + s.Last.words()
	}
	return words + exceptions(s.Holidays)
}

func exceptions(holidays []Date) string {
	if len(holidays) == 0 {
		return ""
	}
	return ", except on " + counted(len(holidays), "holiday")
}

// words is the rule in a phrase, given the date that it begins with.
func (r Rule) words(first Date) string {
	plain := len(r.months) == 0 && len(r.positions) == 0
	rule := r.completed(first)
	switch {
	case plain && r.freq == daily && len(r.days) == 0 && len(r.monthDays) == 0:
		if r.interval == 1 {
			return "every day"
		}
		return fmt.Sprintf("every %d days", r.interval)
	case plain && (r.freq == weekly || r.freq == daily && r.interval == 1 && len(r.monthDays) == 0):
		return weekWords(rule.days, r.interval)
	case plain && r.freq == monthly && r.interval == 1 && len(rule.days) == 0:
		return "the " + listed(named(rule.monthDays, dayOfMonth)) + " of the month"
	case plain && r.freq == monthly && r.interval == 1 && len(rule.monthDays) == 0 && rule.days[0].nth != 0:
		return monthWords(rule.days)
	}
	return "on the dates of the rule " + r.String()
}

func weekWords(days []ruleDay, interval int) string {
	var names []string
	for _, day := range days {
		names = append(names, day.day.name())
	}
	switch {
	case interval > 1:
		return fmt.Sprintf("every %d weeks on %s", interval, listed(names))
	case len(days) == 7:
		return "every day"
	}
	return "every " + listed(names)
}

// monthWords names weekdays by their place in the month, with those of one weekday
// together: "the first and third Tuesday of the month".
func monthWords(days []ruleDay) string {
	var phrases []string
	for weekday := Monday; weekday <= Sunday; weekday++ {
		var places []int
		for _, day := range days {
			if day.day == weekday {
				places = append(places, day.nth)
			}
		}
		if len(places) > 0 {
			phrases = append(phrases, "the "+listed(named(places, place))+" "+weekday.name())
		}
	}
	return listed(phrases) + " of the month"
}

func named(numbers []int, name func(int) string) []string {
	var names []string
	for _, number := range numbers {
		names = append(names, name(number))
	}
	return names
}

// place is a place in the month, at most the fifth from either end.
func place(nth int) string {
	places := map[int]string{1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
	switch {
	case nth > 0:
		return places[nth]
	case nth == -1:
		return "last"
	}
	return places[-nth] + " to last"
}

// dayOfMonth is "1st", "last day", "2nd to last day".
func dayOfMonth(day int) string {
	switch {
	case day > 0:
		return ordinal(day)
	case day == -1:
		return "last day"
	}
	return ordinal(-day) + " to last day"
}

func ordinal(number int) string {
	suffix := "th"
	if i := number % 10; i >= 1 && i <= 3 && !slices.Contains([]int{11, 12, 13}, number) {
		suffix = []string{"st", "nd", "rd"}[i-1]
	}
	return fmt.Sprintf("%d%s", number, suffix)
}
