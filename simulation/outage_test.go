package simulation

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// outageEnds is how many ends fall due in an outage. A thousand, as in docs/bench.md, take
// some minutes for each test.
var outageEnds = flag.Int("outage-ends", 16, "how many ends fall due within an hour's outage")

// The hour in which something is away, how soon after it everything is issued, and for
// how long an end waits for a record that is away.
const (
	awayFrom   = time.Hour
	awayTo     = 2 * time.Hour
	soon       = time.Minute
	recordWait = 25 * time.Second
)

// ending is an office in which everybody asks for an hour, and gets it at once, so that
// the hours end one after the other while something is away: the first of them in its
// first moment, the last a second before its end.
func ending() (Setup, []Input) {
	setup, inputs := office(), []Input{}
	setup.Limits.Steps = 10 * mostSteps
	plan := asking()
	plan.Steps = slices.Delete(plan.Steps, 1, 2) // nobody has to agree
	plan.Steps[0].Next[0].To = "give"
	setup.Plans = []builder.Plan{plan}
	for i := range *outageEnds {
		who := fmt.Sprintf("p%04d", i)
		setup.Company.People = append(setup.Company.People, access.Person{Login: who, ManagerID: "mara"})
		asks := (awayTo - awayFrom - time.Second) * time.Duration(i) / time.Duration(*outageEnds-1)
		inputs = append(inputs, at(asks.Truncate(time.Millisecond), wants(who, who, awayFrom)))
	}
	return setup, inputs
}

// end is when something was due to be taken away, and when it was.
type end struct{ due, taken time.Duration }

// ends fails the test unless everything was taken away exactly once, not before it was
// due, and the record came to say so.
func ends(t *testing.T, report Report) (ends []end) {
	t.Helper()
	begins, takes := map[string]int{}, map[string][]time.Time{}
	for _, call := range report.Calls {
		switch who := call.Key.Subject; {
		case call.Error != "":
		case call.Do == "provision":
			begins[who]++
		case call.Do == "deprovision":
			takes[who] = append(takes[who], call.At)
		}
	}
	if len(report.Leases) != *outageEnds || len(report.Held) != *outageEnds {
		t.Fatalf("%d leases and %d stretches of time in which it was held", len(report.Leases), len(report.Held))
	}
	for _, lease := range report.Leases {
		who, done := lease.PersonID, report.Requests[lease.RequestID].State
		if begins[who] != 1 || len(takes[who]) != 1 || takes[who][0].Before(lease.EndedAt) || done != access.RequestCompleted {
			t.Fatalf("%s's, due at %s, was given %d times and taken at %s; the request is %s", who, lease.EndedAt, begins[who], takes[who], done)
		}
		if lease.State != access.Ended || !lease.ConfirmedAt.Equal(takes[who][0]) || lease.IssuedAt.Before(lease.EndedAt) || lease.IssuedAt.After(lease.ConfirmedAt) {
			t.Errorf("%s's was taken at %s, and the record has %+v", who, takes[who][0], lease)
		}
		ends = append(ends, end{due: lease.EndedAt.Sub(monday), taken: takes[who][0].Sub(monday)})
	}
	for _, held := range report.Held {
		if len(takes[held.Person]) != 1 || !held.Until.Equal(takes[held.Person][0]) {
			t.Errorf("held %+v, taken at %s", held, takes[held.Person])
		}
	}
	return ends
}

// inTime fails the test unless every end was due while something was away and was
// carried out when that was back, and no longer afterwards than that.
func inTime(t *testing.T, ends []end, longest time.Duration) {
	t.Helper()
	var after []time.Duration
	for _, end := range ends {
		if end.due < awayFrom || end.due >= awayTo || end.taken < awayTo {
			t.Errorf("due after %s, taken after %s: nothing was away", end.due, end.taken)
		}
		after = append(after, end.taken-awayTo)
	}
	slices.Sort(after)
	last := after[len(after)-1]
	t.Logf("%d ends: half of them within %s after it was back, the last %s", len(after), after[len(after)/2], last)
	if last > longest {
		t.Errorf("the last was issued %s after it was back", last)
	}
}

func away() Input {
	return at(awayFrom, Fault{Kind: Unavailable, Connector: "okta", Until: monday.Add(awayTo)})
}

func TestWithinAMinuteAfterAnHourWithoutTheConnectorEveryEndIsIssued(t *testing.T) {
	t.Parallel()
	setup, inputs := ending()
	report := ran(t, setup, append(inputs, away())...)
	inTime(t, ends(t, report), soon)
}

// Of 600 calls a minute, where a thousand end, an end may use three quarters and needs
// two. Calls that fail are calls as well, so that none may be left in the first minute.
func TestAfterAnHourWithoutALimitedConnectorEveryEndIsIssuedAsSoonAsItAllows(t *testing.T) {
	t.Parallel()
	setup, inputs := ending()
	count := *outageEnds
	allowed := (600*count + 999) / 1000
	setup.Company.Rates = []Rate{{Connector: "okta", Calls: allowed}}
	report := ran(t, setup, append(inputs, away())...)
	each := allowed * 3 / 4 / 2
	inTime(t, ends(t, report), time.Duration((count+each-1)/each)*time.Minute)
	used := map[time.Time]int{}
	for _, call := range report.Calls {
		if used[call.At.Truncate(time.Minute)] += call.Took; used[call.At.Truncate(time.Minute)] > allowed {
			t.Fatalf("more than %d calls in the minute of %s", allowed, call.At)
		}
	}
}

func TestWithoutTheRecordEveryEndIsIssuedAllTheSame(t *testing.T) {
	t.Parallel()
	setup, inputs := ending()
	report := ran(t, setup, append(inputs, at(awayFrom, RecordDown{Until: monday.Add(awayTo)}))...)
	var late []time.Duration
	for _, end := range ends(t, report) {
		late = append(late, end.taken-end.due)
	}
	if latest := slices.Max(late); latest > recordWait {
		t.Errorf("an end was issued %s late", latest)
	}
	// What the record could not be told it is told as soon as it is back.
	told := slices.MaxFunc(report.States, func(a, b State) int { return a.At.Compare(b.At) }).At.Sub(monday) - awayTo
	t.Logf("%d ends: at most %s late; all on record %s after it was back", len(late), slices.Max(late), told)
	if told <= 0 || told > soon {
		t.Errorf("the last was on record %s after it was back", told)
	}
}

func TestWhenTemporalIsBackEveryEndOfTheHourIsIssuedAtOnce(t *testing.T) {
	t.Parallel()
	setup, inputs := ending()
	inputs = append(inputs, at(awayFrom, TemporalDown{Until: monday.Add(awayTo)}), at(awayFrom, GiveBack{"p0001", "p0001"}))
	report := ran(t, setup, inputs...)
	inTime(t, ends(t, report), 0)
	if len(report.Refused) != 1 || report.Refused[0].Code != access.CodeUnavailable {
		t.Errorf("refused %+v", report.Refused)
	}
}
