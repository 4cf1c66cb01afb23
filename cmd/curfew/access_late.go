package main

import (
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// lateMark is how late an end has to be to be called late.
const lateMark = time.Minute

// lateBy is how late the end of a lease is by now that is not confirmed; zero of any
// other.
func lateBy(lease client.Access, now time.Time) time.Duration {
	due := dueAt(lease)
	if lease.Over() || due.IsZero() || due.After(now) {
		return 0
	}
	return now.Sub(due)
}

// dueAt is when the end was, or is, due; zero while that is not known.
func dueAt(lease client.Access) time.Time {
	if !lease.EndedAt.IsZero() {
		return lease.EndedAt
	}
	return lease.EndsAt
}

func lateness(lease client.Access, now time.Time) string {
	text := words.Length(lateBy(lease, now)) + " late, not confirmed"
	if lease.Attention != "" {
		text += ": " + lease.Attention
	}
	return text
}
