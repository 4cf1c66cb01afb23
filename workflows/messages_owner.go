package workflows

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// LookInput has an owner hold itself against the ledger and the outside system, and
// put right what differs. It never gives anybody more than they had.
type LookInput struct {
	Why string `json:"why"` // a sentence for the audit log
}

// LimitInput has a lease end no later than a moment. One that ends sooner stays as
// it is; a lease is never lengthened.
type LimitInput struct {
	LeaseID string           `json:"lease_id"`
	Last    time.Time        `json:"last"`
	Reason  access.EndReason `json:"reason"`
	By      string           `json:"by"` // a person's id
	Note    string           `json:"note,omitempty"`
}

// AdoptInput has an owner answer for what somebody held without a lease, as an admin
// decided: until the end of Lease, or, without one, not at all.
type AdoptInput struct {
	FindingID string        `json:"finding_id"`
	By        string        `json:"by"` // a person's id
	Note      string        `json:"note"`
	Lease     *access.Lease `json:"lease,omitempty"`
}
