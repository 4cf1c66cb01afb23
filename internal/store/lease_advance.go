package store

import "github.com/curfewhq/curfew/internal/access"

// advanced is what the ledger keeps of a lease it has and a report of it, and
// whether the report changes anything. States only move forward, and what is final
// stays as it is first known. A report of the same state counts only if it is
// current, or an old one could undo what came after it; and one that does not know
// of the latest change of the end does not undo that either.
func advanced(has, reported access.Lease, current bool) (access.Lease, bool) {
	from, to := has.State.Rank(), reported.State.Rank()
	switch {
	case to < from, to == from && !current:
		return has, false
	case from == access.Ended.Rank() && reported.State != has.State:
		return has, false
	}
	if reported.Rev < has.Rev {
		reported = reported.EndingAs(has)
	}
	if has.State.Over() && reported.EndedAt.After(has.EndedAt) {
		reported = endedAs(reported, has)
	}
	return reported, true
}

// endedAs is a report of a lease that was over before the report says so, by an owner
// that was set back to a time before it: it was over when it first was.
func endedAs(reported, has access.Lease) access.Lease {
	reported.OpenedAt, reported.EndedAt = has.OpenedAt, has.EndedAt
	reported.EndReason, reported.EndedBy, reported.Note = has.EndReason, has.EndedBy, has.Note
	if has.State == access.Ended {
		reported.IssuedAt, reported.ConfirmedAt = has.IssuedAt, has.ConfirmedAt
	}
	return reported
}

// extended is a lease with the end of a higher revision of it, and whether that
// changes it. A lease that is over has its end behind it.
func extended(has, wanted access.Lease) (access.Lease, bool) {
	if has.State.Over() || wanted.Rev <= has.Rev {
		return has, false
	}
	return has.EndingAs(wanted), true
}
