package simulation

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/emergency"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// endDirectly is a kill switch that an operator carries out past everything that runs.
type endDirectly struct{ ThrowKillSwitch }

func (d endDirectly) act(w *world) error {
	w.sent++
	ending := emergency.Ending{
		Record: w.record, Attempts: fmt.Sprintf("emergency/%d", w.sent), AtOnce: 1, Clock: w.engine.now,
		Providers: map[string]integrations.Provider{"okta": w.systems, "github": w.systems},
		Wait:      func(context.Context, time.Time) error { return errors.New("nobody waits at an instant") },
	}
	plan, err := emergency.Prepare(w.ctx, w.record, emergency.Wanted{
		ID: d.ID, Scope: d.Scope, Ref: d.Ref, Reason: d.Reason, By: d.Person,
	}, w.engine.now())
	if err != nil {
		return err
	}
	_, err = ending.Run(w.ctx, plan)
	return err
}

// ruled is the setup with somebody who may end everything.
func ruled(setup Setup) Setup {
	for i := range setup.Company.People {
		if setup.Company.People[i].Login == "mara" {
			setup.Company.People[i].Roles = []access.Role{access.Admin}
		}
	}
	return setup
}

// callsOf counts what was asked of outside systems for somebody after a moment.
func callsOf(report Report, do, subject string, after time.Duration) (calls int) {
	for _, call := range report.Calls {
		if call.Do == do && call.Key.Subject == subject && !call.At.Before(monday.Add(after)) {
			calls++
		}
	}
	return calls
}

func audited(report Report, object string) (actions []string) {
	for _, line := range report.Audit {
		if line.Object == object {
			actions = append(actions, line.Action)
		}
	}
	return actions
}

func TestWhatWasEndedDirectlyStaysOverWhenTheWorkersAreBackAndIsNotTakenAwayTwice(t *testing.T) {
	t.Parallel()
	thrown := kill(access.KillPerson, "ada")
	report := ran(
		t, ruled(office()), at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")), at(0, wants("r2", "sam", 4*time.Hour)), at(0, agrees("r2")),
		at(time.Hour, endDirectly{thrown}), at(65*time.Minute, endDirectly{thrown}), at(2*time.Hour, thrown),
	)
	for _, held := range report.Held {
		until := map[string]time.Duration{"ada": time.Hour, "sam": 4 * time.Hour}[held.Person]
		if !held.Until.Equal(monday.Add(until)) {
			t.Errorf("%s held it until %s", held.Person, held.Until)
		}
	}
	if takes, gives := callsOf(report, "deprovision", "ada", 0), callsOf(report, "provision", "ada", time.Hour); takes != 1 || gives != 0 || len(report.Held) != 2 {
		t.Errorf("taken away %d times, given %d times after it; held %+v", takes, gives, report.Held)
	}
	r1 := report.Requests["r1"]
	if r1.State != access.RequestEndedEarly || !strings.Contains(r1.Detail, "Stolen laptop.") {
		t.Errorf("r1 is %s: %q", r1.State, r1.Detail)
	}
	for _, lease := range report.Leases {
		if lease.PersonID != "ada" {
			continue
		}
		if lease.State != access.Ended || lease.EndReason != access.Revoked || lease.EndedBy != "mara" || !lease.ConfirmedAt.Equal(monday.Add(time.Hour)) {
			t.Errorf("%+v", lease)
		}
		want := "[access.claimed access.opened access.ended_directly access.over access.ended]"
		if got := fmt.Sprint(audited(report, "lease/"+lease.ID)); got != want {
			t.Errorf("audited %s", got)
		}
	}
	if got := fmt.Sprint(audited(report, "kill-switch/"+thrown.ID)); got != "[kill_switch.thrown kill_switch.done]" {
		t.Errorf("audited %s", got)
	}
}

func TestWhatWasNotLookedAtOnceMoreItsOwnerTakesAwayOnceMore(t *testing.T) {
	t.Parallel()
	thrown := kill(access.KillAutomation, "jira")
	report := ran(
		t, ruled(office()), at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")),
		at(time.Hour, endDirectly{thrown}), at(2*time.Hour, thrown),
	)
	stretch(t, report, 0, time.Hour)
	if takes, late := callsOf(report, "deprovision", "ada", 0), callsOf(report, "deprovision", "ada", 2*time.Hour); takes != 2 || late != 1 || !report.Requests["r1"].State.Final() {
		t.Errorf("taken away %d times, %d when the workers were back; r1 is %s", takes, late, report.Requests["r1"].State)
	}
}

func TestWhatWasThereBeforeStaysAlsoInAnEmergency(t *testing.T) {
	t.Parallel()
	thrown := kill(access.KillEntitlement, jira)
	setup := ruled(office())
	setup.Company.Standing = []Standing{{Person: "ada", Connector: "okta", Resource: "group/jira"}}
	report := ran(
		t, setup, at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")),
		at(time.Hour, endDirectly{thrown}), at(65*time.Minute, endDirectly{thrown}), at(2*time.Hour, thrown),
	)
	if len(report.Held) != 1 || !report.Held[0].Until.IsZero() || callsOf(report, "deprovision", "ada", 0) != 0 {
		t.Errorf("held %+v", report.Held)
	}
	if r1 := report.Requests["r1"]; r1.State != access.RequestEndedEarly || !report.Leases[0].Shares {
		t.Errorf("r1 is %s, %+v", r1.State, report.Leases[0])
	}
}

func TestWheneverEverythingIsEndedDirectlyItStaysOverAndNothingElseEnds(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		thrown, after, inputs := drawn(seed)
		inputs[len(inputs)-1] = at(after, endDirectly{thrown})
		inputs = append(inputs, at(after+2*time.Minute, endDirectly{thrown}), at(after+30*time.Minute, thrown))
		report := ran(t, ruled(pairOf()), inputs...)
		holders := map[string]string{}
		for _, lease := range report.Leases {
			holders[lease.Key.String()] = lease.PersonID
			if lease.State.Rank() < access.Ended.Rank() {
				t.Fatalf("seed %d, %s at %s: %+v", seed, thrown.ID, after, lease)
			}
			if !thrown.covers(lease.PersonID, lease.Key.Connector) && lease.EndReason == access.Revoked {
				t.Fatalf("seed %d, %s at %s ended %+v", seed, thrown.ID, after, lease)
			}
		}
		for _, call := range report.Calls {
			if call.Do == "provision" && call.At.After(monday.Add(after)) && thrown.covers(holders[call.Key.String()], call.Key.Connector) {
				t.Fatalf("seed %d, %s at %s: given at %s", seed, thrown.ID, after, call.At)
			}
		}
		for id, request := range report.Requests {
			if !request.State.Final() {
				t.Fatalf("seed %d: %s is %s", seed, id, request.State)
			}
		}
		for _, held := range report.Held {
			if held.Until.IsZero() {
				t.Fatalf("seed %d: %s still holds %s", seed, held.Person, held.Resource)
			}
		}
	}
}
