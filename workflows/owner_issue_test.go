package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestALeaseSaysWhenTheOutsideSystemWasFirstToldOfItsEnd(t *testing.T) {
	tier := func(id, level string, lasts time.Duration) access.Lease {
		lease := leaseFor(id, lasts)
		lease.Attributes = []access.Attribute{{Name: "tier", Value: level, Scale: []string{"Basic", "Pro"}}}
		return lease
	}
	for name, c := range map[string]struct {
		leases []access.Lease
		stuck  time.Duration
		held   bool
		issued map[string]time.Duration // -1 is never
	}{
		"at once":                           {leases: []access.Lease{leaseFor("a", time.Hour)}, issued: map[string]time.Duration{"a": time.Hour}},
		"though it is confirmed much later": {leases: []access.Lease{leaseFor("a", time.Hour)}, stuck: 3 * time.Minute, issued: map[string]time.Duration{"a": time.Hour}},
		"not while another covers it":       {leases: []access.Lease{leaseFor("a", time.Hour), leaseFor("b", 2*time.Hour)}, issued: map[string]time.Duration{"a": -1, "b": 2 * time.Hour}},
		"where it stays as it was before":   {leases: []access.Lease{leaseFor("a", time.Hour)}, held: true, issued: map[string]time.Duration{"a": -1}},
		"where it is only lowered":          {leases: []access.Lease{tier("a", "Basic", 2*time.Hour), tier("b", "Pro", time.Hour)}, issued: map[string]time.Duration{"a": 2 * time.Hour, "b": time.Hour}},
		"not where it was the lower one":    {leases: []access.Lease{tier("a", "Basic", time.Hour), tier("b", "Pro", 2*time.Hour)}, issued: map[string]time.Duration{"a": -1, "b": 2 * time.Hour}},
	} {
		w := newWorld(t)
		w.held.Present = c.held
		w.stuckFor(c.stuck)
		for _, lease := range c.leases {
			w.acquireAt(0, lease)
		}
		w.run(t)
		for id, want := range c.issued {
			lease := w.endOf(t, id)
			if want < 0 && !lease.IssuedAt.IsZero() || want >= 0 && !lease.IssuedAt.Equal(monday.Add(want)) {
				t.Errorf("%s: %s was issued at %s, want %s", name, id, lease.IssuedAt, want)
			}
		}
	}
}

func TestWhatIsToldToBeTakenIsIssuedBeforeItIsDone(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", time.Hour))
	var known access.Lease
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && known.ID == "" {
			known = w.leases["a"]
			return &integrations.RetryLater{At: w.env.Now().Add(time.Minute)}, false
		}
		return nil, false
	}
	w.run(t)
	if known.State != access.Ending || !known.IssuedAt.Equal(monday.Add(time.Hour)) {
		t.Errorf("when it was called the ledger had %s, issued at %s", known.State, known.IssuedAt)
	}
}
