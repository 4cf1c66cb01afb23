package windows_test

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

// When is access open that comes again, and what happens when clocks change?
func ExampleSeries_Windows() {
	series := windows.Series{
		Rule: windows.Weekly(windows.Sunday), Start: windows.NewClock(2, 15), End: windows.NewClock(4, 0),
		Zone: "America/New_York", First: windows.NewDate(2027, 3, 7), Last: windows.NewDate(2027, 3, 14),
	}
	fmt.Println(series.Words())
	found, err := series.Windows()
	if err != nil {
		fmt.Println(err)
	}
	for _, window := range found {
		fmt.Println(window.From.Format(time.RFC3339), window.Length(), window.Notes)
	}
	// Output:
	// every Sunday from 02:15 to 04:00 (America/New_York), from 7 March 2027 to 14 March 2027
	// 2027-03-07T07:15:00Z 1h45m0s []
	// 2027-03-14T07:15:00Z 45m0s [02:15 does not exist on 14 March 2027 in America/New_York, where clocks go forward; it is read as 03:15.]
}

// Is somebody there, and if not, when will they be?
func ExampleCalendar_Next() {
	calendar := windows.Calendar{
		Zone: "Europe/Berlin",
		Open: []windows.Hours{{
			Days: []windows.Weekday{windows.Monday, windows.Tuesday, windows.Wednesday, windows.Thursday, windows.Friday},
			From: windows.NewClock(8, 0), To: windows.NewClock(17, 0),
		}},
		Holidays: []windows.Date{windows.NewDate(2027, 3, 29)}, // Easter Monday
	}
	fmt.Println(calendar.Words())
	evening := time.Date(2027, 3, 26, 20, 0, 0, 0, time.UTC) // a Friday
	open, err := calendar.IsOpen(evening)
	fmt.Println(open, err)
	next, found, err := calendar.Next(evening)
	fmt.Println(next.From.Format(time.RFC3339), next.Length(), found, err)
	// Output:
	// Monday to Friday from 08:00 to 17:00 (Europe/Berlin), except on 1 holiday
	// false <nil>
	// 2027-03-30T06:00:00Z 9h0m0s true <nil>
}
