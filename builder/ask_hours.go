package builder

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// hours is the calendar that access is limited to, if it is limited at all. An error
// means that the plan does not have it.
func (p Plan) hours() (calendar windows.Calendar, limited bool, err error) {
	rule := p.request().Hours
	if rule == nil {
		return calendar, false, nil
	}
	calendar, known := p.Calendars[rule.Calendar]
	if !known {
		return calendar, true, fmt.Errorf("the plan of %q has no calendar %q", p.Automation, rule.Calendar)
	}
	return calendar, true, nil
}

// checkHours refuses asking outside of the hours, where that is refused.
func (p Plan) checkHours(now time.Time) *access.Refusal {
	calendar, limited, err := p.hours()
	if !limited || err == nil && p.request().Hours.Wait {
		return nil
	}
	var next windows.Interval
	found := false
	if err == nil {
		next, found, err = calendar.Next(now)
	}
	switch {
	case err != nil:
		return access.Refuse(access.CodeUnavailable, "The business hours could not be looked up. Tell an admin of Curfew: %v.", err)
	case !found:
		return access.Refuse(access.CodeOutsideHours, "This can only be asked for %s, and these hours do not come again.", calendar.Words())
	case next.From.After(now):
		return access.Refuse(access.CodeOutsideHours, "This can only be asked for %s. Ask again from %s.", calendar.Words(), Moment(next.From, calendar.Zone))
	default:
		return nil
	}
}

// checkOpens refuses an ask of which nothing would be left.
func (p Plan) checkOpens(entitlements []access.Entitlement, facts Facts, ask access.Ask, now time.Time) *access.Refusal {
	for _, entitlement := range entitlements {
		opening, reason, err := p.opening(ask, facts.Requester, facts.Subject, entitlement, now)
		switch {
		case err != nil:
			return access.Refuse(access.CodeUnavailable, "When %s could be open could not be decided. Tell an admin of Curfew: %v.", entitlement.Label(), err)
		case len(opening.Windows) == 0 && reason == access.HoursEnd:
			return access.Refuse(access.CodeOutsideHours, "That would be %s.", opening.Words)
		case len(opening.Windows) == 0:
			return access.Refuse(access.CodeInvalid, "That would be %s.", opening.Words)
		}
	}
	return nil
}

// Moment is a moment in words: "Monday 15 February 2027 at 08:00 (Asia/Jerusalem)".
// A zone that is not known is read as UTC. It reads the zones of the machine, so a
// run calls it within a recorded step only.
func Moment(at time.Time, zone string) string {
	place, err := windows.LoadZone(zone)
	if err != nil {
		place, zone = time.UTC, "UTC"
	}
	return at.In(place).Format("Monday 2 January 2006 at 15:04") + " (" + zone + ")"
}
