package access

import "time"

// LeaseState is how far a lease has come. States only ever move forward.
type LeaseState string

// The states of a lease. Ending means that the right is over but the outside
// system has not yet been read to say so; Ended means that it has. Ending, Ended
// and RefusedLease are absorbing: a lease never leaves them for a live state.
const (
	Scheduled    LeaseState = "scheduled" // its window has not begun
	Opening      LeaseState = "opening"   // being provisioned
	Open         LeaseState = "open"      // confirmed by reading back
	Ending       LeaseState = "ending"
	Ended        LeaseState = "ended"
	RefusedLease LeaseState = "refused" // never given
)

// Rank orders states; a record of a lower rank never replaces one of a higher.
func (s LeaseState) Rank() int {
	switch s {
	case Scheduled:
		return 1
	case Opening:
		return 2
	case Open:
		return 3
	case Ending:
		return 4
	case Ended, RefusedLease:
		return 5
	default:
		return 0
	}
}

// Over reports whether the right is over, confirmed or not.
func (s LeaseState) Over() bool { return s.Rank() >= Ending.Rank() }

// EndReason says why a lease ended.
type EndReason string

// The reasons a lease ends for, in the words of reports and audit.
const (
	Expiry      EndReason = "expiry"       // its duration ran out
	WindowEnd   EndReason = "window_end"   // its absolute window closed
	EarlyReturn EndReason = "early_return" // the holder gave it back
	Revoked     EndReason = "revoked"      // an owner or an admin took it away
	Cancelled   EndReason = "cancelled"    // the request was withdrawn before it opened
	NotGiven    EndReason = "not_given"    // the outside system refused or never confirmed it

	HoursEnd         EndReason = "hours_end"         // the business hours it is limited to closed
	ShiftEnd         EndReason = "shift_end"         // the fact it was given for had a known end
	ContractEnd      EndReason = "contract_end"      // the holder's contract ended
	LeaveDate        EndReason = "leave_date"        // the holder's known last moment in the company
	EligibilityLost  EndReason = "eligibility_lost"  // what was true of the holder no longer is
	Offboarding      EndReason = "offboarding"       // the holder became inactive
	TicketClosed     EndReason = "ticket_closed"     // an event from outside said so
	IncidentResolved EndReason = "incident_resolved" // an event from outside said so
	ConditionLost    EndReason = "condition_lost"    // a fact outside is no longer true

	LimitLowered EndReason = "limit_lowered" // an admin lowered the longest time it may be held
	Retired      EndReason = "retired"       // the entitlement is not given any more
)

// Lease is one request's right to an entitlement for a window. It carries
// everything needed to end it, and its own hard end.
type Lease struct {
	ID            string      `json:"id"`
	RequestID     string      `json:"request_id"`
	PersonID      string      `json:"person_id"`
	EntitlementID string      `json:"entitlement_id"`
	Label         string      `json:"label"` // "Jira / User for Ada Lindqvist", for people who read a run
	Key           Key         `json:"key"`
	Attributes    []Attribute `json:"attributes,omitempty"`

	// From is when it may open first; GiveUp is when nobody tries any more to open it.
	From   time.Time `json:"from"`
	GiveUp time.Time `json:"give_up"`
	// Duration is counted from the provider's confirmation; zero for an absolute
	// window, whose Ends is known from the start.
	Duration time.Duration `json:"duration,omitempty"`
	// Ends is the planned end; zero until the opening of a counted duration was confirmed.
	Ends time.Time `json:"ends,omitzero"`
	// HardEnd is the latest moment it can last to, whatever happens; written before
	// the first effect. Only an approved extension moves it beyond what was granted;
	// the holder's last moment cuts it.
	HardEnd time.Time `json:"hard_end"`
	// Cap says why the lease ends where HardEnd cuts it short; empty where nothing does.
	Cap EndReason `json:"cap,omitempty"`
	// Seats is how many people may hold the entitlement at once, and Apart lists the
	// entitlements that may not be held together with it; the ledger refuses a lease
	// that would break either. 0 and empty are no limit.
	Seats int      `json:"seats,omitempty"`
	Apart []string `json:"apart,omitempty"`
	// Urgent goes before everything else that waits for the same outside system.
	Urgent bool `json:"urgent,omitempty"`
	// Outlives keeps it until its own end although the holder becomes inactive.
	Outlives bool `json:"outlives,omitempty"`
	// ByHandAt is when people are asked to give it by hand, where the outside system
	// has not by then; earlier where it will not. Zero is never.
	ByHandAt time.Time `json:"by_hand_at,omitzero"`
	// Hand is what of it is done by hand.
	Hand Hand `json:"hand,omitempty"`

	State LeaseState `json:"state"`
	Rev   int        `json:"rev"` // rises with every change of its end

	OpenedAt time.Time `json:"opened_at,omitzero"`
	EndedAt  time.Time `json:"ended_at,omitzero"` // when the right was over: when it was due
	// IssuedAt is when the outside system was first told to take it away; zero where
	// nothing had to be taken, as another lease holds the same.
	IssuedAt    time.Time `json:"issued_at,omitzero"`
	ConfirmedAt time.Time `json:"confirmed_at,omitzero"` // when reading back said so
	EndReason   EndReason `json:"end_reason,omitempty"`
	EndedBy     string    `json:"ended_by,omitempty"` // person id where a person ended it
	Note        string    `json:"note,omitempty"`     // what they said, or what the system said
	// Shares tells that the key was held already when the lease opened, or still is
	// now that it ended: by another lease, or from before. Holds is what was held
	// of the attributes after that, in words.
	Shares bool   `json:"shares,omitempty"`
	Holds  string `json:"holds,omitempty"`
}

// End is when the lease has to be over, as far as is known now: the planned end,
// or, while a counted duration has not opened, the moment of giving up.
func (l Lease) End() time.Time {
	switch {
	case !l.Ends.IsZero() && l.Ends.Before(l.HardEnd):
		return l.Ends
	case l.Ends.IsZero() && l.State.Rank() < Open.Rank() && l.GiveUp.Before(l.HardEnd):
		return l.GiveUp
	default:
		return l.HardEnd
	}
}

// OverAt is when the right of the lease was or will be over.
func (l Lease) OverAt() time.Time {
	if l.State.Over() {
		return l.EndedAt
	}
	return l.End()
}

// WantsAt reports whether the lease wants its key held at that moment: live, and
// within the half-open interval from its beginning to its end.
func (l Lease) WantsAt(at time.Time) bool {
	return !l.State.Over() && !at.Before(l.From) && at.Before(l.End())
}

// Confirmed is the lease as opened: the holder's clock starts at the moment the
// outside system was read to hold it.
func (l Lease) Confirmed(at time.Time) Lease {
	if l.State.Over() || l.State == Open {
		return l
	}
	l.State, l.OpenedAt = Open, at
	if l.Ends.IsZero() {
		l.Ends = at.Add(l.Duration)
	}
	if l.Ends.After(l.HardEnd) {
		l.Ends = l.HardEnd
	}
	return l
}

// Finished is the lease with its right over at that moment; the outside system
// has still to follow. A lease that is over already stays as it is.
func (l Lease) Finished(at time.Time, reason EndReason, by, note string) Lease {
	if l.State.Over() {
		return l
	}
	l.State, l.EndedAt, l.EndReason, l.EndedBy, l.Note = Ending, at, reason, by, note
	return l
}

// ExpiryReason is why the lease ends when nobody ends it earlier.
func (l Lease) ExpiryReason() EndReason {
	switch {
	case l.OpenedAt.IsZero():
		return NotGiven
	case l.Cap != "" && !l.Ends.Before(l.HardEnd):
		return l.Cap
	case l.Duration == 0:
		return WindowEnd
	default:
		return Expiry
	}
}

// NextEdge is the next moment after at when one of the leases begins, has waited for
// the outside system long enough to be given by hand, or ends, and whether there is
// one.
func NextEdge(leases []Lease, at time.Time) (time.Time, bool) {
	var next time.Time
	for _, lease := range leases {
		if lease.State.Over() {
			continue
		}
		edges := []time.Time{lease.From, lease.End()}
		if lease.OpenedAt.IsZero() && lease.Hand == NoHand {
			edges = append(edges, lease.ByHandAt)
		}
		for _, edge := range edges {
			if edge.After(at) && (next.IsZero() || edge.Before(next)) {
				next = edge
			}
		}
	}
	return next, !next.IsZero()
}

// Late is how long after it was due the end of the lease was confirmed; zero
// where it was on time or is not confirmed yet.
func (l Lease) Late() time.Duration {
	if l.ConfirmedAt.IsZero() || l.EndedAt.IsZero() {
		return 0
	}
	if late := l.ConfirmedAt.Sub(l.EndedAt); late > 0 {
		return late
	}
	return 0
}
