package simulation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// seen counts in how many dramas something really happened.
type seen map[string]int

// enough fails the test where an adversity hit so seldom that nothing is shown of it.
func (s seen) enough(t *testing.T) {
	t.Helper()
	for what, least := range map[string]int{
		"submitted": 72, "held": 30, "never held": 12, "extended": 3, "ended early": 12, "held late": 1, "series": 3,
		"approver left": 10, "delegate left": 1, "came back": 15, "left while open": 2, "left between windows": 1,
		"condition ended it": 4, "condition true again": 2, "last moment ended it": 4, "last moment moved": 2, "last moment lifted": 3,
		"extended under a last moment": 1, "event ended it": 2, "fact ended it": 2, "part of a bundle": 1, "overlapping": 2,
	} {
		if s[what] < least {
			t.Errorf("only %d of %d dramas had something %s, and %d are needed", s[what], dramas, what, least)
		}
	}
}

// note counts what a drama showed.
func (s seen) note(j judge) {
	once := map[string]bool{"submitted": len(j.report.Requests) > 0}
	for _, request := range j.report.Requests {
		once[string(request.State)] = true
	}
	for _, held := range j.report.Held {
		once["held"] = once["held"] || !held.Standing
	}
	once["never held"] = once["submitted"] && !once["held"]
	extended := 0
	for _, line := range j.report.Audit {
		if line.Action == "access.extended" && strings.HasPrefix(line.Object, "request/") {
			extended++
		}
	}
	once["extended"] = extended > 0
	for i, lease := range j.report.Leases {
		j.noteLease(once, lease, j.report.Leases[i+1:])
	}
	once["extended under a last moment"] = once["extended"] && once["last moment ended it"]
	j.noteDeeds(once)
	for what, is := range once {
		if is {
			s[what]++
		}
	}
}

func (j judge) noteLease(once map[string]bool, lease access.Lease, later []access.Lease) {
	if strings.Count(lease.ID, ".") > 1 && j.drama.plan.Steps[0].Request.Windows != nil {
		once["series"] = true
	}
	if lease.OpenedAt.IsZero() {
		return
	}
	once["ended early"] = once["ended early"] || lease.EndedAt.Before(lease.End())
	once["held late"] = once["held late"] || lease.Late() > 0
	switch lease.EndReason {
	case access.EligibilityLost:
		once["condition ended it"] = true
	case access.LeaveDate, access.ContractEnd:
		once["last moment ended it"] = true
	case access.TicketClosed, access.IncidentResolved:
		once["event ended it"] = true
	case access.ShiftEnd, access.ConditionLost:
		once["fact ended it"] = once["fact ended it"] || lease.EndedAt.Before(lease.End())
	case access.Offboarding:
		once["left while open"] = true
	}
	for _, other := range later {
		switch {
		case other.RequestID == lease.RequestID:
			once["part of a bundle"] = once["part of a bundle"] || other.From.Equal(lease.From) && other.OpenedAt.IsZero()
		case other.PersonID == lease.PersonID && other.Key == lease.Key && !other.OpenedAt.IsZero():
			once["overlapping"] = once["overlapping"] || other.OpenedAt.Before(lease.EndedAt) && lease.OpenedAt.Before(other.EndedAt)
		}
	}
}

// noteDeeds counts what adversaries did where it made a difference.
func (j judge) noteDeeds(once map[string]bool) {
	for _, done := range j.acts {
		person := j.drama.person(done.who).ID
		switch done.kind {
		case "approver leaves", "delegate leaves":
			if slices.ContainsFunc(j.report.Asked, func(a Asked) bool {
				return a.Person == done.who && a.Replaced && !a.At.After(done.at) && !a.ClosedAt.Before(done.at)
			}) {
				once[strings.Replace(done.kind, "leaves", "left", 1)] = true
			}
		case "comes back":
			once["came back"] = true
		case "leaves between windows":
			once["left between windows"] = slices.ContainsFunc(j.report.Leases, func(l access.Lease) bool { return l.PersonID == person && !l.OpenedAt.IsZero() })
		case "condition comes true":
			once["condition true again"] = once["condition true again"] || once["condition ended it"]
		case "last moment moves", "last moment is lifted":
			if slices.ContainsFunc(j.report.Leases, func(l access.Lease) bool { return l.PersonID == person && heldAt(l, done.at) }) {
				once[strings.Replace(strings.Replace(done.kind, "moves", "moved", 1), "is lifted", "lifted", 1)] = true
			}
		}
	}
}

func heldAt(lease access.Lease, at time.Time) bool {
	return !lease.OpenedAt.IsZero() && !at.Before(lease.OpenedAt) && at.Before(lease.EndedAt)
}
