package access

import (
	"fmt"
	"time"
)

// ClaimLine is the evidence that the lease was written into the ledger. Whoever writes
// it, it has the same id, so that it is one line.
func (l Lease) ClaimLine(at time.Time) AuditLine {
	return l.line("claimed", "access.claimed", at,
		fmt.Sprintf("Written into the ledger before anything is given. It ends %s at the latest.", inUTC(l.HardEnd)))
}

// MoveLine is the evidence that the lease ends as it does now, and not any more as it
// did before. Like ClaimLine it is one line, whoever writes it.
func (l Lease) MoveLine(before Lease, at time.Time) AuditLine {
	action, until := "access.shortened", inUTC(l.End())
	if by := l.End().Compare(before.End()); by > 0 || by == 0 && l.HardEnd.After(before.HardEnd) {
		action = "access.extended"
	}
	if l.Ends.IsZero() {
		until = inUTC(l.HardEnd) + " at the latest"
	}
	return l.line("moved", action, at, fmt.Sprintf("%s ends %s now.", l.Label, until))
}

func (l Lease) line(what, action string, at time.Time, detail string) AuditLine {
	return AuditLine{
		ID: fmt.Sprintf("%s/access.%s/%d", l.ID, what, l.Rev), At: at, Actor: System, Action: action,
		Object: "lease/" + l.ID, RequestID: l.RequestID, Detail: detail,
		Data: map[string]any{"key": l.Key.String(), "person": l.PersonID, "entitlement": l.EntitlementID},
	}
}

func inUTC(at time.Time) string { return at.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC") }
