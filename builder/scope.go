package builder

// scope is what an expression at one place may read.
type scope struct {
	reads     []string                                // names of facts: requester, subject, entitlement, request, answers, approvals, person
	asked     map[string]Question                     // questions whose answers may be known here
	given     map[string]bool                         // of them, those that are given on every path that leads here
	missing   func(id string) []string                // a path that leads here without the answer; nil where there is none to show
	approvals []string                                // ids of the document's approval steps
	calendars []string                                // names, for is_business_hours; nil where it may not be called
	facts     func(name string) (known, checked bool) // for fact(); nil where it may not be called
	groups    map[string]bool                         // of the directory, by name; nil where they are not known
}
