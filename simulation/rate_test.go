package simulation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// lab is an office with a wiki and a production besides Jira. Production is for
// emergencies.
func lab() Setup {
	setup := office()
	for _, name := range []string{"wiki", "prod"} {
		plan := asking()
		plan.Automation = name
		request := *plan.Steps[0].Request
		request.Entitlements = []string{name + "/user"}
		plan.Steps[0].Request = &request
		plan.Steps[2].Grant = &builder.GrantStep{GiveUp: hours(4), Urgent: name == "prod"}
		setup.Plans = append(setup.Plans, plan)
		setup.Company.Entitlements = append(setup.Company.Entitlements, access.Entitlement{
			ID: name + "/user", MaxDuration: 24 * time.Hour, Target: access.Target{Connector: "okta", Resource: "group/" + name},
		})
	}
	return setup
}

// given is a request that is agreed to at once.
func given(after time.Duration, request, who, thing string) []Input {
	asks := Submit{Request: request, Entitlements: []string{thing}, Requester: who, Ask: access.Ask{Duration: time.Hour}}
	return []Input{at(after, asks), at(after, agrees(request))}
}

// worked lists the calls that worked, with their moments where they differ from the
// one given.
func worked(report Report, usual time.Duration) (calls []string) {
	for _, call := range report.Calls {
		if call.Error == "" && !call.At.Before(monday.Add(usual)) {
			words := call.Do + " " + call.Key.Resource
			if late := call.At.Sub(monday.Add(usual)); late > 0 {
				words += " after " + late.String()
			}
			calls = append(calls, words)
		}
	}
	return calls
}

func TestWhatWaitsForAConnectorGoesByItsPriority(t *testing.T) {
	t.Parallel()
	back := 2*time.Hour + 37*time.Second
	report := ran(t, lab(), slices.Concat(
		given(time.Hour, "old", "ada", jira),
		given(2*time.Hour-time.Minute, "new", "sam", "wiki/user"),
		given(2*time.Hour+time.Second, "glass", "sam", "prod/user"),
		[]Input{at(2*time.Hour-2*time.Minute, Fault{Kind: RateLimited, Connector: "okta", Until: monday.Add(back)})},
	)...)
	want := []string{"read group/prod", "provision group/prod", "deprovision group/jira", "read group/wiki", "provision group/wiki"}
	if got := worked(report, back); !slices.Equal(got[:5], want) {
		t.Errorf("called in this order: %v", got)
	}
}

// Twenty-eight end at once where 63 calls a minute are allowed: ends may use 47 of
// them, an emergency 50, and what begins waits until the ends are through.
func TestALimitedSystemSeesEmergenciesThenEndsThenBeginnings(t *testing.T) {
	t.Parallel()
	setup, inputs := lab(), []Input{}
	setup.Company.Rates = []Rate{{Connector: "okta", Calls: 63, From: monday.Add(90 * time.Minute)}}
	for i := range 28 {
		who := fmt.Sprintf("p%02d", i)
		setup.Company.People = append(setup.Company.People, access.Person{Login: who, ManagerID: "mara"})
		inputs = append(inputs, given(time.Hour, "r"+who, who, jira)...)
	}
	inputs = slices.Concat(inputs, given(2*time.Hour, "new", "sam", "wiki/user"), given(2*time.Hour, "glass", "ada", "prod/user"))
	report := ran(t, setup, inputs...)
	want := slices.Concat(
		slices.Repeat([]string{"deprovision group/jira"}, 23), []string{"read group/prod", "provision group/prod"},
		slices.Repeat([]string{"deprovision group/jira after 1m0s"}, 5),
		[]string{"read group/wiki after 1m0s", "provision group/wiki after 1m0s", "deprovision group/prod after 1h0m0s", "deprovision group/wiki after 1h1m0s"},
	)
	if got := worked(report, 2*time.Hour); !slices.Equal(got, want) {
		t.Errorf("called in this order: %v", got)
	}
	took := map[time.Time]int{}
	for _, call := range report.Calls {
		if call.At.After(monday.Add(90 * time.Minute)) {
			took[call.At.Truncate(time.Minute)] += call.Took
		}
	}
	if took[monday.Add(2*time.Hour)] != 49 || took[monday.Add(121*time.Minute)] != 13 {
		t.Errorf("calls that reached the system in each minute: %v", took)
	}
}
