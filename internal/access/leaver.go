package access

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Fate is what became of something that somebody held or asked for, since they left.
type Fate string

// The fates, in the order in which people want to read them.
const (
	StillHeld   Fate = "still_held"   // it has to end and has not yet
	StillAsked  Fate = "still_asked"  // its request has to end and has not yet
	HeldAndOver Fate = "held"         // its right is over
	NoMoreTimes Fate = "no_more"      // hours that come again: none of them opens any more
	NeverOpened Fate = "never_opened" // its request is over before anything was given
	Excluded    Fate = "excluded"     // it keeps its own end, as its automation says
	GoesOn      Fate = "goes_on"      // they were active again before it ended
)

// LeaverItem is one thing that somebody who left held or asked for.
type LeaverItem struct {
	RequestID string    `json:"request_id"`
	LeaseID   string    `json:"lease_id,omitempty"` // empty of what is no lease
	Label     string    `json:"label"`              // "Jira / User"
	Fate      Fate      `json:"fate"`
	At        time.Time `json:"at,omitzero"`           // when its right was over; of what goes on, until when it does
	Confirmed time.Time `json:"confirmed_at,omitzero"` // when the outside system was read to say so
	// Kept tells that the outside system still has it although every lease is over:
	// it was there before the first of them.
	Kept bool `json:"kept,omitempty"`
}

// Settled reports whether nothing more is to be waited for.
func (i LeaverItem) Settled() bool {
	switch i.Fate {
	case StillHeld, StillAsked:
		return false
	case HeldAndOver:
		return !i.Confirmed.IsZero()
	default:
		return true
	}
}

// Leaver is somebody who became inactive at a moment, with everything for them that
// was open then or later.
type Leaver struct {
	LeftAt   time.Time
	Active   bool // they are active again
	Requests []Request
	Leases   []Lease
	// Labels are the entitlements as people say them, by id; one that is missing is
	// called by its id.
	Labels map[string]string
}

// Items are what the leaver held or asked for: each lease, and each request of which
// more than its leases is to be told. What is not settled comes first.
func (l Leaver) Items() []LeaverItem {
	var items []LeaverItem
	for _, lease := range l.Leases {
		items = append(items, l.lease(lease))
	}
	for _, request := range l.Requests {
		if item, any := l.request(request); any {
			items = append(items, item)
		}
	}
	order := []Fate{StillHeld, StillAsked, HeldAndOver, NoMoreTimes, NeverOpened, Excluded, GoesOn}
	slices.SortStableFunc(items, func(a, b LeaverItem) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Fate), slices.Index(order, b.Fate)),
			cmp.Compare(a.Label, b.Label), cmp.Compare(a.RequestID, b.RequestID), cmp.Compare(a.LeaseID, b.LeaseID),
		)
	})
	return items
}

func (l Leaver) lease(lease Lease) LeaverItem {
	item := LeaverItem{RequestID: lease.RequestID, LeaseID: lease.ID, Label: l.label(lease.EntitlementID)}
	switch {
	case lease.State == RefusedLease:
		item.Fate, item.At = NeverOpened, lease.EndedAt
	case lease.State.Over():
		item.Fate, item.At, item.Confirmed, item.Kept = HeldAndOver, lease.EndedAt, lease.ConfirmedAt, l.kept(lease)
	case lease.Outlives:
		item.Fate, item.At = Excluded, lease.End()
	case l.Active:
		item.Fate, item.At = GoesOn, lease.End()
	default:
		item.Fate, item.At = StillHeld, lease.End()
	}
	return item
}

// kept tells whether the lease is the last one of its key and left the key held.
func (l Leaver) kept(lease Lease) bool {
	return lease.Shares && !slices.ContainsFunc(l.Leases, func(other Lease) bool {
		return other.Key == lease.Key && (!other.State.Over() || other.ConfirmedAt.After(lease.ConfirmedAt))
	})
}

// request tells what became of the request itself. That a request is over whose one
// time was held is told by its leases.
func (l Leaver) request(request Request) (item LeaverItem, any bool) {
	item = LeaverItem{RequestID: request.ID, Label: l.labels(request), At: request.ClosedAt}
	given := request.LeaseID != "" && request.State != RequestGranting // that lease may be on its way to the ledger
	switch state := request.State; {
	case given && request.Ask.Series == nil:
		return item, false // its leases tell of it
	case state == RequestReviewing || state == RequestCompleted || state == RequestReturned:
		return item, false // it had come to its end
	case state.Final() && given:
		item.Fate = NoMoreTimes
		return item, true
	case state.Final():
		item.Fate = NeverOpened
		return item, true
	case l.Active:
		item.Fate = GoesOn
		return item, !request.CreatedAt.After(l.LeftAt)
	default:
		item.Fate = StillAsked
		return item, !l.holds(request.ID) // what is held keeps its request open
	}
}

// holds tells whether a request has a lease that is not over.
func (l Leaver) holds(requestID string) bool {
	return slices.ContainsFunc(l.Leases, func(lease Lease) bool {
		return lease.RequestID == requestID && !lease.State.Over()
	})
}

func (l Leaver) labels(request Request) string {
	if len(request.Bundle) == 0 {
		return l.label(request.EntitlementID)
	}
	var labels []string
	for _, entitlement := range request.Bundle {
		labels = append(labels, l.label(entitlement))
	}
	return strings.Join(labels, ", ")
}

func (l Leaver) label(entitlementID string) string {
	return cmp.Or(l.Labels[entitlementID], entitlementID)
}
