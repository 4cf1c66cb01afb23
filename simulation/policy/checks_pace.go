package policy

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/simulation"
)

// paceSentences are about how fast a limited system is used.
func paceSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-34-B", "Okta sees no more than 400 calls in any minute."}:                callsAMinute("okta_group", 400),
		{"PC-34-B", "At 200 removals per minute the last one is confirmed by 17:06."}: lastRemoval("okta_group:training-lab", 6*time.Minute),
		{"PC-34-C", "No wiki-editors call is sent before the last removal call."}: allOf(
			callsAMinute("okta_group", 400), noneBeforeRemovals("okta_group:wiki-editors", "okta_group:training-lab"),
			promptly("okta_group:prod-admins", "break_glass_begin")),
	}
}

// callsAMinute bounds what a system sees in any sixty seconds, from when it is
// limited at all.
func callsAMinute(connector string, most int) checker {
	return func(d *difference) string {
		most := d.play.part(most)
		var sent []simulation.Call
		for _, call := range d.report.Calls {
			if call.Key.Connector == connector && call.Took > 0 && !call.At.Before(d.play.setup.Company.Rates[0].From) {
				sent = append(sent, call)
			}
		}
		for first, within, last := 0, 0, 0; last < len(sent); last++ {
			within += sent[last].Took
			for ; sent[last].At.Sub(sent[first].At) >= time.Minute; first++ {
				within -= sent[first].Took
			}
			if within > most {
				return fmt.Sprintf("%s saw %d calls in the minute before %s, not at most %d", connector, within, clock(sent[last].At), most)
			}
		}
		if len(sent) == 0 {
			return connector + " saw no calls"
		}
		return ""
	}
}

// lastRemoval bounds how long after the first removal of a crowd the last one is
// confirmed.
func lastRemoval(target string, most time.Duration) checker {
	return func(d *difference) string {
		removals := d.calls(target, "deprovision")
		if len(removals) == 0 {
			return "nothing was removed of " + target
		}
		first, last := d.report.Calls[removals[0]], d.report.Calls[removals[len(removals)-1]]
		if last.At.Sub(first.At) > most || last.Error != "" {
			return "the last removal of " + target + " was at " + clock(last.At)
		}
		return ""
	}
}

// noneBeforeRemovals holds calls for one target back until a crowd is removed from
// another.
func noneBeforeRemovals(target, removed string) checker {
	return func(d *difference) string {
		made, removals := d.calls(target, ""), d.calls(removed, "deprovision")
		if len(made) == 0 || len(removals) == 0 || made[0] < removals[len(removals)-1] {
			return fmt.Sprintf("%d calls for %s, not all after the %d removals of %s", len(made), target, len(removals), removed)
		}
		return ""
	}
}

// promptly holds the beginning of something against a tolerance of its own.
func promptly(target, tolerance string) checker {
	return func(d *difference) string {
		late := time.Duration(d.scenario.Expected.Tolerance[tolerance]) * time.Second
		for _, expected := range d.scenario.Expected.Access {
			for _, held := range d.report.Held {
				if expected.Target == target && targetOf(held) == target && held.From.After(expected.Began.Add(late)) {
					return target + " began at " + clock(held.From)
				}
			}
		}
		return ""
	}
}

// calls are the places of those that reached a target, of one kind or of all.
func (d *difference) calls(target, do string) (places []int) {
	for i, call := range d.report.Calls {
		if call.Key.Connector+":"+call.Key.Resource == target && call.Took > 0 && (do == "" || call.Do == do) {
			places = append(places, i)
		}
	}
	return places
}
