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

// RequestSaved is where the record stands otherwise than a snapshot that it was given.
// The zero value is that it took it as it is.
type RequestSaved struct {
	// Ahead is the number that the record has seen where it took no more of the snapshot
	// than its lines and messages: what a crash or a reset has undone had made more.
	Ahead int64 `json:"ahead,omitempty"`
	// End is how the request ended before by the word of the same run, which stands.
	End RequestState `json:"end,omitempty"`
}

// KeySaved is what the ledger keeps of leases that are over there, where a snapshot says
// otherwise: a crash or a reset has undone what it was told before. Mostly nothing.
type KeySaved struct {
	Kept []Lease `json:"kept,omitempty"`
}

// KeySnapshot is the ledger's row of a key with all its leases at one moment,
// together with what happened to bring it there.
type KeySnapshot struct {
	Record KeyRecord   `json:"record"`
	Audit  []AuditLine `json:"audit,omitempty"`
}
