package worker

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// ledger has so many leases in the order of their ids; what is left behind are all of
// them. It remembers what owners were told.
type ledger struct {
	leases []access.Lease
	people map[string]access.Person
	before time.Time
	ended  []workflows.EndInput
	away   string // the lease whose owner cannot be told
}

func (l *ledger) after(after string, limit int) []access.Lease {
	at := slices.IndexFunc(l.leases, func(lease access.Lease) bool { return lease.ID > after })
	if at < 0 {
		return nil
	}
	return l.leases[at:min(at+limit, len(l.leases))]
}

func (l *ledger) LeasesHeldBy(_ context.Context, _, after string, limit int) ([]access.Lease, error) {
	return l.after(after, limit), nil
}

func (l *ledger) LeasesLeftBehind(_ context.Context, before time.Time, after string, limit int) ([]access.Lease, error) {
	l.before = before
	return l.after(after, limit), nil
}

func (l *ledger) Person(_ context.Context, id string) (access.Person, error) {
	return l.people[id], nil
}

func (l *ledger) TellEnd(_ context.Context, _ access.Key, input workflows.EndInput) error {
	if input.LeaseID == l.away {
		return errors.New("Temporal is away")
	}
	l.ended = append(l.ended, input)
	return nil
}

func leaversOf(l *ledger) *leavers {
	return &leavers{held: l, ender: l, clock: func() time.Time { return noon }}
}

func TestOnlyWhoMayHoldNothingLosesWhatTheyHold(t *testing.T) {
	held := []access.Lease{
		{ID: "a", State: access.Open},
		{ID: "b", State: access.Open, Outlives: true},
		{ID: "c", State: access.Ending},
		{ID: "d", State: access.Scheduled},
	}
	for name, c := range map[string]struct {
		person access.Person
		want   access.EndReason // empty: nothing ends
		says   string
	}{
		"active":          {access.Person{Status: access.Active}, "", ""},
		"leaves later":    {access.Person{Status: access.Active, Until: noon.Add(time.Second)}, "", ""},
		"inactive":        {access.Person{Name: "Ada", Status: access.Inactive}, access.Offboarding, "Ada is not active any more."},
		"last moment":     {access.Person{Name: "Ada", Status: access.Active, Until: noon}, access.LeaveDate, "Ada's last moment has come."},
		"end of contract": {access.Person{Name: "Ada", Status: access.Active, Until: noon, Employment: access.Vendor}, access.ContractEnd, "Ada's last moment has come."},
	} {
		l := &ledger{leases: held}
		if err := leaversOf(l).endAll(t.Context(), c.person); err != nil {
			t.Fatal(err)
		}
		var want []workflows.EndInput
		if c.want != "" {
			for _, id := range []string{"a", "d"} {
				want = append(want, workflows.EndInput{LeaseID: id, Reason: c.want, By: access.System, Note: c.says, At: noon.UTC()})
			}
		}
		if !slices.Equal(l.ended, want) {
			t.Errorf("%s: told %+v", name, l.ended)
		}
	}
}

func TestWhatNobodyEndedIsFoundPageByPage(t *testing.T) {
	l := &ledger{people: map[string]access.Person{"ada": {Name: "Ada", Status: access.Inactive}}, away: leaseName(3)}
	for i := range 2*leaversBatch + 50 {
		l.leases = append(l.leases, access.Lease{ID: leaseName(i), PersonID: "ada", State: access.Open})
	}
	if err := leaversOf(l).pass(t.Context()); err == nil {
		t.Error("one owner could not be told, and nothing was said of it")
	}
	if len(l.ended) != len(l.leases)-1 || !l.before.Equal(noon.Add(-leaversAge)) {
		t.Errorf("%d were told, of whose last moment came before %s", len(l.ended), l.before)
	}
}
