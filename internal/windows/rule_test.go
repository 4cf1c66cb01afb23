package windows_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestRulesThatAreRefused(t *testing.T) {
	for text, say := range map[string]string{
		"":                                   "NAME=VALUE",
		"   ":                                "NAME=VALUE",
		"every monday":                       "NAME=VALUE",
		"FREQ":                               "NAME=VALUE",
		"FREQ=DAILY;":                        "NAME=VALUE",
		"BYDAY=MO":                           "no FREQ",
		"FREQ=":                              "write DAILY, WEEKLY, MONTHLY or YEARLY",
		"FREQ=FORTNIGHTLY":                   "write DAILY, WEEKLY, MONTHLY or YEARLY",
		"FREQ=DAILY;FREQ=WEEKLY":             "FREQ twice",
		"FREQ=HOURLY":                        "the start and end of the series",
		"FREQ=SECONDLY;INTERVAL=1":           "the start and end of the series",
		"FREQ=DAILY;COUNT=3":                 "COUNT is not for windows: how long it goes on is said by the first and last date",
		"FREQ=DAILY;UNTIL=20270101":          "UNTIL is not for windows: how long it goes on is said by the first and last date",
		"FREQ=DAILY;BYHOUR=8":                "BYHOUR is not for windows: the hours",
		"FREQ=DAILY;BYMINUTE=8":              "the hours are said by the start",
		"FREQ=DAILY;BYSECOND=8":              "the hours are said by the start",
		"FREQ=YEARLY;BYYEARDAY=100":          "BYMONTH and BYMONTHDAY",
		"FREQ=YEARLY;BYWEEKNO=20":            "BYMONTH, BYMONTHDAY and BYDAY",
		"FREQ=DAILY;EASTER=1":                `"EASTER" is not a part of a rule`,
		"FREQ=DAILY;INTERVAL=0":              "from 1 to 1000",
		"FREQ=DAILY;INTERVAL=-1":             "from 1 to 1000",
		"FREQ=DAILY;INTERVAL=1001":           "from 1 to 1000",
		"FREQ=DAILY;INTERVAL=" + nines(100):  "from 1 to 1000",
		"FREQ=DAILY;INTERVAL=":               "from 1 to 1000",
		"FREQ=DAILY;BYMONTH=0":               "numbers from 1 to 12",
		"FREQ=DAILY;BYMONTH=13":              "numbers from 1 to 12",
		"FREQ=DAILY;BYMONTH=-1":              "numbers from 1 to 12",
		"FREQ=DAILY;BYMONTH=1,,2":            "numbers from 1 to 12",
		"FREQ=DAILY;BYMONTHDAY=32":           "numbers from 1 to 31, or from -1",
		"FREQ=DAILY;BYMONTHDAY=-32":          "numbers from 1 to 31, or from -1",
		"FREQ=DAILY;BYMONTHDAY=0":            "numbers from 1 to 31, or from -1",
		"FREQ=DAILY;BYMONTHDAY=" + nines(90): "numbers from 1 to 31, or from -1",
		"FREQ=WEEKLY;BYMONTHDAY=1":           "BYMONTHDAY does not go with FREQ=WEEKLY",
		"FREQ=WEEKLY;BYDAY=":                 "such as MO or TH",
		"FREQ=WEEKLY;BYDAY=MON":              "such as MO or TH",
		"FREQ=WEEKLY;BYDAY=XX":               "such as MO or TH",
		"FREQ=WEEKLY;BYDAY=MO TH":            "such as MO or TH",
		"FREQ=MONTHLY;BYDAY=1":               "such as MO or TH",
		"FREQ=MONTHLY;BYDAY=0MO":             "count from 1",
		"FREQ=WEEKLY;BYDAY=1MO":              "BYDAY=1MO does not go with FREQ=WEEKLY",
		"FREQ=DAILY;BYDAY=-1MO":              "BYDAY=-1MO does not go with FREQ=DAILY",
		"FREQ=MONTHLY;BYDAY=6MO":             "at most 5",
		"FREQ=MONTHLY;BYDAY=53MO":            "at most 5",
		"FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO":   "at most 5",
		"FREQ=YEARLY;BYDAY=54MO":             "at most 53",
		"FREQ=DAILY;BYSETPOS=1":              "BYSETPOS picks",
		"FREQ=DAILY;BYDAY=MO;BYSETPOS=367":   "numbers from 1 to 366",
		"FREQ=DAILY;BYDAY=MO;BYSETPOS=0":     "numbers from 1 to 366",
		"FREQ=WEEKLY;WKST=1MO":               "write one of MO, TU",
		"FREQ=WEEKLY;WKST=":                  "write one of MO, TU",
		"FREQ=DAILY\nFREQ=DAILY":             "write DAILY",
		"DTSTART:20270104\nRRULE:FREQ=DAILY": "is not a part of a rule",
		strings.Repeat("FREQ=DAILY;", 1000):  "longer than 300",
		"FREQ=DAILY;BYMONTHDAY=1\x00":        "numbers from 1 to 31",
	} {
		rule, err := windows.ParseRule(text)
		if err == nil || !rule.IsZero() || !strings.Contains(err.Error(), say) || len(err.Error()) > 300 {
			t.Errorf("%.60q: %v, %v", text, rule, err)
		}
	}
}

func nines(count int) string { return strings.Repeat("9", count) }

func TestEqualRulesAreWrittenInTheSameWay(t *testing.T) {
	for text, want := range map[string]string{
		"FREQ=DAILY": "FREQ=DAILY",
		" rrule:byday=th,mo,th;freq=weekly;interval=01;wkst=mo ":          "FREQ=WEEKLY;BYDAY=MO,TH",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU":                         "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
		"FREQ=MONTHLY;BYDAY=-1FR,+3TU,01TU,MO":                            "FREQ=MONTHLY;BYDAY=MO,1TU,3TU,-1FR",
		"FREQ=YEARLY;BYSETPOS=-1,+2,1,-2;BYMONTHDAY=31,-1,1;BYMONTH=12,1": "FREQ=YEARLY;BYMONTH=1,12;BYMONTHDAY=1,31,-1;BYSETPOS=1,2,-2,-1",
		"FREQ=YEARLY;BYDAY=53MO,-53MO":                                    "FREQ=YEARLY;BYDAY=53MO,-53MO",
	} {
		parsed, err := windows.ParseRule(text)
		if err != nil || parsed.String() != want {
			t.Errorf("%q: %q (%v), not %q", text, parsed, err, want)
		}
		stored, _ := parsed.MarshalText()
		var again windows.Rule
		if err := again.UnmarshalText(stored); err != nil || again.String() != want {
			t.Errorf("%q became %q (%v)", stored, again, err)
		}
	}
}

func TestNoRuleSurvivesBeingStored(t *testing.T) {
	again := rule(t, "FREQ=DAILY")
	stored, err := windows.Rule{}.MarshalText()
	if err != nil || string(stored) != "" || again.UnmarshalText(stored) != nil || !again.IsZero() {
		t.Fatalf("%q (%v), %v", stored, err, again)
	}
}

func TestWeeklyIsTheRuleOfItsDays(t *testing.T) {
	for want, days := range map[string][]windows.Weekday{
		"FREQ=WEEKLY":             nil,
		"FREQ=WEEKLY;BYDAY=MO,TH": {windows.Thursday, windows.Monday, windows.Thursday, 0, 8},
		"FREQ=WEEKLY;BYDAY=SU":    {windows.Sunday},
	} {
		if got := windows.Weekly(days...).String(); got != want {
			t.Errorf("%v: %s, not %s", days, got, want)
		}
	}
}
