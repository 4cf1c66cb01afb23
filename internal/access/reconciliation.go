package access

import "time"

// ReconciliationState is how far a reconciliation has come.
type ReconciliationState string

// The states of a reconciliation.
const (
	Reconciling  ReconciliationState = "running"
	Reconciled   ReconciliationState = "completed"
	Unreconciled ReconciliationState = "incomplete" // a part could not be looked at; Detail says which
	Interrupted  ReconciliationState = "lost"       // its run was lost, and another one began
)

// BySchedule is who began a reconciliation that nobody asked for.
const BySchedule = "schedule"

// Reconciliation is one comparison of everything that the ledger, the owners, a
// connector and the requests say.
type Reconciliation struct {
	ID        string               `json:"id"`
	Connector string               `json:"connector"`
	By        string               `json:"by"` // BySchedule, or a person's id
	StartedAt time.Time            `json:"started_at"`
	EndedAt   time.Time            `json:"ended_at,omitzero"`
	State     ReconciliationState  `json:"state"`
	Detail    string               `json:"detail,omitempty"` // what it is at, or what it could not look at
	Counts    ReconciliationCounts `json:"counts"`
}

// ReconciliationCounts is what a reconciliation has looked at and found.
type ReconciliationCounts struct {
	Keys      int `json:"keys"`      // of the ledger, that are not settled
	Owners    int `json:"owners"`    // runs that are open
	Restarted int `json:"restarted"` // owners that were not running and are again
	Requests  int `json:"requests"`  // that are not over
	Lost      int `json:"lost"`      // requests whose run was lost

	Resources int `json:"resources"` // to look at
	Looked    int `json:"looked"`    // of them, so far
	Holders   int `json:"holders"`   // read
	Calls     int `json:"calls"`     // to the outside system

	Told     int `json:"told"` // owners that were told to look
	Missing  int `json:"missing"`
	Overdue  int `json:"overdue"`
	Changed  int `json:"changed"`
	Foreign  int `json:"foreign"`
	Standing int `json:"standing"`
	ByRule   int `json:"by_rule"`
	ByGroup  int `json:"by_group"`
	Gone     int `json:"gone"`     // findings that are not seen any more
	Reopened int `json:"reopened"` // findings that nobody keeps any longer
}

// Found counts a difference.
func (c *ReconciliationCounts) Found(class DifferenceClass) {
	switch class {
	case Missing:
		c.Missing++
	case Overdue:
		c.Overdue++
	case Changed:
		c.Changed++
	case Foreign:
		c.Foreign++
	case Standing:
		c.Standing++
	case ByRule:
		c.ByRule++
	case ByGroup:
		c.ByGroup++
	}
}

// Add adds what another part of the same reconciliation found.
func (c *ReconciliationCounts) Add(part ReconciliationCounts) {
	for _, each := range []struct {
		to *int
		by int
	}{
		{&c.Keys, part.Keys},
		{&c.Owners, part.Owners},
		{&c.Restarted, part.Restarted},
		{&c.Requests, part.Requests},
		{&c.Lost, part.Lost},
		{&c.Resources, part.Resources},
		{&c.Looked, part.Looked},
		{&c.Holders, part.Holders},
		{&c.Calls, part.Calls},
		{&c.Told, part.Told},
		{&c.Missing, part.Missing},
		{&c.Overdue, part.Overdue},
		{&c.Changed, part.Changed},
		{&c.Foreign, part.Foreign},
		{&c.Standing, part.Standing},
		{&c.ByRule, part.ByRule},
		{&c.ByGroup, part.ByGroup},
		{&c.Gone, part.Gone},
		{&c.Reopened, part.Reopened},
	} {
		*each.to += each.by
	}
}

// ResourceLook is how a resource was looked at: when everybody who holds it was read,
// first and last, and after whom the next look goes on that reads people one by one.
type ResourceLook struct {
	First   time.Time
	Last    time.Time
	Subject string
}
