package worker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func leaseName(i int) string { return fmt.Sprintf("l-%05d", i) }

// lowered is a ledger in which the maximum of what everybody holds was lowered.
type lowered struct {
	ledger
	waits  []access.LimitChange
	told   []workflows.LimitInput
	broken int // how many may be told before Temporal is away; 0 is any number
}

func (l *lowered) LimitChanges(context.Context, int) ([]access.LimitChange, error) {
	return slices.Clone(l.waits), nil
}

func (l *lowered) LiveLeasesOf(_ context.Context, _, after string, limit int) ([]access.Lease, error) {
	return l.after(after, limit), nil
}

func (l *lowered) LimitToldTo(_ context.Context, _ access.LimitChange, id string) error {
	l.waits[0].ToldTo = id
	return nil
}

func (l *lowered) ForgetLimit(context.Context, access.LimitChange) error {
	l.waits = nil
	return nil
}

func (l *lowered) LimitLease(_ context.Context, _ access.Key, input workflows.LimitInput) error {
	if l.broken > 0 && len(l.told) == l.broken {
		return errors.New("Temporal is away")
	}
	l.told = append(l.told, input)
	return nil
}

func lowering(leases int) *lowered {
	l := &lowered{waits: []access.LimitChange{{
		ID: "c", EntitlementID: "jira/user", At: noon, By: "olga", Reason: "Too long.", Longest: 4 * time.Hour, Notice: time.Hour,
	}}}
	for i := range leases {
		l.leases = append(l.leases, access.Lease{ID: leaseName(i), State: access.Open, OpenedAt: noon, Ends: noon.Add(8 * time.Hour), HardEnd: noon.Add(8 * time.Hour)})
	}
	return l
}

func TestEverybodyWhoHoldsItHearsOfALowerLimitOnce(t *testing.T) {
	l := lowering(10_000)
	l.leases[7].Ends = noon.Add(time.Hour) // ends earlier anyway
	if err := (&limits{changes: l, shortener: l}).pass(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := workflows.LimitInput{LeaseID: leaseName(0), Last: noon.Add(4 * time.Hour), Reason: access.LimitLowered, By: "olga", Note: "Too long."}
	if len(l.told) != 9_999 || l.told[0] != want || l.told[7].LeaseID != leaseName(8) || l.waits != nil {
		t.Errorf("%d were told, first %+v; %v wait", len(l.told), l.told[0], l.waits)
	}
}

func TestATellingThatBreaksOffGoesOnWhereItWas(t *testing.T) {
	l := lowering(limitsBatch + 20)
	l.broken = limitsBatch + 10
	round := &limits{changes: l, shortener: l}
	if err := round.pass(t.Context()); err == nil || len(l.waits) != 1 || l.waits[0].ToldTo != leaseName(limitsBatch-1) {
		t.Fatalf("broke off with %v; waits: %+v", err, l.waits)
	}
	l.broken = 0
	if err := round.pass(t.Context()); err != nil || l.waits != nil {
		t.Fatalf("%v; waits: %+v", err, l.waits)
	}
	heard := map[string]bool{}
	for _, in := range l.told {
		heard[in.LeaseID] = true
	}
	if len(heard) != len(l.leases) || len(l.told) != len(l.leases)+10 {
		t.Errorf("%d of %d heard, in %d tellings", len(heard), len(l.leases), len(l.told))
	}
}
