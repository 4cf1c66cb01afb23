package simulation

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
)

// The ledger writes a line with each change that is claimed, and the owner, which may
// not have heard that, writes it as well.
func TestEachChangeOfALeaseIsOneLineOfTheAuditLog(t *testing.T) {
	t.Parallel()
	setup, plan := office(), asking()
	plan.Steps[2].Grant.Extend = &builder.ExtendRule{Times: 1, By: hours(1)}
	setup.Plans = []builder.Plan{plan}
	report := ran(t, setup, at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")), at(time.Minute, Extend{Request: "r1", Person: "ada", By: time.Hour}))
	stretch(t, report, 0, 2*time.Hour)
	var actions []string
	for _, line := range report.Audit {
		if line.Object == "lease/"+report.Leases[0].ID {
			actions = append(actions, line.Action)
		}
	}
	if want := []string{"access.claimed", "access.opened", "access.extended", "access.over", "access.ended"}; !slices.Equal(actions, want) {
		t.Errorf("audited %v", actions)
	}
}
