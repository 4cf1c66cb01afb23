package workflows

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// ReportedLate says up to which mark the lateness of a lease's end was reported.
type ReportedLate struct {
	LeaseID string        `json:"lease_id"`
	Mark    time.Duration `json:"mark"`
}

// reportLate writes down every end that is not confirmed at one of the marks.
func (o *owner) reportLate(now time.Time) {
	for _, lease := range o.Record.Leases {
		if lease.State != access.Ending {
			continue
		}
		for _, mark := range access.LateMarks() {
			if mark <= o.reportedUpTo(lease.ID) || now.Before(lease.EndedAt.Add(mark)) {
				continue
			}
			o.Reported = append(o.Reported, ReportedLate{LeaseID: lease.ID, Mark: mark})
			detail := fmt.Sprintf("%s was due to end at %s and is not confirmed %s later. %s",
				lease.Label, stamp(lease.EndedAt), mark, whatIsDone(lease))
			line := lease
			line.Rev = int(mark / time.Minute)
			o.note(line, now, "access.late", access.System, detail)
			o.attention(now, detail)
			o.late = append(o.late, activities.LateInput{
				LeaseID: lease.ID, RequestID: lease.RequestID, PersonID: lease.PersonID, EntitlementID: lease.EntitlementID,
				Mark: mark, At: now, Text: detail,
			})
		}
	}
}

// nextLateMark is when the next end will be worth reporting.
func (o *owner) nextLateMark(now time.Time) (next time.Time, any bool) {
	for _, lease := range o.Record.Leases {
		if lease.State != access.Ending {
			continue
		}
		for _, mark := range access.LateMarks() {
			at := lease.EndedAt.Add(mark)
			if at.After(now) && (!any || at.Before(next)) {
				next, any = at, true
			}
		}
	}
	return next, any
}

func (o *owner) reportedUpTo(leaseID string) time.Duration {
	var most time.Duration
	for _, reported := range o.Reported {
		if reported.LeaseID == leaseID && reported.Mark > most {
			most = reported.Mark
		}
	}
	return most
}

// whatIsDone says what is done about an end that is not confirmed.
func whatIsDone(lease access.Lease) string {
	if lease.AsksHand() == access.HandToTake {
		return "Somebody has to take it away by hand."
	}
	return "It is still being tried."
}
