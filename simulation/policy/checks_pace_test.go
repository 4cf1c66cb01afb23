package policy

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

func TestThePaceOfALimitedSystemIsHeldAgainstItsSentences(t *testing.T) {
	t.Parallel()
	five := time.Date(2027, 6, 25, 21, 0, 0, 0, time.UTC)
	call := func(after time.Duration, do, resource string, took int) simulation.Call {
		return simulation.Call{At: five.Add(after), Do: do, Key: access.Key{Connector: "okta_group", Resource: resource}, Took: took}
	}
	removal := call(0, "deprovision", "lab", 2)
	last := call(time.Minute, "deprovision", "lab", 2)
	for name, c := range map[string]struct {
		check checker
		calls []simulation.Call
		right bool
	}{
		"few calls":                     {callsAMinute("okta_group", 3), []simulation.Call{removal, last}, true},
		"too many calls":                {callsAMinute("okta_group", 3), []simulation.Call{removal, call(59*time.Second, "read", "lab", 2)}, false},
		"too many before it is limited": {callsAMinute("okta_group", 3), []simulation.Call{call(-time.Hour, "provision", "lab", 4), removal}, true},
		"some that were held back":      {callsAMinute("okta_group", 3), []simulation.Call{removal, call(0, "read", "lab", 0), call(0, "read", "lab", 1)}, true},
		"no calls":                      {callsAMinute("okta_group", 3), nil, false},
		"the last in time":              {lastRemoval("okta_group:lab", time.Minute), []simulation.Call{removal, last}, true},
		"the last too late":             {lastRemoval("okta_group:lab", time.Minute), []simulation.Call{removal, call(61*time.Second, "deprovision", "lab", 2)}, false},
		"no removal":                    {lastRemoval("okta_group:lab", time.Minute), nil, false},
		"after the last":                {noneBeforeRemovals("okta_group:wiki", "okta_group:lab"), []simulation.Call{removal, last, call(time.Minute, "read", "wiki", 1)}, true},
		"held back before the last":     {noneBeforeRemovals("okta_group:wiki", "okta_group:lab"), []simulation.Call{call(0, "read", "wiki", 0), last, call(time.Minute, "read", "wiki", 1)}, true},
		"before the last":               {noneBeforeRemovals("okta_group:wiki", "okta_group:lab"), []simulation.Call{removal, call(0, "read", "wiki", 1), last}, false},
		"never":                         {noneBeforeRemovals("okta_group:wiki", "okta_group:lab"), []simulation.Call{removal}, false},
	} {
		p := &play{}
		p.setup.Company.Rates = []simulation.Rate{{Connector: "okta_group", From: five}}
		wrong := c.check(&difference{play: p, report: simulation.Report{Calls: c.calls}})
		if (wrong == "") != c.right {
			t.Errorf("%s: %q", name, wrong)
		}
	}
}

func TestABeginningIsHeldAgainstATightTolerance(t *testing.T) {
	t.Parallel()
	began := time.Date(2027, 6, 25, 21, 2, 0, 0, time.UTC)
	for late, right := range map[time.Duration]bool{0: true, 5 * time.Second: true, 6 * time.Second: false} {
		d := &difference{
			scenario: Scenario{Expected: Expected{
				Access: []Access{{Target: "okta_group:prod", Began: began}}, Tolerance: map[string]int{"glass": 5},
			}},
			report: simulation.Report{Held: []simulation.Held{{Connector: "okta_group", Resource: "prod", From: began.Add(late)}}},
		}
		if wrong := promptly("okta_group:prod", "glass")(d); (wrong == "") != right {
			t.Errorf("%s late: %q", late, wrong)
		}
	}
}
