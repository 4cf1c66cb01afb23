package policy

import (
	"fmt"

	"github.com/curfewhq/curfew/internal/access"
)

func statusSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-28-B", "Between 11:30 and 11:34 the status is 'ending', never 'returned'."}: is(
			access.RequestEnding, "2027-02-22T11:30:00-05:00", "2027-02-22T11:34:00-05:00", access.RequestReturned),
		{"PC-33-D", "Status is 'ending' from 13:00 to 13:40."}: is(
			access.RequestEnding, "2027-05-18T13:00:00-04:00", "2027-05-18T13:40:00-04:00", access.RequestCompleted),
	}
}

// is holds that the one request of a scenario came into a state at a moment, left it
// at another, not before, and what it was then.
func is(state access.RequestState, from, until string, then access.RequestState) checker {
	return func(d *difference) string {
		for i, one := range d.report.States {
			if one.State != state {
				continue
			}
			if !d.within(moment(from), one.At) {
				return fmt.Sprintf("it was %s from %s", state, clock(one.At))
			}
			if i+1 == len(d.report.States) {
				return fmt.Sprintf("it was %s for ever", state)
			}
			next := d.report.States[i+1]
			if !d.within(moment(until), next.At) || next.State != then {
				return fmt.Sprintf("it was %s from %s", next.State, clock(next.At))
			}
			return ""
		}
		return fmt.Sprintf("it was never %s", state)
	}
}
