package integrations

import (
	"fmt"
	"time"
)

// RetryLater says that the system asked for patience (HTTP 429, a concurrency
// limit). Nothing was changed. It never counts as a failure.
type RetryLater struct {
	At     time.Time // when the system said it would listen again
	Reason string    // what it said, for instance "rate limit of /api/v1/groups reached"
}

func (e *RetryLater) Error() string {
	return fmt.Sprintf("%s; again at %s", e.Reason, e.At.UTC().Format(time.RFC3339))
}

// Gone says that the subject or the resource does not exist, confirmed by a
// second read and not only by one 404.
type Gone struct {
	What string // "subject" or "resource"
	ID   string
}

func (e *Gone) Error() string { return fmt.Sprintf("the %s %s does not exist any more", e.What, e.ID) }

// Refused says that the system will not do it however often it is asked, and
// that nothing was changed: a group that a rule manages, credentials that are not
// accepted, a request it finds invalid.
type Refused struct {
	Code    string // the system's own code, for instance "E0000046"
	Message string // a sentence: what was refused and what to do about it
}

func (e *Refused) Error() string {
	if e.Code == "" {
		return e.Message
	}
	return fmt.Sprintf("%s (%s)", e.Message, e.Code)
}

// Unknown says that nobody knows whether the change was made: the connection
// broke, the time ran out, the system answered 5xx. The wanted state has to be
// written again.
type Unknown struct {
	Doing string
	Err   error
}

func (e *Unknown) Error() string { return fmt.Sprintf("%s: outcome unknown: %v", e.Doing, e.Err) }

func (e *Unknown) Unwrap() error { return e.Err }
