package windows_test

import (
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestASeriesInWords(t *testing.T) {
	for text, want := range map[string]string{
		"FREQ=WEEKLY;BYDAY=MO,TH":                       "every Monday and Thursday",
		"FREQ=WEEKLY;BYDAY=MO,TH,FR":                    "every Monday, Thursday and Friday",
		"FREQ=WEEKLY":                                   "every Monday",
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU":        "every day",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO":               "every 2 weeks on Monday",
		"FREQ=WEEKLY;BYDAY=MO;WKST=SU":                  "every Monday",
		"FREQ=DAILY":                                    "every day",
		"FREQ=DAILY;INTERVAL=3":                         "every 3 days",
		"FREQ=DAILY;BYDAY=SA,SU":                        "every Saturday and Sunday",
		"FREQ=MONTHLY;BYDAY=1TU,3TU":                    "the first and third Tuesday of the month",
		"FREQ=MONTHLY;BYDAY=1MO,-1FR,-2FR":              "the first Monday and the second to last and last Friday of the month",
		"FREQ=MONTHLY;BYMONTHDAY=1,2,3,11,15,22,-1":     "the 1st, 2nd, 3rd, 11th, 15th, 22nd and last day of the month",
		"FREQ=MONTHLY;BYMONTHDAY=-2":                    "the 2nd to last day of the month",
		"FREQ=MONTHLY":                                  "the 4th of the month",
		"FREQ=MONTHLY;INTERVAL=2":                       "on the dates of the rule FREQ=MONTHLY;INTERVAL=2",
		"FREQ=MONTHLY;BYDAY=MO":                         "on the dates of the rule FREQ=MONTHLY;BYDAY=MO",
		"FREQ=DAILY;INTERVAL=2;BYDAY=MO":                "on the dates of the rule FREQ=DAILY;INTERVAL=2;BYDAY=MO",
		"FREQ=WEEKLY;BYMONTH=1;BYDAY=MO":                "on the dates of the rule FREQ=WEEKLY;BYMONTH=1;BYDAY=MO",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "on the dates of the rule FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=29":           "on the dates of the rule FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=29",
	} {
		series := standup()
		series.Rule = rule(t, text)
		if got := series.Words(); got != want+" from 08:00 to 12:00 (America/New_York), from 4 January 2027 to 31 January 2027" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestASeriesInWordsSaysWhatIsSpecial(t *testing.T) {
	series := standup()
	series.Start, series.End = windows.NewClock(22, 0), windows.NewClock(6, 0)
	series.Last = series.First
	series.Holidays = []windows.Date{date(t, "2027-01-01")}
	if got := series.Words(); got != "every Monday and Thursday from 22:00 to 06:00 the next day (America/New_York), on 4 January 2027, except on 1 holiday" {
		t.Error(got)
	}
}

func TestACalendarInWords(t *testing.T) {
	calendar := office()
	if got := calendar.Words(); got != "Monday to Friday from 08:00 to 17:00 and Saturday from 09:00 to 12:00 (Europe/Berlin), except on 2 holidays" {
		t.Error(got)
	}
	calendar.Holidays = nil
	calendar.Open = []windows.Hours{{Days: []windows.Weekday{windows.Friday, windows.Monday, windows.Wednesday}, From: windows.NewClock(20, 0), To: windows.NewClock(24, 0)}}
	if got := calendar.Words(); got != "Monday, Wednesday and Friday from 20:00 to 24:00 (Europe/Berlin)" {
		t.Error(got)
	}
	calendar.Open[0].Days = []windows.Weekday{windows.Saturday, windows.Sunday}
	if got := calendar.Words(); got != "Saturday and Sunday from 20:00 to 24:00 (Europe/Berlin)" {
		t.Error(got)
	}
	calendar.Zone = ""
	if got := calendar.Words(); got != "" {
		t.Error(got)
	}
}
