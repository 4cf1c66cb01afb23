package builder_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// anyAsk is for a duration, a time or hours that come again, around now.
func anyAsk(t *rapid.T) access.Ask {
	minutes := func(label string, from, to int) time.Duration {
		return time.Duration(rapid.IntRange(from, to).Draw(t, label)) * time.Minute
	}
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		return access.Ask{Duration: minutes("duration", -10, 40*24*60)}
	case 1:
		from := now.Add(minutes("from", -5*24*60, 5*24*60))
		return access.Ask{From: from, Until: from.Add(minutes("length", -10, 10*24*60))}
	default:
		clock := func(label string) string {
			return fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(t, label), rapid.SampledFrom([]int{0, 30}).Draw(t, label))
		}
		first := now.AddDate(0, 0, rapid.IntRange(-20, 20).Draw(t, "first"))
		return access.Ask{Series: &access.Series{
			Rule:  rapid.SampledFrom([]string{"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU,MO,FR", "FREQ=MONTHLY;BYDAY=-1SU"}).Draw(t, "rule"),
			Start: clock("start"), End: clock("end"),
			Zone:  rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Asia/Jerusalem", "UTC"}).Draw(t, "zone"),
			First: first.Format(time.DateOnly), Last: first.AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "last")).Format(time.DateOnly),
		}}
	}
}

func TestWhateverIsAskedForIsBoundedByHoursMaximumAndLastMoment(t *testing.T) {
	office := windows.Calendar{Zone: "Europe/Berlin", Open: []windows.Hours{
		{Days: []windows.Weekday{windows.Monday, windows.Tuesday, windows.Sunday}, From: windows.NewClock(1, 30), To: windows.NewClock(17, 0)},
	}}
	opened := 0
	rapid.Check(t, func(t *rapid.T) {
		longest := time.Duration(rapid.IntRange(1, 20*24).Draw(t, "plan's hours")) * time.Hour
		own := time.Duration(rapid.IntRange(0, 20*24).Draw(t, "own hours")) * time.Hour
		request := &builder.RequestStep{
			Entitlements: []string{"a"}, Duration: builder.Durations{Default: builder.Duration(longest), Max: builder.Duration(longest)},
			Windows: &builder.WindowRules{Absolute: true, Recurring: &builder.RecurringRule{MaxWindow: builder.Duration(day), MaxSpan: builder.Duration(60 * day), Zone: "requester"}},
		}
		limited := rapid.Bool().Draw(t, "hours")
		if limited {
			request.Hours = &builder.HoursRule{Calendar: "office", Wait: rapid.Bool().Draw(t, "wait")}
		}
		plan := builder.Plan{Steps: []builder.Step{{Request: request}}, Calendars: map[string]windows.Calendar{"office": office}}
		subject, entitlement := jonas(), thing("a")
		entitlement.MaxDuration = own
		if rapid.Bool().Draw(t, "leaves") {
			subject.Until = now.Add(time.Duration(rapid.IntRange(-100, 1000).Draw(t, "leave hours")) * time.Hour)
		}
		ask := anyAsk(t)
		opening, err := plan.Windows(ask, subject, subject, entitlement, now)
		if err != nil {
			return // a series without a date
		}
		if opening.Words == "" {
			t.Fatal("nothing was said")
		}
		most := min(longest, own)
		if ask.Series != nil {
			most = own
		}
		var last time.Time
		for _, one := range opening.Windows {
			opened++
			switch {
			case one.From.Before(now), one.From.Before(last):
				t.Fatalf("begins too early: %+v", opening)
			case one.Duration == 0 && !one.Until.After(one.From), one.Duration < 0:
				t.Fatalf("is empty: %+v", opening)
			case one.Duration == 0 && one.Until.Sub(one.From) > most, one.Duration > most:
				t.Fatalf("is too long: %+v", opening)
			case !subject.Until.IsZero() && (one.Until.IsZero() || one.Until.After(subject.Until)):
				t.Fatalf("outlives the subject: %+v", opening)
			case !one.Until.IsZero() && !one.Until.After(one.From):
				t.Fatalf("ends before it begins: %+v", opening)
			}
			if limited {
				within(t, office, one)
			}
			last = one.Until
		}
	})
	if opened == 0 {
		t.Fatal("nothing was ever opened, so nothing was shown")
	}
}

// within proves that a window is in one opening of the calendar.
func within(t *rapid.T, calendar windows.Calendar, one builder.OpeningWindow) {
	opening, found, err := calendar.Next(one.From)
	if err != nil || !found || opening.From.After(one.From) || one.Until.IsZero() || one.Until.After(opening.Until) {
		t.Fatalf("%+v is not within %+v (%v)", one, opening, err)
	}
}
