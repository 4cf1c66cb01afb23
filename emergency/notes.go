package emergency

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// noteOver writes down whose right is over, and of every lease that this run ends that
// it is ended past its owner: by that line its owner is told. Owners write the same
// lines of the same ids, so that each stands there once.
func (w *keyWork) noteOver(fresh []access.Lease) {
	for _, lease := range w.record.Leases {
		if lease.State != access.Ending || !w.covers(lease) {
			continue
		}
		w.note(access.AuditLine{
			ID: w.k.DirectLine(lease.ID), Actor: w.by.ID, Action: "access.ended_directly",
			Detail: w.by.Name + " ends it directly, past the run that owns it: " + lease.Label + ".",
		}, lease, w.at)
	}
	for _, lease := range fresh {
		w.note(access.AuditLine{
			ID: fmt.Sprintf("%s/access.over/%d", lease.ID, lease.Rev), Actor: lease.EndedBy, Action: "access.over",
			Detail: lease.Label + " was revoked. " + lease.Note,
		}, lease, w.at)
	}
}

func (w *keyWork) noteEnded(ended []access.Lease, evidence string) {
	for _, lease := range ended {
		w.note(access.AuditLine{
			ID: fmt.Sprintf("%s/access.ended/%d", lease.ID, lease.Rev), Actor: access.System, Action: "access.ended",
			Detail: endedSentence(lease, evidence),
		}, lease, lease.ConfirmedAt)
	}
}

func (w *keyWork) noteCameBack(now time.Time) {
	w.note(access.AuditLine{
		ID: "kill-switch/" + w.k.ID + "/came-back/" + w.key.String(), Actor: access.System, Action: "access.drifted",
		Detail: "What was taken away directly had come back, and is taken away again.",
	}, w.leases[0], now)
}

func endedSentence(lease access.Lease, evidence string) string {
	switch {
	case lease.State == access.RefusedLease:
		return lease.Label + " is not held."
	case lease.Shares:
		return lease.Label + " ended; the access stays for another lease or was there before."
	case evidence != "":
		return lease.Label + " is gone: " + evidence + "."
	default:
		return lease.Label + " is gone, confirmed by reading back."
	}
}

func (w *keyWork) note(line access.AuditLine, lease access.Lease, at time.Time) {
	line.At, line.Object, line.RequestID = at, "lease/"+lease.ID, lease.RequestID
	line.Data = map[string]any{"key": w.key.String(), "person": lease.PersonID, "entitlement": lease.EntitlementID, "kill_switch": w.k.ID}
	if !slices.ContainsFunc(w.lines, func(known access.AuditLine) bool { return known.ID == line.ID }) {
		w.lines = append(w.lines, line)
	}
}
