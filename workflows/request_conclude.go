package workflows

import (
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// conclude remembers how the window ended; a window of a series that somebody gave
// back ends alone, and the others still open.
func (r *run) conclude() {
	h := r.holding
	if !h.last || h.index > 0 || r.isOver() {
		return
	}
	given := false
	for _, lease := range h.leases {
		given = given || !lease.OpenedAt.IsZero()
	}
	if !given {
		r.ends(access.RequestNotGranted, h.leases[0].Note)
		return
	}
	for i, lease := range h.leases {
		switch lease.EndReason {
		case access.EarlyReturn:
			r.ends(access.RequestReturned, "Given back before its time.")
		case access.Revoked, access.EligibilityLost, access.Offboarding, access.ConditionLost, access.LimitLowered, access.Retired:
			r.ends(access.RequestEndedEarly, r.takenAway(lease.EndedBy, lease.Note))
		case access.LeaveDate, access.ContractEnd:
			if lease.EndedAt.Before(h.grantedUntil(i)) {
				r.ends(access.RequestEndedEarly, r.takenAway(lease.EndedBy, r.whyOver(lease)))
			}
		}
	}
	r.ends(access.RequestCompleted, "Ended as planned"+lateness(h.leases)+".")
}

// takenAway says why something ended before its time, and who did it where that is
// somebody who was asked.
func (r *run) takenAway(by, note string) string {
	words := "Taken away before its time"
	for _, approval := range r.approvals {
		if approval.Asks(by) {
			words += " by " + approval.NameOf(by)
			break
		}
	}
	return strings.TrimSpace(words + ". " + note)
}

func lateness(leases []access.Lease) string {
	var latest time.Duration
	for _, lease := range leases {
		latest = max(latest, lease.Late().Round(time.Second))
	}
	if latest > 0 {
		return fmt.Sprintf(", confirmed %s late", latest)
	}
	return ""
}
