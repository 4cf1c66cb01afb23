package builder

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// checkSeries holds hours that come again against the rules for such hours.
func (p Plan) checkSeries(entitlements []access.Entitlement, facts Facts, asked access.Series, now time.Time) *access.Refusal {
	rules := p.request().Windows
	if rules == nil || rules.Recurring == nil {
		return access.Refuse(access.CodeInvalid, "This cannot be asked for at hours that come again.").At("series")
	}
	series, refusal := p.readSeries(asked)
	if refusal != nil {
		return refusal
	}
	if refusal := rules.Recurring.checkFixed(series, rules.Recurring.zone(facts.Requester, facts.Subject)); refusal != nil {
		return refusal
	}
	if days := int(time.Duration(rules.Recurring.MaxSpan) / (24 * time.Hour)); series.First.AddDays(days).Before(series.Last) {
		return access.Refuse(access.CodeTooLong, "From the first date to the last there may be at most %d days.", days).At("series.last")
	}
	limited, err := p.limited(entitlements, facts)
	if err != nil {
		return undecided(entitlements, err).At("series.end")
	}
	longest := min(limited.Max, time.Duration(rules.Recurring.MaxWindow))
	if length := wallLength(series); length > longest {
		return access.Refuse(access.CodeTooLong, "One window may be at most %s long, and this asks for %s.", Duration(longest), Duration(length)).At("series.end")
	}
	return checkOpenings(series, longest, rules.ahead(), now)
}

// checkOpenings proves that no windows run together into one that is too long, that
// there is still one to come, and that the first is not too far ahead.
func checkOpenings(series windows.Series, longest, ahead time.Duration, now time.Time) *access.Refusal {
	openings, err := series.Windows()
	if err != nil {
		return access.Refuse(access.CodeInvalid, "%s", sentence(err)).At("series")
	}
	var first time.Time
	for _, opening := range openings {
		if runsTogether(opening.Interval, series.Zone, longest) {
			return access.Refuse(access.CodeTooLong, "These windows follow each other without a break, and may be held for at most %s at a stretch.", Duration(longest)).At("series.rule")
		}
		if first.IsZero() && opening.Until.After(now) {
			first = opening.From
		}
	}
	switch {
	case first.IsZero():
		return access.Refuse(access.CodeInvalid, "All these windows are over already.").At("series.last")
	case first.Sub(now) > ahead:
		return access.Refuse(access.CodeInvalid, "The first window may begin at most %s ahead.", Duration(ahead)).At("series.first")
	default:
		return nil
	}
}

// runsTogether tells whether a window is longer than one may be, on the wall clock
// and in elapsed time: a change of the clocks alters only one of them.
func runsTogether(opening windows.Interval, zone string, longest time.Duration) bool {
	place, err := windows.LoadZone(zone)
	if err != nil {
		return true
	}
	_, before := opening.From.In(place).Zone()
	_, after := opening.Until.In(place).Zone()
	wall := opening.Length() + time.Duration(after-before)*time.Second
	return min(wall, opening.Length()) > longest
}

// wallLength is how long one window of a series that can be used is on the wall
// clock, which is that of UTC on every day.
func wallLength(series windows.Series) time.Duration {
	start, _, _ := windows.Resolve(series.First, series.Start, "UTC")
	end, _, _ := windows.Resolve(series.First, series.End, "UTC")
	if !end.After(start) {
		end = end.Add(24 * time.Hour)
	}
	return end.Sub(start)
}

// checkFixed refuses hours other than those that the automation says.
func (r RecurringRule) checkFixed(series windows.Series, zone string) *access.Refusal {
	if series.Zone != zone {
		return access.Refuse(access.CodeInvalid, "The hours are those of %s here. Write that zone, or leave it out.", zone).At("series.zone")
	}
	if r.Rule == "" {
		return nil
	}
	own, refusal := readSeriesTexts(access.Series{Rule: r.Rule, Start: r.Start, End: r.End, First: series.First.String(), Last: series.Last.String()})
	switch {
	case refusal != nil:
		return access.Refuse(access.CodeUnavailable, "The windows of this automation cannot be read. Tell an admin of Curfew: %s", refusal.Message).At("series")
	case series.Rule.String() != own.Rule.String():
		return access.Refuse(access.CodeInvalid, "The dates are those of the rule %s here. Leave the rule out.", own.Rule).At("series.rule")
	case series.Start != own.Start:
		return access.Refuse(access.CodeInvalid, "Every window begins at %s here. Leave the start out.", own.Start).At("series.start")
	case series.End != own.End:
		return access.Refuse(access.CodeInvalid, "Every window ends at %s here. Leave the end out.", own.End).At("series.end")
	default:
		return nil
	}
}

// readSeries reads the texts of a series, with the holidays of the automation.
func (p Plan) readSeries(asked access.Series) (windows.Series, *access.Refusal) {
	series, refusal := readSeriesTexts(asked)
	if refusal != nil {
		return series, refusal
	}
	series.Zone = asked.Zone
	if rules := p.request().Windows; rules != nil && rules.Recurring != nil {
		series.Holidays = p.Calendars[rules.Recurring.Holidays].Holidays
	}
	for _, trouble := range series.Check() {
		return series, access.Refuse(access.CodeInvalid, "%s", trouble.Message).At("series." + trouble.Field)
	}
	return series, nil
}

// readSeriesTexts reads the texts that are there; what is missing is left out.
func readSeriesTexts(asked access.Series) (series windows.Series, refusal *access.Refusal) {
	read := func(field, text string, parse func() error) {
		if refusal != nil || text == "" {
			return
		}
		if err := parse(); err != nil {
			refusal = access.Refuse(access.CodeInvalid, "%s", sentence(err)).At("series." + field)
		}
	}
	read("rule", asked.Rule, func() (err error) { series.Rule, err = windows.ParseRule(asked.Rule); return err })
	read("start", asked.Start, func() (err error) { series.Start, err = windows.ParseClock(asked.Start); return err })
	read("end", asked.End, func() (err error) { series.End, err = windows.ParseClock(asked.End); return err })
	read("first", asked.First, func() (err error) { series.First, err = windows.ParseDate(asked.First); return err })
	read("last", asked.Last, func() (err error) { series.Last, err = windows.ParseDate(asked.Last); return err })
	return series, refusal
}

// sentence makes one of an error.
func sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	return strings.TrimSuffix(string(unicode.ToUpper(first))+text[size:], ".") + "."
}
