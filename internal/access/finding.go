package access

import "time"

// FindingState tells whether somebody still has to decide about a finding.
type FindingState string

// The states of a finding.
const (
	FindingOpen     FindingState = "open"
	FindingKept     FindingState = "kept"     // an admin keeps it as it is until KeptUntil
	FindingResolved FindingState = "resolved" // it is taken away, or has become a lease
	FindingGone     FindingState = "gone"     // it is not seen any more
)

// Live reports whether the finding is still seen and not done with.
func (s FindingState) Live() bool { return s == FindingOpen || s == FindingKept }

// Resolution is what somebody decided about a finding.
type Resolution string

// The resolutions of a finding.
const (
	RemoveFinding Resolution = "remove" // it is taken away, although nothing of ours gave it
	KeepFinding   Resolution = "keep"   // it stays, for a reason and until a moment
	LeaseFinding  Resolution = "lease"  // it becomes a lease, which ends
)

// Finding is something that an outside system says and no lease explains. At most one
// of a key and a class is live.
type Finding struct {
	ID            string          `json:"id"`
	Key           Key             `json:"key"`
	PersonID      string          `json:"person_id,omitempty"`      // empty where nobody has that account
	EntitlementID string          `json:"entitlement_id,omitempty"` // empty where it could be several
	Class         DifferenceClass `json:"class"`
	How           string          `json:"how,omitempty"` // what else holds it, see Holding.Managed
	Detail        string          `json:"detail"`        // a sentence for people
	FirstSeenAt   time.Time       `json:"first_seen_at"`
	LastSeenAt    time.Time       `json:"last_seen_at"`

	State      FindingState `json:"state"`
	Resolution Resolution   `json:"resolution,omitempty"` // the last one
	ResolvedBy string       `json:"resolved_by,omitempty"`
	ResolvedAt time.Time    `json:"resolved_at,omitzero"`
	Reason     string       `json:"reason,omitempty"`
	KeptUntil  time.Time    `json:"kept_until,omitzero"`
	LeaseID    string       `json:"lease_id,omitempty"`
}

// LongestKeep is how long a finding may be kept before somebody has to look again.
const LongestKeep = 366 * 24 * time.Hour

// MayResolve says why the finding cannot be resolved that way at that moment, or nil.
// Who may do so is not asked here.
func (f Finding) MayResolve(resolution Resolution, reason string, until, at time.Time) *Refusal {
	switch {
	case !f.State.Live():
		return Refuse(CodeAlreadyClosed, "This finding is %s already; there is nothing to decide any more.", f.State)
	case resolution != KeepFinding && f.How != "":
		return Refuse(CodeConflict, "It is held through a %s, so Curfew cannot take it away, now or later. Change the %s in %s, or keep the finding with a reason.",
			f.How, f.How, f.Key.Connector).At("resolution")
	case reason == "":
		return Refuse(CodeInvalid, "Say why; it stays on record.").At("reason")
	case resolution == RemoveFinding && !until.IsZero():
		return Refuse(CodeInvalid, "What is removed is removed now. Leave out until when.").At("until")
	case resolution == RemoveFinding:
		return nil
	case until.IsZero():
		return Refuse(CodeInvalid, "Say until when: nothing is kept for ever.").At("until")
	case !until.After(at):
		return Refuse(CodeInvalid, "That moment has passed. Choose a later one.").At("until")
	case until.After(at.Add(LongestKeep)):
		return Refuse(CodeTooLong, "A finding may be kept for a year at most. Choose an earlier moment.").At("until")
	}
	return nil
}

// FindingFilter narrows a list of findings; the zero value lists all of them.
type FindingFilter struct {
	State     FindingState
	Class     DifferenceClass
	Connector string
	OwnerID   string // of entitlements that this person owns
}
