package windows

import (
	"fmt"
	"strings"
	"time"
)

// Trouble is one thing that is wrong with a series or a calendar.
type Trouble struct {
	Field   string `json:"field"`   // as in the JSON form: "zone", "open[1].days"
	Message string `json:"message"` // a sentence that says what to do
}

// troubles collects them in the order of the fields.
type troubles []Trouble

func (t *troubles) add(field, format string, args ...any) {
	*t = append(*t, Trouble{field, fmt.Sprintf(format, args...)})
}

// Error names every one of them.
func (t troubles) Error() string {
	var said []string
	for _, trouble := range t {
		said = append(said, trouble.Field+": "+trouble.Message)
	}
	return strings.Join(said, " ")
}

// MaxHolidays is how many holidays a series or a calendar may name.
const MaxHolidays = 1000

func (t *troubles) checkHolidays(holidays []Date) {
	if len(holidays) > MaxHolidays {
		t.add("holidays", "There are %d holidays, and at most %d may be named.", len(holidays), MaxHolidays)
		return
	}
	for i, holiday := range holidays {
		if holiday.IsZero() {
			t.add(fmt.Sprintf("holidays[%d]", i), "This holiday has no date. Write one, for instance 2027-12-25, or take it out.")
		}
	}
}

// checkZone finds the zone, and nil if there is trouble with it.
func (t *troubles) checkZone(name string) *time.Location {
	zone, err := LoadZone(name)
	if err != nil {
		t.add("zone", "%s.", capital(err.Error()))
	}
	return zone
}
