package builder

import "github.com/curfewhq/curfew/internal/access"

// GrantStep provisions, holds until the first of its ends, and deprovisions: one
// unit. Expiry, the end of the window, the person's own last moment and the word
// of the holder, an owner or an admin end it always.
type GrantStep struct {
	// GiveUp is how long opening is tried before the grant fails.
	GiveUp Duration `json:"give_up"`
	// While is CEL over requester, subject, entitlement, request and answers: access
	// ends when it is no longer true, and is not opened while it is not. Empty is
	// always.
	While string `json:"while,omitempty"`
	// Facts are facts outside that end it; see Fact.
	Facts []FactEnd `json:"facts,omitempty"`
	// Events are signed events from outside that end it.
	Events []EventEnd `json:"events,omitempty"`
	// Outlives keeps it until its own end even when the person becomes inactive.
	Outlives bool `json:"outlives,omitempty"`
	// Urgent goes before everything else that waits for the same outside system, ends
	// included: for break-glass.
	Urgent bool `json:"urgent,omitempty"`
	// ByHand is who gives and takes it where the outside system will not; nil is
	// nobody.
	ByHand *ByHandRule `json:"by_hand,omitempty"`
	// Extend is how it may be made longer; nil is not at all.
	Extend *ExtendRule `json:"extend,omitempty"`
	// RemindBefore is how long before its end the holder hears of it.
	RemindBefore []Duration `json:"remind_before,omitempty"`
	// Tell hear of its start and end as the holder does.
	Tell Recipients `json:"tell,omitzero"`
	// Late is how long after it was due an unconfirmed end is reported, each time
	// to LateTo.
	Late   []Duration `json:"late,omitempty"`
	LateTo Recipients `json:"late_to,omitzero"`
}

// FactEnd ends access when a fact that is asked outside is no longer true, and at
// the moment that the answer named as its end.
type FactEnd struct {
	Fact   string           `json:"fact"`
	Reason access.EndReason `json:"reason"` // ShiftEnd or ConditionLost
	// Every is how often it is asked again; 0 is only before the access begins.
	Every Duration `json:"every,omitempty"`
	// When is CEL: the end holds only where it is true. Empty is always.
	When string `json:"when,omitempty"`
}

// EventEnd ends access when a signed event about a matter arrives.
type EventEnd struct {
	// Event is the event's name, for instance "ticket.closed".
	Event string `json:"event"`
	// Matter names the question whose answer the event has to be about.
	Matter string           `json:"matter"`
	Reason access.EndReason `json:"reason"` // TicketClosed or IncidentResolved
}

// ByHandRule is who does by hand what the outside system refuses, or has not done
// until giving up: each of them is asked, and one of them has to say that it is done.
type ByHandRule struct {
	People []ApproverRule `json:"people"`
	// Within is how long they have to give it. Taking it away has no limit.
	Within Duration `json:"within"`
}

// ExtendRule is how access may be made longer while it is open.
type ExtendRule struct {
	Times int `json:"times"`
	// By is the most that one extension adds; or Percent of what was first granted.
	By      Duration `json:"by,omitempty"`
	Percent int      `json:"percent,omitempty"`
	// Approvers have to agree; where there are none it is granted at once.
	Approvers []ApproverRule `json:"approvers,omitempty"`
	// ReasonRequired asks the holder why.
	ReasonRequired bool `json:"reason_required,omitempty"`
}
