package access

import "time"

// LimitChange is what an admin or the owner made less of an entitlement while others
// hold it: a shorter time, or no time at all.
type LimitChange struct {
	ID            string
	EntitlementID string
	At            time.Time // when it was made
	By            string    // a person's id
	Reason        string    // a sentence, for those who hold it
	// Longest is how long it may be held from now on; 0 where it is retired and what is
	// open ends now.
	Longest time.Duration
	// Notice is how long everybody keeps it at least, counted from At.
	Notice time.Duration
	// ToldTo is the id of the last lease whose owner has heard, in the order of ids.
	ToldTo string
}

// EntitlementChange is what somebody makes of an entitlement: its limits and whether
// it is retired, with the line of the audit log. Tell is what those who hold it have
// to hear; it takes the place of a change of the same entitlement that they have not
// heard of, and nil leaves that as it is.
type EntitlementChange struct {
	Now  Entitlement
	Line AuditLine
	Tell *LimitChange
}

// EndReason is why what the change cuts short ends.
func (c LimitChange) EndReason() EndReason {
	if c.Longest == 0 {
		return Retired
	}
	return LimitLowered
}

// Last is the latest moment that the lease may last to by the change: the longest
// time counted from its opening, and never before the notice is over. Of one that
// has not opened it counts from when it may. Cuts reports whether that is earlier
// than it may last without; a change never lengthens anything.
func (c LimitChange) Last(lease Lease) (last time.Time, cuts bool) {
	if lease.State.Over() {
		return time.Time{}, false
	}
	began := lease.OpenedAt
	if began.IsZero() {
		began = lease.From
	}
	last = began.Add(c.Longest)
	if noticed := c.At.Add(c.Notice); c.Longest == 0 || last.Before(noticed) {
		last = noticed
	}
	may := lease.HardEnd
	if !lease.Ends.IsZero() && lease.Ends.Before(may) {
		may = lease.Ends
	}
	return last, last.Before(may)
}
