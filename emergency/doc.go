// Package emergency carries a kill switch out without Temporal: it writes into the
// ledger that the leases are over, takes away through the connectors what they gave,
// and reads back that it is gone. It may be run again at any time and goes on.
//
// It never gives anything: what was held before stays, and what other leases hold that
// are open. It knows the record and the connectors and nothing of workflows. What it
// writes is what the owner of a key would have written; the run of the switch has the
// owners find it there when Temporal is back (activities.KillWork).
package emergency
