package simulation

import (
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// stretches are half-open intervals.
type stretches []spell[string]

// How long after everything works again a removal may still take: the longest pause
// between two attempts at a connector, and at our own database.
const (
	pauseOfConnector = 15 * time.Second
	pauseOfPlatform  = 30 * time.Second
)

// heldIsCovered: what an outside system really gave is at every moment within a
// window that somebody has earned, or taking it away could not work then.
func (j judge) heldIsCovered(held Held) {
	if held.Standing {
		if !held.Until.IsZero() {
			j.t.Errorf("what %s held from before was taken away at %s", held.Person, held.Until)
		}
		return
	}
	if held.Until.IsZero() {
		j.t.Errorf("%s still holds %s", held.Person, held.Resource)
		held.Until = j.report.Ended
	}
	left := stretches{{from: held.From, until: held.Until}}
	person := j.drama.person(held.Person).ID
	for _, lease := range j.report.Leases {
		if lease.PersonID == person && lease.Key.Resource == held.Resource {
			left = left.without(j.earned(lease))
		}
	}
	for _, gap := range left.without(j.stuck(held.Connector)) {
		j.t.Errorf("%s held %s from %s until %s, and had no right to it from %s until %s",
			held.Person, held.Resource, held.From, held.Until, gap.from, gap.until)
	}
	if len(left) > 0 && left[0].from.Equal(held.From) {
		j.t.Errorf("%s began to hold %s at %s without a right to it", held.Person, held.Resource, held.From)
	}
}

// stuck is when taking away from a connector cannot work.
func (j judge) stuck(connector string) (when stretches) {
	for _, input := range j.drama.inputs {
		switch does := input.Do.(type) {
		case Fault:
			if does.Connector == connector && (does.Do == "" || does.Do == "deprovision") {
				when = append(when, spell[string]{from: input.At, until: does.Until.Add(pauseOfConnector)})
			}
		case PlatformDown:
			when = append(when, spell[string]{from: input.At, until: does.Until.Add(pauseOfPlatform)})
		}
	}
	return when
}

// earned is when a lease lets its holder hold: within itself and within what was
// asked for, agreed and allowed, worked out anew.
func (j judge) earned(lease access.Lease) stretches {
	request := j.report.Requests[lease.RequestID]
	offer, grant := j.drama.plan.Steps[0].Request, j.grantOf(request.ID)
	ask, shorter, start := request.Ask, j.shortened(request), j.postponed(request)
	from := latest(lease.From, ask.From, start, request.CreatedAt)
	until := lease.HardEnd
	longest := min(time.Duration(offer.Duration.Max), j.drama.thing(lease.EntitlementID).MaxDuration)
	more := j.prolonged(request, grant)
	switch {
	case ask.Series != nil:
	case !ask.Until.IsZero():
		end := ask.Until
		if shorter > 0 {
			end = earliest(end, ask.From.Add(shorter))
		}
		until = earliest(until, end.Add(more), ask.From.Add(longest+more))
	case lease.OpenedAt.IsZero():
		until = earliest(until, lease.From.Add(time.Duration(grant.GiveUp)), lease.GiveUp)
	default:
		length := min(ask.Duration, longest)
		if shorter > 0 {
			length = min(length, shorter)
		}
		until = earliest(until, lease.OpenedAt.Add(length+more), lease.From.Add(time.Duration(grant.GiveUp)+length+more))
	}
	if last := j.lastKnown(request); !last.IsZero() {
		until = earliest(until, last)
	}
	if lost := j.forfeited(lease, request, grant); !lost.IsZero() {
		until = earliest(until, lost)
	}
	for _, act := range j.acts {
		returned, isReturn := act.do.(GiveBack)
		revoked, isRevoke := act.do.(Revoke)
		if isReturn && returned.Request == request.ID || isRevoke && revoked.Request == request.ID {
			until = earliest(until, act.at)
		}
	}
	if !from.Before(until) {
		return nil
	}
	may := stretches{{from: from, until: until}}
	if offer.Hours != nil {
		may = may.within(j.openHours(offer.Hours.Calendar))
	}
	if ask.Series != nil {
		may = may.within(j.occurrences(*ask.Series, longest))
	}
	return may
}

func (j judge) loginOf(person string) string {
	for _, each := range j.drama.setup.Company.People {
		if each.ID == person {
			return each.Login
		}
	}
	return ""
}

// accepted are the decisions that counted in approvals of a request's access.
func (j judge) accepted(request access.Request) (decisions []access.Decision) {
	for _, line := range j.report.Audit {
		id, is := strings.CutPrefix(line.ID, request.ID+"/decision/")
		if is && line.Action == "decision.approved" && !strings.Contains(line.Object, ".extension.") {
			decisions = append(decisions, j.spoken(id, line))
		}
	}
	return decisions
}

// spoken is the decision that counted: of all that were sent under its id, the last one
// of that person about that by then.
func (j judge) spoken(id string, line access.AuditLine) (decision access.Decision) {
	for _, speech := range j.drama.said[id] {
		if speech.what.PersonID == line.Actor && "approval/"+speech.about == line.Object && !speech.what.At.After(line.At) {
			decision = speech.what
		}
	}
	return decision
}

func (j judge) shortened(request access.Request) (length time.Duration) {
	for _, decision := range j.accepted(request) {
		if decision.Duration > 0 && (length == 0 || decision.Duration < length) {
			length = decision.Duration
		}
	}
	return length
}

func (j judge) postponed(request access.Request) (start time.Time) {
	for _, decision := range j.accepted(request) {
		if !decision.Start.IsZero() {
			start = decision.Start // the last one counts
		}
	}
	return start
}

// prolonged is by how much a request may have been made longer: what was asked and
// not refused, each time by no more than the plan allows.
func (j judge) prolonged(request access.Request, grant builder.GrantStep) (by time.Duration) {
	if grant.Extend == nil {
		return 0
	}
	most := time.Duration(grant.Extend.By)
	if grant.Extend.Percent > 0 {
		most = request.Ask.Length() * time.Duration(grant.Extend.Percent) / 100
	}
	var each []time.Duration
	for _, act := range j.acts {
		if extend, is := act.do.(Extend); is && extend.Request == request.ID {
			each = append(each, min(extend.By, most))
		}
	}
	slices.Sort(each)
	for _, one := range each[max(0, len(each)-grant.Extend.Times):] {
		by += one
	}
	return by
}

// openHours are the hours of a calendar, day by day.
func (j judge) openHours(name string) (open stretches) {
	calendar := j.drama.plan.Calendars[name]
	for date := curtain.AddDate(0, 0, -1); date.Before(curtain.AddDate(0, 9, 0)); date = date.AddDate(0, 0, 1) {
		if date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
			continue
		}
		open = append(open, onThe(date, calendar.Open[0].From.String(), calendar.Open[0].To.String(), calendar.Zone))
	}
	return open
}

// occurrences are the windows of a series.
func (j judge) occurrences(series access.Series, longest time.Duration) (when stretches) {
	first, _ := time.Parse(time.DateOnly, series.First)
	last, _ := time.Parse(time.DateOnly, series.Last)
	for date := first; !date.After(last); date = date.AddDate(0, 0, 1) {
		week := (date.Day() - 1) / 7
		is := map[string]bool{
			"FREQ=DAILY":                 true,
			"FREQ=WEEKLY;BYDAY=MO,TH":    date.Weekday() == time.Monday || date.Weekday() == time.Thursday,
			"FREQ=MONTHLY;BYDAY=1TU,3TU": date.Weekday() == time.Tuesday && (week == 0 || week == 2),
		}[series.Rule]
		if is {
			one := onThe(date, series.Start, series.End, series.Zone)
			one.until = earliest(one.until, one.from.Add(longest))
			when = append(when, one)
		}
	}
	return when
}

// onThe is from one time of a day to another, which is of the next day where it is
// not later.
func onThe(date time.Time, from, until, zone string) spell[string] {
	place, err := windows.LoadZone(zone)
	if err != nil {
		panic(err)
	}
	at := func(clock string) time.Time {
		read, err := time.Parse("15:04", clock)
		if err != nil {
			panic(err)
		}
		return time.Date(date.Year(), date.Month(), date.Day(), read.Hour(), read.Minute(), 0, 0, place)
	}
	opens, closes := at(from), at(until)
	if !closes.After(opens) {
		closes = closes.AddDate(0, 0, 1)
	}
	return spell[string]{from: opens, until: closes}
}

// without is what is left of some stretches outside of others.
func (s stretches) without(others stretches) stretches {
	for _, other := range others {
		var left stretches
		for _, one := range s {
			if before := earliest(one.until, other.from); one.from.Before(before) {
				left = append(left, spell[string]{from: one.from, until: before})
			}
			if after := latest(one.from, other.until); after.Before(one.until) {
				left = append(left, spell[string]{from: after, until: one.until})
			}
		}
		s = left
	}
	return s
}

// within is what is left of some stretches inside of others.
func (s stretches) within(others stretches) (both stretches) {
	for _, one := range s {
		for _, other := range others {
			if from, until := latest(one.from, other.from), earliest(one.until, other.until); from.Before(until) {
				both = append(both, spell[string]{from: from, until: until})
			}
		}
	}
	return both
}

func earliest(first time.Time, others ...time.Time) time.Time {
	return slices.MinFunc(append(others, first), time.Time.Compare)
}

func latest(first time.Time, others ...time.Time) time.Time {
	return slices.MaxFunc(append(others, first), time.Time.Compare)
}
