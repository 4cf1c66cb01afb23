package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// found is the lease of an admin who decided about a finding.
func found(until time.Duration) *access.Lease {
	last := monday.Add(until)
	return &access.Lease{
		ID: "finding-7", RequestID: "finding/7", PersonID: "ada", EntitlementID: "jira/user", Label: "Jira / User for Ada", Key: testKey,
		From: monday, GiveUp: last, Ends: last, HardEnd: last, State: access.Opening,
	}
}

func (w *world) adoptAt(after time.Duration, lease *access.Lease) *answer {
	a := &answer{}
	w.later(monday.Add(after), func() {
		w.env.UpdateWorkflow(UpdateAdopt, "adopt/7", a.callback(), AdoptInput{FindingID: "7", By: "rhea", Note: "Nobody asked for it.", Lease: lease})
	})
	return a
}

func (w *world) adopted() bool {
	return slices.ContainsFunc(w.audit, func(line access.AuditLine) bool {
		return line.Action == "access.adopted" && line.Actor == "rhea" && line.Data["finding"] == "7"
	})
}

func TestWhatAnAdminDecidesAgainstIsTakenAway(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	a := w.adoptAt(0, nil)
	w.run(t)
	if a.err != nil || !a.done || w.held.Present || w.takenAt() != 0 || !w.adopted() || !w.record.Settled {
		t.Errorf("answered %+v, taken after %s, audited %v, settled %v", a, w.takenAt(), w.adopted(), w.record.Settled)
	}
}

func TestStandingAccessThatIsDecidedAgainstStaysForTheLeasesThatCoverIt(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	a := w.adoptAt(time.Hour, nil)
	w.run(t)
	if a.err != nil || w.held.Present || w.takenAt() != 2*time.Hour || w.count("provision") != 0 {
		t.Errorf("answered %+v, effects %v", a, w.effects)
	}
}

func TestWhatAnAdminKeepsForAWhileEndsThen(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	a := w.adoptAt(0, found(3*time.Hour))
	w.run(t)
	lease := w.endOf(t, "finding-7")
	if a.err != nil || a.lease.ID != "finding-7" || w.count("provision") != 0 || w.takenAt() != 3*time.Hour || lease.State != access.Ended || !w.adopted() {
		t.Errorf("answered %+v, effects %v, the ledger says %s", a, w.effects, lease.State)
	}
	if !lease.OpenedAt.Equal(monday) {
		t.Errorf("open since %s", lease.OpenedAt)
	}
}

func TestADecisionThatDoesNotFitWhatIsHeldChangesNothing(t *testing.T) {
	pro := found(3 * time.Hour)
	pro.Attributes = []access.Attribute{{Name: "tier", Value: "Pro", Scale: []string{"Basic", "Pro"}}}
	foreign := found(3 * time.Hour)
	foreign.Key.Resource = "group/other"
	for name, c := range map[string]struct {
		held   access.Holding
		lease  *access.Lease
		ledger *access.Lease // as it has the lease already
	}{
		"not held any more, to be taken":   {access.Holding{}, nil, nil},
		"not held any more, to be kept":    {access.Holding{}, found(3 * time.Hour), nil},
		"held by a rule, to be taken":      {access.Holding{Present: true, Managed: "group rule"}, nil, nil},
		"held by a rule, to be kept":       {access.Holding{Present: true, Managed: "group rule"}, found(3 * time.Hour), nil},
		"less is held than the lease says": {access.Holding{Present: true, Attributes: map[string]string{"tier": "Basic"}}, pro, nil},
		"the lease is of another key":      {access.Holding{Present: true}, foreign, nil},
		"the ledger refuses the lease":     {access.Holding{Present: true}, found(3 * time.Hour), refusedBy(found(3*time.Hour), "No seat is free.")},
	} {
		w := newWorld(t)
		w.held = c.held
		if c.ledger != nil {
			w.leases["finding-7"] = *c.ledger
		}
		a := w.adoptAt(0, c.lease)
		w.run(t)
		if a.err == nil || len(w.effects) != 0 || w.adopted() || w.held.Present != c.held.Present {
			t.Errorf("%s: answered %+v, effects %v, audited %v", name, a, w.effects, w.adopted())
		}
		if len(w.leases) != 0 && c.ledger == nil {
			t.Errorf("%s: the ledger has %v", name, w.leases)
		}
	}
}

func refusedBy(lease *access.Lease, why string) *access.Lease {
	over := lease.Finished(monday, access.NotGiven, "", why)
	over.State = access.RefusedLease
	return &over
}

func TestWhatIsHeldForALeaseCannotBeDecidedAgainst(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	a := w.adoptAt(time.Hour, nil)
	w.run(t)
	if a.err == nil || w.takenAt() != 2*time.Hour || w.adopted() {
		t.Errorf("answered %+v, taken after %s", a, w.takenAt())
	}
}

func TestADecisionWaitsForTheLedgerAndIsReadAnew(t *testing.T) {
	for name, c := range map[string]struct {
		gone  bool
		taken time.Duration
	}{
		"still held":                 {false, 3 * time.Hour},
		"taken by somebody meantime": {true, -1},
	} {
		w := newWorld(t)
		w.held = access.Holding{Present: true}
		w.acquireAt(0, leaseFor("a", time.Hour))
		w.downBetween(2*time.Minute, 10*time.Minute)
		a := w.adoptAt(3*time.Minute, found(3*time.Hour))
		w.later(monday.Add(5*time.Minute), func() { w.held.Present = !c.gone })
		w.run(t)
		if (a.err != nil) != c.gone || !a.done || w.takenAt() != c.taken && !c.gone {
			t.Errorf("%s: answered %+v, taken after %s", name, a, w.takenAt())
		}
	}
}

func TestADecisionThatIsSentAgainIsOne(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	first := w.adoptAt(0, found(40*24*time.Hour))
	again := w.adoptAt(35*24*time.Hour, found(40*24*time.Hour)) // in another run
	w.run(t)
	if first.err != nil || again.err != nil || again.lease.ID != "finding-7" || w.takenAt() != 40*24*time.Hour {
		t.Errorf("answered %+v, then %+v; taken after %s", first, again, w.takenAt())
	}
}
