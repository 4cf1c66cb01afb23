package access

import "time"

// Prolonged is the lease with its end moved by so much. What cut it short before
// still does.
func (l Lease) Prolonged(by time.Duration) Lease {
	if l.Duration > 0 {
		l.Duration += by
	}
	if l.Cap == "" || l.Cap == Expiry {
		l.HardEnd = l.HardEnd.Add(by)
	}
	if !l.Ends.IsZero() {
		l.Ends = notAfter(l.Ends.Add(by), l.HardEnd)
	}
	return l
}

// Within is the lease with its hard end no later than a moment, for that reason;
// zero is no moment.
func (l Lease) Within(last time.Time, reason EndReason) Lease {
	if last.IsZero() || !last.Before(l.HardEnd) {
		return l
	}
	l.HardEnd, l.Cap = last, reason
	l.GiveUp = notAfter(l.GiveUp, last)
	if !l.Ends.IsZero() {
		l.Ends = notAfter(l.Ends, last)
	}
	return l
}

// EndingAs is the lease with the end of another revision of it. An end that is
// counted from the opening is worked out anew where the other does not know of it.
func (l Lease) EndingAs(other Lease) Lease {
	l.Rev, l.Duration, l.GiveUp, l.HardEnd, l.Cap = other.Rev, other.Duration, other.GiveUp, other.HardEnd, other.Cap
	switch {
	case !other.Ends.IsZero():
		l.Ends = other.Ends
	case l.Duration > 0 && !l.OpenedAt.IsZero():
		l.Ends = notAfter(l.OpenedAt.Add(l.Duration), l.HardEnd)
	}
	return l
}

func notAfter(at, last time.Time) time.Time {
	if at.After(last) {
		return last
	}
	return at
}
