package access

import (
	"fmt"
	"testing"
	"time"
)

func TestWhatBecameOfWhatALeaverHeld(t *testing.T) {
	later := noon.Add(time.Hour)
	open := Lease{ID: "l", RequestID: "r", EntitlementID: "jira/user", State: Open, Ends: later, HardEnd: later}
	ending, ended, refused := open.Finished(noon, Offboarding, System, ""), open.Finished(noon, Offboarding, System, ""), open
	ended.State, ended.ConfirmedAt = Ended, noon.Add(time.Second)
	refused.State, refused.EndedAt = RefusedLease, noon
	outlives, standing, last := open, ended, ended
	outlives.Outlives, standing.Shares = true, true
	last.ConfirmedAt = standing.ConfirmedAt.Add(time.Second)
	waiting := Request{ID: "r", EntitlementID: "jira/user", State: RequestWaiting, CreatedAt: noon}
	change := func(request Request, change func(*Request)) Request {
		change(&request)
		return request
	}
	was := func(state RequestState) Request {
		return change(waiting, func(r *Request) { r.State, r.ClosedAt = state, noon })
	}
	weekly := func(state RequestState) Request {
		return change(was(state), func(r *Request) { r.Ask.Series, r.LeaseID = &Series{}, "l" })
	}
	given := func(state RequestState) Request {
		return change(was(state), func(r *Request) { r.LeaseID = "l" })
	}
	for name, c := range map[string]struct {
		leaver Leaver
		want   string
	}{
		"nothing":                     {Leaver{}, "[]"},
		"a review that is left":       {Leaver{Requests: []Request{given(RequestReviewing)}}, "[]"},
		"what was over before":        {Leaver{Requests: []Request{weekly(RequestCompleted), given(RequestReturned)}}, "[]"},
		"open":                        {Leaver{Leases: []Lease{open}, Requests: []Request{given(RequestOpen)}}, "[still_held until 13:00:00 waits]"},
		"not read back":               {Leaver{Leases: []Lease{ending}}, "[held until 12:00:00 waits]"},
		"gone":                        {Leaver{Leases: []Lease{ended}, Requests: []Request{given(RequestEndedEarly)}}, "[held until 12:00:00]"},
		"gone, and there before":      {Leaver{Leases: []Lease{standing}}, "[held until 12:00:00 kept]"},
		"shared by one that is left":  {Leaver{Leases: []Lease{standing, outlives}}, "[held until 12:00:00 excluded until 13:00:00]"},
		"shared by one that is over":  {Leaver{Leases: []Lease{standing, last}}, "[held until 12:00:00 held until 12:00:00]"},
		"one of hours that is open":   {Leaver{Leases: []Lease{open}, Requests: []Request{weekly(RequestOpen)}}, "[still_held until 13:00:00 waits]"},
		"one of hours that is over":   {Leaver{Leases: []Lease{ended}, Requests: []Request{weekly(RequestEnding)}}, "[still_asked until 12:00:00 waits held until 12:00:00]"},
		"never given":                 {Leaver{Leases: []Lease{refused}}, "[never_opened until 12:00:00]"},
		"excluded":                    {Leaver{Leases: []Lease{outlives}, Requests: []Request{given(RequestOpen)}}, "[excluded until 13:00:00]"},
		"asked":                       {Leaver{Requests: []Request{waiting}}, "[still_asked waits]"},
		"on its way to the ledger":    {Leaver{Requests: []Request{given(RequestGranting)}}, "[still_asked until 12:00:00 waits]"},
		"taken back":                  {Leaver{Requests: []Request{was(RequestCancelled)}}, "[never_opened until 12:00:00]"},
		"hours to come":               {Leaver{Requests: []Request{weekly(RequestScheduled)}}, "[still_asked until 12:00:00 waits]"},
		"no more hours":               {Leaver{Requests: []Request{weekly(RequestEndedEarly)}}, "[no_more until 12:00:00]"},
		"no more hours, one was held": {Leaver{Leases: []Lease{ended}, Requests: []Request{weekly(RequestEndedEarly)}}, "[held until 12:00:00 no_more until 12:00:00]"},
		"open, and back again":        {Leaver{Active: true, Leases: []Lease{open}}, "[goes_on until 13:00:00]"},
		"ending, and back again":      {Leaver{Active: true, Leases: []Lease{ending}}, "[held until 12:00:00 waits]"},
		"asked, and back again":       {Leaver{Active: true, LeftAt: noon, Requests: []Request{waiting}}, "[goes_on]"},
		"asked when back again":       {Leaver{Active: true, LeftAt: noon.Add(-time.Second), Requests: []Request{waiting}}, "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, item := range c.leaver.Items() {
				words := string(item.Fate)
				if !item.At.IsZero() {
					words += item.At.Format(" until 15:04:05")
				}
				if item.Kept {
					words += " kept"
				}
				if !item.Settled() {
					words += " waits"
				}
				got = append(got, words)
			}
			if fmt.Sprint(got) != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}

func TestALeaversItemsAreSaidAsPeopleSayThemAndWhatIsNotSettledFirst(t *testing.T) {
	leaver := Leaver{
		Labels: map[string]string{"jira/user": "Jira / User", "vpn/on": "VPN / On"},
		Leases: []Lease{
			{ID: "1", EntitlementID: "vpn/on", State: Ended, ConfirmedAt: noon},
			{ID: "2", EntitlementID: "gone/thing", State: Open},
			{ID: "3", EntitlementID: "jira/user", State: Ended, ConfirmedAt: noon},
		},
		Requests: []Request{{ID: "r", Bundle: []string{"vpn/on", "jira/user"}, State: RequestDenied}},
	}
	var got []string
	for _, item := range leaver.Items() {
		got = append(got, item.Label)
	}
	if fmt.Sprintf("%q", got) != `["gone/thing" "Jira / User" "VPN / On" "VPN / On, Jira / User"]` {
		t.Errorf("%q", got)
	}
}
