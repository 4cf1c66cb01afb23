package simulation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func kill(scope access.KillScope, ref string) ThrowKillSwitch {
	return ThrowKillSwitch{ID: "k-" + string(scope) + "-" + ref, Scope: scope, Ref: ref, Person: "mara", Reason: "Stolen laptop."}
}

func lift(thrown ThrowKillSwitch) LiftKillSwitch {
	return LiftKillSwitch{ID: thrown.ID, Person: "mara", Reason: "Found it."}
}

func TestAKillSwitchEndsWhatIsHeldAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, thrown := range []ThrowKillSwitch{
		kill(access.KillPerson, "ada"), kill(access.KillEntitlement, jira), kill(access.KillConnector, "okta"), kill(access.KillAutomation, "jira"),
	} {
		report := ran(
			t, office(), at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")),
			at(0, wants("r2", "sam", 4*time.Hour)), at(0, agrees("r2")), at(time.Hour, thrown),
		)
		for _, held := range report.Held {
			want := monday.Add(time.Hour)
			if thrown.Scope == access.KillPerson && held.Person == "sam" {
				want = monday.Add(4 * time.Hour)
			}
			if !held.Until.Equal(want) {
				t.Errorf("%s: %s held it until %s", thrown.Scope, held.Person, held.Until)
			}
		}
		r1 := report.Requests["r1"]
		if r1.State != access.RequestEndedEarly || !strings.Contains(r1.Detail, "Stolen laptop.") || len(report.Held) != 2 {
			t.Errorf("%s: r1 is %s, %q; held %+v", thrown.Scope, r1.State, r1.Detail, report.Held)
		}
	}
}

func TestWhatIsApprovedWhileAKillSwitchStandsIsNotGivenAndSaysWhy(t *testing.T) {
	t.Parallel()
	thrown := kill(access.KillPerson, "ada")
	report := ran(
		t, office(), at(0, wants("r1", "ada", 4*time.Hour)), at(time.Minute, thrown), at(time.Hour, agrees("r1")),
		at(90*time.Minute, wants("r2", "ada", 4*time.Hour)), at(2*time.Hour, lift(thrown)), at(3*time.Hour, agrees("r2")),
	)
	r1 := report.Requests["r1"]
	if r1.State != access.RequestNotGranted || !strings.Contains(r1.Detail, "Stolen laptop.") {
		t.Errorf("r1 is %s: %q", r1.State, r1.Detail)
	}
	stretch(t, report, 3*time.Hour, 7*time.Hour)
}

func TestAGiveThatIsBeingTriedAgainDoesNotLandAfterTheSwitch(t *testing.T) {
	t.Parallel()
	thrown := kill(access.KillPerson, "ada")
	unheard := thrown
	unheard.Unheard = true
	report := ran(
		t, office(), at(0, Fault{Kind: Unavailable, Connector: "okta", Do: "provision", Until: monday.Add(time.Hour)}),
		at(0, wants("r1", "ada", 8*time.Hour)), at(0, agrees("r1")), at(30*time.Minute, unheard), at(2*time.Hour, thrown),
	)
	for _, call := range report.Calls {
		if call.Do == "provision" && call.At.After(monday.Add(30*time.Minute)) {
			t.Errorf("tried at %s", call.At)
		}
	}
	if len(report.Held) > 0 || !report.Requests["r1"].State.Final() {
		t.Errorf("held %+v, r1 is %s", report.Held, report.Requests["r1"].State)
	}
}

// pairOf is the office with a second thing to hold, in another outside system.
func pairOf() Setup {
	setup := office()
	setup.Company.Entitlements = append(setup.Company.Entitlements, access.Entitlement{
		ID: "git/user", MaxDuration: 30 * 24 * time.Hour, Target: access.Target{Connector: "github", Resource: "team/all"},
	})
	other := asking()
	other.Automation, other.Title = "git", "Git"
	other.Steps[0].Request = &builder.RequestStep{Entitlements: []string{"git/user"}, Duration: builder.Durations{Default: hours(1), Max: hours(240)}}
	setup.Plans = append(setup.Plans, other)
	return setup
}

// drawn is a random afternoon with one kill switch in it.
func drawn(seed uint64) (thrown ThrowKillSwitch, thrownAt time.Duration, inputs []Input) {
	draw := rand.New(rand.NewPCG(seed, 19))
	minute := func(most int) time.Duration { return time.Duration(draw.IntN(most*60)) * time.Second }
	for i := range 4 + draw.IntN(4) {
		id, begins := fmt.Sprintf("r%d", i), minute(120)
		thing := []string{jira, "git/user"}[draw.IntN(2)]
		who := []string{"ada", "sam"}[draw.IntN(2)]
		inputs = append(inputs, at(begins, Submit{
			Request: id, Entitlements: []string{thing}, Requester: who, Ask: access.Ask{Duration: time.Hour + minute(120)},
		}), at(begins+minute(30), agrees(id)))
		if draw.IntN(4) == 0 {
			inputs = append(inputs, at(begins+minute(90), GiveBack{id, who}))
		}
	}
	for range draw.IntN(3) {
		from := minute(150)
		inputs = append(inputs, at(from, Fault{
			Kind: Unavailable, Connector: []string{"okta", "github"}[draw.IntN(2)], Do: []string{"", "provision", "deprovision"}[draw.IntN(3)],
			Until: monday.Add(from + minute(40)),
		}))
	}
	all := []ThrowKillSwitch{
		kill(access.KillPerson, "ada"), kill(access.KillEntitlement, jira), kill(access.KillConnector, "github"), kill(access.KillAutomation, "jira"),
	}
	thrown, thrownAt = all[draw.IntN(len(all))], minute(180)
	return thrown, thrownAt, append(inputs, at(thrownAt, thrown))
}

func (k ThrowKillSwitch) covers(login, connector string) bool {
	switch k.Scope {
	case access.KillPerson:
		return login == k.Ref
	case access.KillConnector:
		return connector == k.Ref
	default:
		return connector == "okta" // where Jira is
	}
}

func TestWheneverAKillSwitchIsThrownNothingItCoversBeginsAllOfItEndsAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		thrown, after, inputs := drawn(seed)
		report, without := ran(t, pairOf(), inputs...), ran(t, pairOf(), inputs[:len(inputs)-1]...)
		holders := map[string]string{}
		for _, lease := range report.Leases {
			holders[lease.Key.String()] = lease.PersonID
		}
		moment := monday.Add(after)
		for _, lease := range report.Leases {
			covered := thrown.covers(lease.PersonID, lease.Key.Connector)
			if !lease.State.Over() || covered && lease.OpenedAt.After(moment) {
				t.Fatalf("seed %d, %s at %s: %+v", seed, thrown.ID, after, lease)
			}
			if !covered && lease.EndReason == access.Revoked {
				t.Fatalf("seed %d, %s at %s ended %+v", seed, thrown.ID, after, lease)
			}
		}
		for _, call := range report.Calls {
			if call.Do == "provision" && call.At.After(moment) && thrown.covers(holders[call.Key.String()], call.Key.Connector) {
				t.Fatalf("seed %d, %s at %s: given at %s", seed, thrown.ID, after, call.At)
			}
		}
		for _, held := range report.Held {
			if held.Until.IsZero() {
				t.Fatalf("seed %d: %s still holds %s", seed, held.Person, held.Resource)
			}
		}
		if got, want := untouchedBy(thrown, report), untouchedBy(thrown, without); got != want {
			t.Fatalf("seed %d, %s at %s: what it does not cover was held\n%s\nand without it\n%s", seed, thrown.ID, after, got, want)
		}
	}
}

// untouchedBy is what was held that the switch does not cover, in words.
func untouchedBy(thrown ThrowKillSwitch, report Report) string {
	var lines []string
	for _, held := range report.Held {
		if !thrown.covers(held.Person, held.Connector) {
			lines = append(lines, fmt.Sprintf("%s %s %s %s", held.Person, held.Resource, held.From, held.Until))
		}
	}
	return strings.Join(lines, "\n")
}
