package workflows

// The changes of what workflows do, by their ids for workflow.GetVersion: one
// constant each, with a comment that says what was done before and what is done
// since. An id begins with the day of the change, "2027-03-01-read-twice".
//
// GetVersion gives a run the answer it first had for an id, for as long as that run
// lasts, and a run that came past that place before the change the answer
// workflow.DefaultVersion. So:
//   - a new command, one less, or another order of commands on a path that runs may
//     have taken already needs a guard; new signals, updates, fields and words do not;
//   - the old side stays until no run can be on it any more: owners carry on as new
//     runs after 30 days, requests last as long as their access;
//   - one id is one change: a second change at the same place is a second id.
//
// A test holds that nothing else names an id. See docs/upgrading.md.
const (
	// versionLatePages: nobody but the audit log heard of an end that was late; now
	// people and hooks do.
	versionLatePages = "2026-11-22-late-pages"
	// versionMaximumWhenProlonged: an extension was held against what was allowed when
	// it was granted; now against what the entitlement allows by then.
	versionMaximumWhenProlonged = "2026-11-22-maximum-when-prolonged"
	// versionReviewEscalates: an overdue review told the same people until it was
	// dropped; now it asks more of them, and says so when it was never done.
	versionReviewEscalates = "2026-11-22-review-escalates"
	// versionTakesUnwritten: an end waited up to three times for a ledger that did not
	// answer; now it waits once.
	versionTakesUnwritten = "2026-11-22-takes-unwritten"
	// versionTellsAgain: an owner that was not running when a request ended its access
	// was never told; now it is told until the access is over.
	versionTellsAgain = "2026-11-22-tells-again"
)
