package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// mornings asks for 08:00–09:00 UTC on the next three days.
func mornings(o *office) builder.Plan {
	o.asking = access.Ask{Series: &access.Series{Rule: "FREQ=DAILY", Start: "08:00", End: "09:00", Zone: "UTC", First: "2027-03-02", Last: "2027-03-04"}}
	plan := granting(builder.GrantStep{While: `subject.department != "Sales"`})
	plan.Steps[0].Request.Windows = &builder.WindowRules{Recurring: &builder.RecurringRule{MaxWindow: hours(4), MaxSpan: hours(24 * 30), Zone: "UTC"}}
	return plan
}

func openings(o *office) (at []time.Duration) {
	for _, lease := range o.handed {
		if !lease.OpenedAt.IsZero() {
			at = append(at, lease.OpenedAt.Sub(monday))
		}
	}
	return at
}

func TestASeriesOpensAndClosesEveryTime(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	if state := o.run(t, mornings(o)); state != access.RequestCompleted {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	want := []time.Duration{23 * time.Hour, 47 * time.Hour, 71 * time.Hour}
	for i, at := range openings(o) {
		if at != want[i] || o.handed[i].EndedAt.Sub(monday) != want[i]+time.Hour || o.handed[i].EndReason != access.WindowEnd {
			t.Errorf("window %d opened after %s and ended after %s by %s", i, at, o.handed[i].EndedAt.Sub(monday), o.handed[i].EndReason)
		}
	}
	if len(o.handed) != 3 || o.handed[0].ID == o.handed[1].ID {
		t.Errorf("handed over %d", len(o.handed))
	}
}

func TestEachOpeningOfASeriesIsCheckedAnew(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.directorySays(30*time.Hour, "ada", func(p *access.Person) { p.Department = "Sales" })
	o.directorySays(60*time.Hour, "ada", func(p *access.Person) { p.Department = "Data" })
	if state := o.run(t, mornings(o)); state != access.RequestCompleted {
		t.Errorf("ended as %s", state)
	}
	if at := openings(o); len(at) != 2 || at[0] != 23*time.Hour || at[1] != 71*time.Hour {
		t.Errorf("opened after %v", at)
	}
	if at := o.toldAt("ada", "window_refused"); at != 47*time.Hour {
		t.Errorf("told after %s", at)
	}
}

func TestASeriesThatIsStoppedOpensNoMore(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflowNoRejection(UpdateStop, "stop", t, StopInput{PersonID: "mara", Reason: access.Revoked, Note: "Moved."})
	}, 30*time.Hour)
	if state := o.run(t, mornings(o)); state != access.RequestEndedEarly || len(openings(o)) != 1 {
		t.Errorf("ended as %s, opened after %v", state, openings(o))
	}
	if at := o.toldAt("ada", "series_cancelled"); at != 30*time.Hour {
		t.Errorf("told after %s", at)
	}
}

func TestASeriesCanBeTakenBackOrStoppedBeforeItsFirstWindow(t *testing.T) {
	for state, update := range map[access.RequestState]func(*office){
		access.RequestCancelled: func(o *office) {
			o.env.UpdateWorkflowNoRejection(UpdateWithdraw, "w", t, WithdrawInput{PersonID: "ada"})
		},
		access.RequestEndedEarly: func(o *office) {
			o.env.UpdateWorkflowNoRejection(UpdateStop, "s", t, StopInput{PersonID: "mara", Reason: access.Revoked, Note: "No."})
		},
	} {
		o := newOffice(t)
		o.keepOwners()
		o.env.RegisterDelayedCallback(func() { update(o) }, time.Hour)
		if got := o.run(t, mornings(o)); got != state || len(o.handed) != 0 || o.saved.Request.ClosedAt.Sub(monday) != time.Hour {
			t.Errorf("ended as %s instead of %s after %s, with %d leases", got, state, o.saved.Request.ClosedAt.Sub(monday), len(o.handed))
		}
	}
}

func TestWhoLeavesBetweenTwoWindowsGetsNoMore(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.directorySays(30*time.Hour, "ada", leaves)
	if state := o.run(t, mornings(o)); state != access.RequestEndedEarly || len(openings(o)) != 1 {
		t.Errorf("ended as %s, opened after %v", state, openings(o))
	}
}
