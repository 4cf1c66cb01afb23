package windows

import (
	"errors"
	"fmt"
	"time"
)

// Resolve is the moment, in UTC, at which the clocks of a zone show a time of day on
// a date, by RFC 5545, 3.3.5: a time that does not exist because clocks go forward
// is read with the offset from before, and of a time that comes twice because they go
// back, the first counts. In these two cases the note says so in a sentence; else it
// is empty. 24:00 is 00:00 on the next date. The zone is an IANA name.
func Resolve(date Date, clock Clock, zone string) (at time.Time, note string, err error) {
	if date.IsZero() {
		return time.Time{}, "", errors.New("there is no date: write one, for instance 2027-01-04")
	}
	if clock.IsZero() {
		return time.Time{}, "", errors.New("there is no time of day: write one, for instance 08:00")
	}
	place, err := LoadZone(zone)
	if err != nil {
		return time.Time{}, "", err
	}
	at, note = resolve(date, clock, place)
	return at, note, nil
}

// resolve is Resolve in a zone that was loaded, for a date and a clock that are given.
func resolve(date Date, clock Clock, zone *time.Location) (time.Time, string) {
	wall := date.midnight().Add(clock.sinceMidnight())
	at, exists := momentOf(wall, zone)
	switch {
	case !exists:
		return at, fmt.Sprintf("%s does not exist on %s in %s, where clocks go forward; it is read as %s.",
			wall.Format(clockLayout), dateOf(wall).words(), zone, readAs(at.In(zone), dateOf(wall)))
	case comesAgain(wall, at.In(zone)):
		return at, fmt.Sprintf("%s comes twice on %s in %s, where clocks go back; the first one counts.",
			wall.Format(clockLayout), dateOf(wall).words(), zone)
	}
	return at, ""
}

const clockLayout = "15:04"

// readAs names the time, and the date if it is another one than people would expect.
func readAs(local time.Time, expected Date) string {
	if dateOf(local) == expected {
		return local.Format(clockLayout)
	}
	return local.Format(clockLayout) + " on " + dateOf(local).words()
}

// farthest is more than any zone has ever been away from UTC.
const farthest = 26 * time.Hour

// momentOf finds the first moment at which the clocks of a zone show what the wall,
// written as if it were UTC, shows. It walks over the stretches of time between
// changes of the clocks: in the first stretch that does not end too early for the
// wall, either the wall is found, or clocks went past it when that stretch began.
func momentOf(wall time.Time, zone *time.Location) (at time.Time, exists bool) {
	var before time.Time // the wall, read with the offset of the stretch before
	for begin := wall.Add(-farthest).In(zone); ; {
		moment, end := wall.Add(-offset(begin)), endOf(begin)
		switch {
		case moment.Before(begin):
			return before, false
		case end.IsZero() || moment.Before(end):
			return moment, true
		}
		before, begin = moment, end
	}
}

// comesAgain reports whether clocks show after a moment once more what they showed
// at it.
func comesAgain(wall, at time.Time) bool {
	for begin := endOf(at); !begin.IsZero() && begin.Before(at.Add(farthest)); begin = endOf(begin) {
		moment, end := wall.Add(-offset(begin)), endOf(begin)
		if !moment.Before(begin) && (end.IsZero() || moment.Before(end)) {
			return true
		}
	}
	return false
}

// endOf is a later moment, up to which the offset of a zone stays as it is; zero if
// it stays so for ever.
//
// For years that the zone data covers by a rule, ZoneBounds takes every year for 365
// days: on 31 December of a leap year it answers with an end that is over. No zone
// has a rule that changes clocks around then, so any step that is short will do.
func endOf(at time.Time) time.Time {
	_, end := at.ZoneBounds()
	if !end.IsZero() && !end.After(at) {
		return at.Add(time.Hour)
	}
	return end
}

func offset(at time.Time) time.Duration {
	_, seconds := at.Zone()
	return time.Duration(seconds) * time.Second
}
