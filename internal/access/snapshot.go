package access

// Claim is the answer to a run that wants to work on a request.
type Claim struct {
	// Request as recorded when it was claimed.
	Request Request `json:"request"`
	// Taken means that another chain of runs has it, or that it is over: stop.
	Taken bool `json:"taken,omitempty"`
	// Unpublished means that no published version has the plan's hash: refuse.
	Unpublished bool `json:"unpublished,omitempty"`
}

// RequestSnapshot is everything that people may see of a request at one moment,
// together with what happened to bring it there.
type RequestSnapshot struct {
	Request   Request     `json:"request"`
	Approvals []Approval  `json:"approvals,omitempty"`
	Audit     []AuditLine `json:"audit,omitempty"`
	Messages  []Message   `json:"messages,omitempty"`
}

// KeySnapshot is the ledger's row of a key with all its leases at one moment,
// together with what happened to bring it there.
type KeySnapshot struct {
	Record KeyRecord   `json:"record"`
	Audit  []AuditLine `json:"audit,omitempty"`
}
