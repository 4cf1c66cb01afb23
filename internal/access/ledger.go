package access

import "time"

// KeyRecord is the ledger's row for a key: what was there before us, what was
// last confirmed, and whether the outside system still has to be put right. The
// owner's workflow and this row can each rebuild the other.
type KeyRecord struct {
	Key      Key      `json:"key"`
	Seq      int64    `json:"seq"`                // rises with every change; a record never goes back
	Baseline *Holding `json:"baseline,omitempty"` // nil until observed
	Applied  *Holding `json:"applied,omitempty"`  // nil while the outcome of a change is unknown
	// Settled means that nothing of ours is left outside: the next lease observes
	// its baseline anew.
	Settled bool    `json:"settled"`
	Leases  []Lease `json:"leases"`
	// Attention says what needs a human, empty in the ordinary case.
	Attention string `json:"attention,omitempty"`
}

// Late is how long ago the first end was due that is not confirmed; zero where all are.
func (r KeyRecord) Late(at time.Time) time.Duration {
	var late time.Duration
	for _, lease := range r.Leases {
		if lease.State.Rank() < Ended.Rank() {
			late = max(late, at.Sub(lease.OverAt()))
		}
	}
	return late
}
