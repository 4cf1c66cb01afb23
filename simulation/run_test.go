package simulation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	t.Parallel()
	none := wants("none", "ada", time.Hour)
	none.Entitlements = []string{"no/thing"}
	for name, c := range map[string]struct {
		act  Act
		code access.Code
	}{
		"what is not there":           {none, access.CodeNotVisible},
		"for longer than it lasts":    {wants("long", "ada", 1000*time.Hour), access.CodeTooLong},
		"somebody who is not there":   {wants("who", "nobody", time.Hour), access.CodeNotFound},
		"a decision about nothing":    {agrees("r9"), access.CodeNotFound},
		"taking back what is nothing": {Withdraw{"r9", "ada"}, access.CodeAlreadyClosed},
	} {
		report := ran(t, office(), at(0, c.act))
		if len(report.Refused) != 1 || report.Refused[0].Code != c.code || report.Refused[0].Message == "" {
			t.Errorf("%s: refused %+v, expected %s", name, report.Refused, c.code)
		}
		if len(report.Requests) > 0 || len(report.Messages) > 0 || len(report.Calls) > 0 {
			t.Errorf("%s: left %+v, %+v and %+v", name, report.Requests, report.Messages, report.Calls)
		}
	}
}

func TestASetupThatIsNotSoundIsRefused(t *testing.T) {
	t.Parallel()
	setup := office()
	setup.Automations = []builder.Definition{{Name: "empty", Title: "Empty"}}
	var unsound *Unsound
	if _, err := Run(t.Context(), setup, nil); !errors.As(err, &unsound) || unsound.Automation != "empty" {
		t.Errorf("%v", err)
	}
	if _, err := Run(t.Context(), office(), []Input{at(-time.Hour, agrees("r1"))}); err == nil {
		t.Error("something happened before the beginning")
	}
}

func TestOverlappingRequestsAreHeldAsTheirUnion(t *testing.T) {
	t.Parallel()
	report := ran(
		t, office(),
		at(0, wants("r1", "ada", 4*time.Hour)), at(time.Hour, agrees("r1")),
		at(2*time.Hour, wants("r2", "ada", 6*time.Hour)), at(3*time.Hour, agrees("r2")),
	)
	stretch(t, report, time.Hour, 9*time.Hour)
	if len(report.Calls) != 3 { // what was there before, one beginning, one end
		t.Errorf("calls: %+v", report.Calls)
	}
	for _, id := range []string{"r1", "r2"} {
		if report.Requests[id].State != access.RequestCompleted {
			t.Errorf("%s is %s", id, report.Requests[id].State)
		}
	}
}

// An owner that has come to its end is started again for the next lease.
func TestTheSameThingAgainLater(t *testing.T) {
	t.Parallel()
	report := ran(
		t, office(),
		at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
		at(48*time.Hour, wants("r2", "ada", time.Hour)), at(48*time.Hour, agrees("r2")),
	)
	if len(report.Held) != 2 || !report.Held[1].From.Equal(monday.Add(48*time.Hour)) {
		t.Errorf("held %+v", report.Held)
	}
}

func TestAccessForLongerThanARunOfItsOwner(t *testing.T) {
	t.Parallel()
	setup := office()
	plan := asking()
	plan.Steps[0].Request.Duration.Max = hours(24 * 90)
	setup.Plans = []builder.Plan{plan}
	setup.Company.Entitlements[0].MaxDuration = 90 * 24 * time.Hour
	report := ran(
		t, setup,
		at(0, wants("r1", "ada", 80*24*time.Hour)), at(0, agrees("r1")),
		at(31*24*time.Hour, wants("r2", "ada", 9*24*time.Hour)), at(31*24*time.Hour, agrees("r2")),
	)
	stretch(t, report, 0, 80*24*time.Hour)
}

func TestInputsOfAMomentComeInTheirOrderAndLast(t *testing.T) {
	t.Parallel()
	click := agrees("r1")
	click.ID = "click"
	report := ran(
		t, office(),
		at(0, wants("r1", "ada", time.Hour)), at(0, click), at(0, click), at(0, wants("r2", "sam", time.Hour)),
		at(24*time.Hour, agrees("r2")), // the moment at which it has timed out
	)
	if report.Requests["r1"].State != access.RequestCompleted || report.Requests["r2"].State != access.RequestTimedOut {
		t.Errorf("r1 is %s, r2 is %s", report.Requests["r1"].State, report.Requests["r2"].State)
	}
	if len(report.Refused) != 1 || report.Refused[0].Input != 4 || report.Refused[0].Code != access.CodeAlreadyClosed {
		t.Errorf("refused %+v", report.Refused)
	}
}

func TestASimulationThatDoesNotEndIsAnError(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string]Limits{"time": {Time: 10 * time.Hour}, "steps": {Steps: 20}} {
		setup := office()
		setup.Limits = limits
		report, err := Run(t.Context(), setup, []Input{at(0, wants("r1", "ada", 100*time.Hour)), at(time.Hour, agrees("r1"))})
		if err == nil || !strings.Contains(err.Error(), "request/r1") {
			t.Errorf("%s: %v", name, err)
		}
		if _, recorded := report.Requests["r1"]; !recorded {
			t.Errorf("%s: what happened until then is not in the report", name)
		}
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(stopped, office(), []Input{at(0, wants("r1", "ada", time.Hour))}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestNothingIsLeftOnTheDisk(t *testing.T) {
	t.Parallel()
	setup := office()
	setup.Directory = t.TempDir()
	if _, err := Run(t.Context(), setup, nil); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(setup.Directory); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// crowd is fifty people who want the same at the same moments of a system that does
// not allow so many calls.
func crowd() (Setup, []Input) {
	setup, inputs := office(), []Input{}
	for i := range 50 {
		who, request := fmt.Sprintf("p%02d", i), fmt.Sprintf("r%02d", i)
		setup.Company.People = append(setup.Company.People, access.Person{Login: who, ManagerID: "mara"})
		inputs = append(inputs, at(0, wants(request, who, 2*time.Hour)), at(time.Hour, agrees(request)))
	}
	setup.Company.Entitlements[0].Seats = 30
	setup.Company.Rates = []Rate{{Connector: "okta", Calls: 60}}
	inputs = append(inputs, at(time.Hour, Fault{Kind: Unavailable, Connector: "okta", Do: "provision", Until: monday.Add(61 * time.Minute)}))
	return setup, inputs
}

func TestTheSameSetupGivesTheSameReport(t *testing.T) {
	t.Parallel()
	setup, inputs := crowd()
	begun := time.Now()
	first := ran(t, setup, inputs...)
	t.Logf("50 requests took %s, %d steps", time.Since(begun), first.Steps)
	second := ran(t, setup, inputs...)
	if !reflect.DeepEqual(first, second) {
		for i, one := range []Report{first, second} {
			t.Logf("report %d: %d steps, %d held, %d messages, %d calls", i, one.Steps, len(one.Held), len(one.Messages), len(one.Calls))
		}
		t.Error("two runs of the same setup differ")
	}
	if len(first.Held) != 30 {
		t.Errorf("%d people held one of 30 seats", len(first.Held))
	}
	refused := 0
	for _, request := range first.Requests {
		if request.State == access.RequestNotGranted {
			refused++
		}
	}
	if refused != 20 {
		t.Errorf("%d had no seat", refused)
	}
}
