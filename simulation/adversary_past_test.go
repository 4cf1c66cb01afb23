package simulation

import (
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// everything are all acts that were not refused, drawn before or done as adversaries
// found things, in order of time.
func (j judge) everything() (acts []deed) {
	for i, input := range j.drama.inputs {
		acts = append(acts, deed{input: i, at: input.At, do: input.Do})
	}
	acts = append(acts, *j.drama.deeds...)
	acts = slices.DeleteFunc(acts, func(d deed) bool { return !j.taken(d.input) })
	slices.SortStableFunc(acts, func(a, b deed) int { return a.at.Compare(b.at) })
	return acts
}

// changes are the moments at which the directory changed what it says of somebody.
func (j judge) changes(person string) (at []time.Time) {
	for _, act := range j.acts {
		if change, is := act.do.(ChangePerson); is && j.drama.person(change.Login).ID == person {
			at = append(at, act.at)
		}
	}
	return at
}

// peopleAt are the people as the directory had them right after a moment.
func (j judge) peopleAt(at time.Time) lookupOf {
	return func(id string) access.Person {
		person := j.drama.person(j.loginOf(id))
		for _, act := range j.acts {
			if change, is := act.do.(ChangePerson); is && !act.at.After(at) && change.Login == person.Login {
				change.Change(&person)
			}
		}
		return person
	}
}

// gone are the times at which somebody was not active.
func (j judge) gone(person string) (when stretches) {
	from := time.Time{}
	for _, at := range j.changes(person) {
		switch inactive := j.peopleAt(at)(person).Status == access.Inactive; {
		case inactive && from.IsZero():
			from = at
		case !inactive && !from.IsZero():
			when, from = append(when, spell[string]{from: from, until: at}), time.Time{}
		}
	}
	if !from.IsZero() {
		when = append(when, spell[string]{from: from, until: curtain.AddDate(100, 0, 0)})
	}
	return when
}

// whoLeftIsStoodInFor: whoever leaves before they said anything is not asked any
// more, and the first one above who may be asked is, unless the approval was closed
// by then.
func (j judge) whoLeftIsStoodInFor() {
	for _, asked := range j.report.Asked {
		person := j.drama.person(asked.Person)
		for _, away := range j.gone(person.ID) {
			soon := away.from.Add(time.Second)
			if asked.At.After(away.from) || !asked.AnsweredAt.IsZero() && !asked.AnsweredAt.After(away.from) || !soon.Before(asked.ClosedAt) && !asked.Replaced || j.down(away.from) || j.decided(asked.Approval, away.from) {
				continue
			}
			if !asked.Replaced {
				j.t.Errorf("%s left at %s and is still asked in %s", asked.Person, away.from, asked.Approval)
			}
			if standIn := j.above(asked, away.from); standIn != "" && !j.asked(asked.Approval, standIn, soon) {
				j.t.Errorf("%s left at %s, and %s is not asked in %s", asked.Person, away.from, standIn, asked.Approval)
			}
		}
	}
}

// decided tells whether somebody had decided in an approval by then: it may have been
// enough, though others of its task were still open.
func (j judge) decided(approval string, by time.Time) bool {
	return slices.ContainsFunc(j.report.Audit, func(line access.AuditLine) bool {
		return line.Object == "approval/"+approval && strings.HasPrefix(line.Action, "decision.") && !line.At.After(by)
	})
}

// above is who has to be asked in place of somebody; empty where nobody can be, or
// where those who approved before may not be.
func (j judge) above(asked Asked, at time.Time) string {
	request, of := j.report.Requests[asked.Request], j.peopleAt(at)
	if step, _ := j.drama.plan.Step(asked.Step); step.Approval != nil && step.Approval.Separate {
		return ""
	}
	below := of(j.drama.person(asked.Person).ID)
	for below.ManagerID != "" {
		manager := of(below.ManagerID)
		if manager.Status == access.Active && manager.ID != request.RequesterID && manager.ID != request.SubjectID {
			return manager.ID
		}
		below = manager
	}
	return ""
}

// down tells whether the platform is down at a moment or about to be.
func (j judge) down(at time.Time) bool {
	return slices.ContainsFunc(j.drama.inputs, func(input Input) bool {
		down, is := input.Do.(PlatformDown)
		return is && input.At.Before(at.Add(time.Minute)) && at.Before(down.Until.Add(time.Minute))
	})
}

// askedAnew tells whether somebody who came back was asked once more.
func (j judge) askedAnew(approval string, from, until time.Time) bool {
	return slices.ContainsFunc(j.report.Audit, func(line access.AuditLine) bool {
		about := strings.Contains(line.ID, "/"+approval+"/") && strings.HasPrefix(line.Action, "approval.")
		return about && !line.At.Before(from) && !line.At.After(until)
	})
}

// forfeited is the first moment, from when a lease may begin, at which something is
// so that ends it for good: its holder is not there any more, has their last moment
// behind them, or what it is given for is not so.
func (j judge) forfeited(lease access.Lease, request access.Request, grant builder.GrantStep) (first time.Time) {
	forfeit := func(at time.Time) {
		if at = latest(at, lease.From); first.IsZero() || at.Before(first) {
			first = at
		}
	}
	var outlived time.Time // from then on only its own end counts
	for _, away := range j.gone(request.SubjectID) {
		if grant.Outlives && outlived.IsZero() && away.until.After(lease.From) {
			outlived = away.from
		}
		within := away.until.After(lease.From) || !away.from.Before(request.CreatedAt)
		if within && (!grant.Outlives || !away.from.After(lease.From)) {
			forfeit(away.from)
		}
	}
	length := request.Ask.Length()
	if shorter := j.shortened(request); shorter > 0 && shorter < length {
		length = shorter
	}
	moments := append(j.changes(request.SubjectID), lease.From)
	moments = append(moments, j.changes(request.RequesterID)...)
	slices.SortFunc(moments, time.Time.Compare)
	for i, at := range moments {
		if at.Before(lease.From) || !outlived.IsZero() && !at.Before(outlived) {
			continue
		}
		of := j.peopleAt(at)
		if grant.While != "" && !j.drama.holds(grant.While, request, length, of) {
			forfeit(at)
		}
		last := of(request.SubjectID).Until
		if !last.IsZero() && (i == len(moments)-1 || last.Before(moments[i+1])) {
			if end := latest(last, at); outlived.IsZero() || end.Before(outlived) {
				forfeit(end)
			}
		}
	}
	for _, at := range j.ended(lease, request, grant) {
		forfeit(at)
	}
	return first
}

// ended is when events and facts outside ended a lease.
func (j judge) ended(lease access.Lease, request access.Request, grant builder.GrantStep) (at []time.Time) {
	for _, act := range j.acts {
		if act.at.Before(lease.From) {
			continue
		}
		switch does := act.do.(type) {
		case OutsideEvent:
			for _, end := range grant.Events {
				if matter, _ := request.Answers[end.Matter].(string); end.Event == does.Event && matter == does.Matter && matter != "" {
					at = append(at, act.at)
				}
			}
		case factEnds:
			for _, end := range grant.Facts {
				if end.Fact == does.fact && end.Every > 0 && end.When == "" && !j.unanswered(end.Fact) {
					at = append(at, act.at.Add(time.Duration(end.Every)))
				}
			}
		}
	}
	return at
}

// unanswered tells whether a fact cannot be asked at some time: then it ends nothing.
func (j judge) unanswered(fact string) bool {
	return slices.ContainsFunc(j.drama.inputs, func(input Input) bool {
		fault, is := input.Do.(Fault)
		_, down := input.Do.(PlatformDown)
		return down || is && fault.Fact == fact
	})
}

// lastKnown is the holder's last moment as it was known when somebody agreed: what was
// granted ends then, whatever becomes of that moment.
func (j judge) lastKnown(request access.Request) time.Time {
	for _, line := range j.report.Audit {
		if line.RequestID == request.ID && line.Action == "request.approved" {
			return j.peopleAt(line.At.Add(-1))(request.SubjectID).Until
		}
	}
	return time.Time{}
}
