package builder

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

// check proves that every window of a series is bounded: each by what the
// entitlement allows, and all of them by a last date.
func (r *RecurringRule) check(within surroundings, found *nodeFindings) {
	at := within.config.object("windows").object("recurring")
	within.calendar(at.place("holidays"), r.Holidays, found)
	if !slices.Contains([]string{toRequester, toSubject}, r.Zone) {
		if _, err := windows.LoadZone(r.Zone); err != nil {
			found.fail(CodeRecurring, at.place("zone"), "%s. Or write requester or subject, for that person's own zone.", upperFirst(err.Error()))
		}
	}
	for _, entitlement := range within.offered {
		if own := Duration(entitlement.MaxDuration); own > 0 && r.MaxWindow > own {
			found.fail(CodeAboveEntitlement, at.place("max_window"), "%s may be held for at most %s, and this allows windows of %s. Lower it.", entitlement.Label(), own, r.MaxWindow)
		}
	}
	if r.Rule != "" {
		r.checkRule(at, found)
	}
}

// checkRule proves that the windows that the automation names can be counted.
func (r *RecurringRule) checkRule(at fields, found *nodeFindings) {
	if _, err := windows.ParseRule(r.Rule); err != nil {
		found.fail(CodeRecurring, at.place("rule"), "%s.", upperFirst(err.Error()))
	}
	start, startErr := windows.ParseClock(r.Start)
	if startErr != nil {
		found.fail(CodeRecurring, at.place("start"), "With a rule each window needs a start: %v.", startErr)
	} else if start == windows.NewClock(24, 0) {
		found.fail(CodeRecurring, at.place("start"), "A window cannot begin at 24:00. Write 00:00, and the rule so that it names the next day.")
	}
	end, endErr := windows.ParseClock(r.End)
	if endErr != nil {
		found.fail(CodeRecurring, at.place("end"), "With a rule each window needs an end: %v.", endErr)
	}
	if startErr != nil || endErr != nil || r.MaxWindow == 0 {
		return
	}
	if long := wallClock(start, end); long > r.MaxWindow {
		found.fail(CodeRecurring, at.place("end"), "From %s to %s are %s, and a window may be %s long. Shorten it, or raise max_window.", start, end, long, r.MaxWindow)
	}
}

// wallClock is how long it is from one time of day to another, or to that of the
// next day where it is not later.
func wallClock(start, end windows.Clock) Duration {
	long := sinceMidnight(end) - sinceMidnight(start)
	if long <= 0 {
		long += Duration(24 * time.Hour)
	}
	return long
}

func sinceMidnight(clock windows.Clock) Duration {
	var hours, minutes Duration
	if _, err := fmt.Sscanf(clock.String(), "%d:%d", &hours, &minutes); err != nil {
		return 0
	}
	return hours*Duration(time.Hour) + minutes*Duration(time.Minute)
}
