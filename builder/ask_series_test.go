package builder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const holidays = `
calendars:
  holidays:
    zone: Europe/Berlin
    open: [{days: [MO, TU, WE, TH, FR], from: "00:00", to: "24:00"}]
    holidays: ["2026-04-06"]
`

func mondays(change func(*access.Series)) access.Ask {
	series := access.Series{Rule: "FREQ=WEEKLY;BYDAY=MO", Start: "08:00", End: "12:00", Zone: "Europe/Berlin", First: "2026-03-30", Last: "2026-04-20"}
	if change != nil {
		change(&series)
	}
	return access.Ask{Series: &series}
}

func TestASeriesOutsideOfTheRulesIsRefused(t *testing.T) {
	const (
		free  = `entitlements: [a], duration: {default: 1h, max: 1h, limits: [{when: 'subject.employment == "contractor"', max: 30m}]}, windows: {ahead: 30d, recurring: {max_window: 4h, max_span: 60d, zone: requester, holidays: holidays}}`
		fixed = `entitlements: [a], duration: {default: 1h, max: 1h}, windows: {recurring: {max_window: 24h, max_span: 60d, zone: America/New_York, rule: "FREQ=MONTHLY;BYDAY=1TU,3TU", start: "10:00", end: "14:00", holidays: holidays}}`
	)
	for _, test := range []struct {
		name, request string
		change        func(*access.Series)
		field, says   string
	}{
		{"rule", free, func(s *access.Series) { s.Rule = "FREQ=HOURLY" }, "series.rule", "FREQ=HOURLY is not for windows"},
		{"no rule", free, func(s *access.Series) { s.Rule = "" }, "series.rule", "There is no rule."},
		{"a long rule", free, func(s *access.Series) { s.Rule = strings.Repeat("BYDAY=MO;", 1<<16) }, "series.rule", "longer than"},
		{"start", free, func(s *access.Series) { s.Start = "8" }, "series.start", `"8" is not a time of day`},
		{"end", free, func(s *access.Series) { s.End = "25:00" }, "series.end", `"25:00" is not a time of day`},
		{"first", free, func(s *access.Series) { s.First = "30.3.2026" }, "series.first", "is not a date"},
		{"last", free, func(s *access.Series) { s.Last = "" }, "series.last", "There is no last date"},
		{"backwards", free, func(s *access.Series) { s.Last = "2026-03-01" }, "series.last", "is before the first"},
		{"zone", free, func(s *access.Series) { s.Zone = "Mars" }, "series.zone", `"Mars" is not a time zone`},
		{"another zone", free, func(s *access.Series) { s.Zone = "Asia/Tokyo" }, "series.zone", "The hours are those of Europe/Berlin here"},
		{"only holidays", free, func(s *access.Series) { s.First, s.Last = "2026-04-06", "2026-04-06" }, "series.holidays", "Every date of the series is a holiday"},
		{"too long a span", free, func(s *access.Series) { s.Last = "2026-05-30" }, "series.last", "at most 60 days"},
		{"too long a window", free, func(s *access.Series) { s.End = "12:01" }, "series.end", "One window may be at most 4h long, and this asks for 4h1m."},
		{"too long a night", free, func(s *access.Series) { s.Start, s.End = "22:00", "02:01" }, "series.end", "this asks for 4h1m."},
		{"a whole day", free, func(s *access.Series) { s.End = "08:00" }, "series.end", "this asks for 1d."},
		{"over already", free, func(s *access.Series) { s.First, s.Last = "2026-03-16", "2026-03-23" }, "series.last", "over already"},
		{"too far ahead", free, func(s *access.Series) { s.First, s.Last = "2026-05-04", "2026-05-04" }, "series.first", "at most 30d ahead"},
		{"another rule than the automation's", fixed, func(s *access.Series) { s.Zone = "" }, "series.rule", "FREQ=MONTHLY;BYDAY=1TU,3TU"},
		{"another start than the automation's", fixed, func(s *access.Series) { s.Rule, s.Zone = "", "" }, "series.start", "10:00"},
		{"another end than the automation's", fixed, func(s *access.Series) { s.Rule, s.Zone, s.Start = "", "", "" }, "series.end", "14:00"},
		{"good", free, nil, "", ""},
		{"the automation's own", fixed, func(s *access.Series) { s.Rule, s.Start, s.End, s.Zone = "", "", "", "" }, "", ""},
		{"the automation's own, in other letters", fixed, func(s *access.Series) {
			s.Rule, s.Start, s.End, s.Zone = "RRULE:freq=monthly;byday=3tu,1tu", "10:00", "14:00", "America/New_York"
		}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := asking(t, test.request, holidays)
			facts := asks(jonas(), thing("a"), "")
			ask, err := plan.Complete(mondays(test.change), only(facts), facts)
			if err != nil {
				t.Fatal(err)
			}
			refusal := plan.CheckAsk(only(facts), facts, ask, now)
			if test.field == "" {
				if refusal != nil {
					t.Fatalf("refused %+v", refusal)
				}
				return
			}
			if refusal == nil || refusal.Field != test.field || !strings.Contains(refusal.Message, test.says) || !strings.HasSuffix(refusal.Message, ".") {
				t.Fatalf("refusal is %+v", refusal)
			}
		})
	}
}

func TestALimitHoldsForEveryWindowOfASeries(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h, limits: [{when: 'subject.employment == "contractor"', max: 30m}]}, windows: {recurring: {max_window: 4h, max_span: 60d, zone: requester}}`)
	facts := asks(jonas(), thing("a"), "")
	facts.Subject.Employment = access.Contractor
	refusal := plan.CheckAsk(only(facts), facts, mondays(nil), now)
	if refusal == nil || refusal.Code != access.CodeTooLong || !strings.Contains(refusal.Message, "at most 30m") {
		t.Fatalf("refusal is %+v", refusal)
	}
}

func TestWindowsThatTouchAreNotTakenForShortOnes(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h}, windows: {recurring: {max_window: 24h, max_span: 60d, zone: requester}}`)
	facts := asks(jonas(), thing("a"), "")
	ask := mondays(func(s *access.Series) { s.Rule, s.Start, s.End = "FREQ=DAILY", "00:00", "00:00" })
	refusal := plan.CheckAsk(only(facts), facts, ask, now)
	if refusal == nil || refusal.Code != access.CodeTooLong || refusal.Field != "series.rule" {
		t.Fatalf("refusal is %+v", refusal)
	}
}

func TestASeriesLeavesOutHolidaysAndWhatIsOver(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h}, windows: {recurring: {max_window: 4h, max_span: 60d, zone: requester, holidays: holidays}}`, holidays)
	opening, err := plan.Windows(mondays(nil), jonas(), jonas(), thing("a"), at("2026-03-30T09:00:00+02:00"))
	want := `2026-03-30T09:00+02:00 2026-03-30T12:00+02:00
2026-04-13T08:00+02:00 2026-04-13T12:00+02:00
2026-04-20T08:00+02:00 2026-04-20T12:00+02:00`
	if got := stretches(t, opening, "Europe/Berlin"); err != nil || got != want || !strings.HasPrefix(opening.Words, "every Monday from 08:00 to 12:00 (Europe/Berlin)") {
		t.Fatalf("got %s\n%+v %v", got, opening, err)
	}
	if opening, err = plan.Windows(mondays(nil), jonas(), jonas(), thing("a"), at("2027-01-01T00:00:00Z")); err != nil || len(opening.Windows) != 0 || !strings.Contains(opening.Words, "are over") {
		t.Fatalf("got %+v %v", opening, err)
	}
}

func TestHoursThatAreWaitedForOpenLater(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 48h}, hours: {calendar: office, outside: wait}, windows: {absolute: true}`, telAviv)
	facts := asks(jonas(), thing("a"), "")
	saturday := at("2027-02-13T11:00:00+02:00")
	if refusal := plan.CheckAsk(only(facts), facts, access.Ask{Duration: time.Hour}, saturday); refusal != nil {
		t.Fatalf("refused %+v", refusal)
	}
	opening, err := plan.Windows(access.Ask{Duration: time.Hour}, jonas(), jonas(), facts.Entitlement, saturday)
	if got := stretches(t, opening, "Asia/Jerusalem"); err != nil || got != "2027-02-15T08:00+02:00 +1h 2027-02-15T17:00+02:00 hours_end" || len(opening.Notes) != 1 {
		t.Fatalf("got %q %+v %v", got, opening, err)
	}
	weekend := access.Ask{From: at("2027-02-13T00:00:00+02:00"), Until: at("2027-02-14T00:00:00+02:00")}
	refusal := plan.CheckAsk(only(facts), facts, weekend, saturday.Add(-day))
	if refusal == nil || refusal.Code != access.CodeOutsideHours || !strings.Contains(refusal.Message, "outside of the business hours") {
		t.Fatalf("refusal is %+v", refusal)
	}
	two := access.Ask{From: at("2027-02-15T12:00:00+02:00"), Until: at("2027-02-16T12:00:00+02:00")}
	opening, err = plan.Windows(two, jonas(), jonas(), facts.Entitlement, saturday)
	want := "2027-02-15T12:00+02:00 2027-02-15T17:00+02:00 hours_end\n2027-02-16T08:00+02:00 2027-02-16T12:00+02:00"
	if got := stretches(t, opening, "Asia/Jerusalem"); err != nil || got != want || len(opening.Notes) != 1 {
		t.Fatalf("got %q %+v %v", got, opening, err)
	}
}

func TestAPlanWithoutItsCalendarOpensNothing(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h}, hours: {calendar: office}`, telAviv)
	plan.Calendars = nil
	facts := asks(jonas(), thing("a"), "")
	if refusal := plan.CheckAsk(only(facts), facts, access.Ask{Duration: time.Hour}, now); refusal == nil || refusal.Code != access.CodeUnavailable {
		t.Fatalf("refusal is %+v", refusal)
	}
	if opening, err := plan.Windows(access.Ask{Duration: time.Hour}, jonas(), jonas(), facts.Entitlement, now); err == nil {
		t.Fatalf("opened %+v", opening)
	}
}

func TestNoWindowIsLongerThanTheEntitlementAllows(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 48h}, windows: {absolute: true, recurring: {max_window: 12h, max_span: 60d, zone: requester}}`)
	short := thing("a")
	short.MaxDuration = 2 * time.Hour
	for name, ask := range map[string]access.Ask{
		"duration":   {Duration: 5 * time.Hour},
		"from until": window(time.Hour, 5*time.Hour),
		"series":     mondays(nil),
	} {
		opening, err := plan.Windows(ask, jonas(), jonas(), short, now)
		if err != nil || len(opening.Windows) == 0 || len(opening.Notes) != 1 {
			t.Fatalf("%s: %+v %v", name, opening, err)
		}
		for _, one := range opening.Windows {
			if length := max(one.Duration, one.Until.Sub(one.From)); length != 2*time.Hour {
				t.Errorf("%s: %s", name, length)
			}
		}
	}
	short.MaxDuration = 0
	if opening, err := plan.Windows(access.Ask{Duration: 1}, jonas(), jonas(), short, now); err != nil || len(opening.Windows) != 0 || opening.Words == "" {
		t.Fatalf("got %+v %v", opening, err)
	}
}
