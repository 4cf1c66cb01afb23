package e2e

import (
	"encoding/json"
	"time"

	"github.com/curfewhq/curfew/workflows"
)

// preflights has the binary under test examine what is open, while its own workers
// run: nothing would break, and so many runs of each workflow were looked at.
func (h house) preflights(want map[string]int) {
	h.t.Helper()
	var report struct {
		OK    bool `json:"ok"`
		Types map[string]struct {
			Replayed   int `json:"replayed"`
			WouldBreak int `json:"would_break"`
			NotRead    int `json:"could_not_be_read"`
		} `json:"types"`
	}
	// What was started a moment ago may not be found yet.
	eventually(h.t, time.Minute, "preflight finds what is open", func() bool {
		out, errs, code := run(h.t, []string{"CURFEW_TEMPORAL_ADDRESS=" + h.where.Temporal, "CURFEW_TEMPORAL_NAMESPACE=curfew"}, "preflight", "--json")
		if code != 0 {
			h.t.Fatalf("preflight ended with %d: %s%s", code, out, errs)
		}
		if err := json.Unmarshal([]byte(out), &report); err != nil || !report.OK {
			h.t.Fatalf("preflight said %s (%v)", out, err)
		}
		return report.Types[workflows.OwnerWorkflow].Replayed > 0
	})
	for name, count := range want {
		if found := report.Types[name]; found.Replayed != count || found.WouldBreak != 0 || found.NotRead != 0 {
			h.t.Errorf("preflight found %+v of %s, and %d are open", found, name, count)
		}
	}
}
