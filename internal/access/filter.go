package access

// RequestFilter narrows a list of requests; the zero value lists all of them.
type RequestFilter struct {
	PersonID      string // asked by or for this person
	NeverReviewed bool   // a review of what was held closed, and nobody had done it
}

// LeaseFilter narrows a list of leases; the zero value lists all of them.
type LeaseFilter struct {
	PersonID string // held by this person
	OwnerID  string // of entitlements that this person owns
	Live     bool   // scheduled to ending
	Over     bool   // ended and refused
}

// AuditFilter narrows the audit log; the zero value lists all of it.
type AuditFilter struct{ RequestID string }

// LeaseView is a lease with what keeps its end from being confirmed.
type LeaseView struct {
	Lease
	Attention string
}
