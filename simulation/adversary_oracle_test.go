package simulation

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// judge holds what happened against what was promised. It knows the plan, the
// inputs and the report, and asks none of the code that made it happen.
type judge struct {
	t      *testing.T
	drama  drama
	report Report
	acts   []deed // everything that was done
}

func (j judge) judge() {
	for id, why := range j.report.Broken {
		j.t.Errorf("%s broke: %s", id, why)
	}
	for id, request := range j.report.Requests {
		if !request.State.Final() {
			j.t.Errorf("%s is still %s: %s", id, request.State, request.Detail)
		}
	}
	j.nobodyDecidesWhoMayNot()
	j.whoLeftIsStoodInFor()
	j.extensionsAreAllowed()
	for _, lease := range j.report.Leases {
		j.leaseIsEarned(lease)
	}
	for _, held := range j.report.Held {
		j.heldIsCovered(held)
	}
}

// nobodyDecidesWhoMayNot: whoever decided was asked before, was active, and was not
// the one concerned.
func (j judge) nobodyDecidesWhoMayNot() {
	for _, line := range j.report.Audit {
		approval, is := strings.CutPrefix(line.Object, "approval/")
		if !is || !strings.HasPrefix(line.Action, "decision.") || strings.HasSuffix(line.Action, "refused") {
			continue
		}
		request := j.report.Requests[line.RequestID]
		if line.Action != "decision.answered" && (line.Actor == request.RequesterID || line.Actor == request.SubjectID) {
			j.t.Errorf("%s decided about their own access in %s", line.Actor, approval)
		}
		if !j.asked(approval, line.Actor, line.At) {
			j.t.Errorf("%s was not asked in %s when it counted at %s", line.Actor, approval, line.At)
		}
		for _, away := range j.gone(line.Actor) {
			if line.At.After(away.from) && (line.At.Before(away.until) || j.asked(approval, line.Actor, away.from) && !j.askedAnew(approval, away.until, line.At)) {
				j.t.Errorf("%s left at %s until %s and decided %s at %s", line.Actor, away.from, away.until, approval, line.At)
			}
		}
	}
}

func (j judge) asked(approval, person string, at time.Time) bool {
	return slices.ContainsFunc(j.report.Asked, func(a Asked) bool {
		return a.Approval == approval && j.drama.person(a.Person).ID == person && !a.At.After(at)
	})
}

// taken tells whether an input was not refused.
func (j judge) taken(input int) bool {
	return !slices.ContainsFunc(j.report.Refused, func(r Refused) bool { return r.Input == input })
}

// leaseIsEarned: a lease of which anything was ever opened belongs to a request that
// was neither refused nor taken back, and is on a way through the plan on which
// every approval has enough people behind it, before it was opened.
func (j judge) leaseIsEarned(lease access.Lease) {
	request := j.report.Requests[lease.RequestID]
	grant := stepOf(lease)
	before := lease.From
	if !lease.OpenedAt.IsZero() {
		before = lease.OpenedAt
		switch request.State {
		case access.RequestDenied, access.RequestTimedOut, access.RequestCancelled:
			j.t.Errorf("%s was opened although %s is %s", lease.ID, request.ID, request.State)
		}
	}
	for i, input := range j.drama.inputs {
		if act, is := input.Do.(Withdraw); is && act.Request == request.ID && j.taken(i) {
			j.t.Errorf("%s exists although %s was taken back", lease.ID, request.ID)
		}
	}
	if !j.reaches(request, j.drama.plan.Steps[0], grant, before, nil, 0) {
		j.t.Errorf("%s was handed over at %s, and nobody agreed on any way to %s", lease.ID, before, grant)
	}
}

func stepOf(lease access.Lease) string {
	step, _, _ := strings.Cut(strings.TrimPrefix(lease.ID, lease.RequestID+"."), ".")
	return step
}

// reaches looks for a way from a step to a grant of which the audit log has every
// consent. Those who agreed before count for steps that want somebody else.
func (j judge) reaches(request access.Request, step builder.Step, grant string, before time.Time, agreed []string, consents int) bool {
	if step.ID == grant {
		return consents > 0
	}
	for _, exit := range step.Next {
		next, known := j.drama.plan.Step(exit.To)
		if !known {
			continue
		}
		earlier, more := agreed, consents
		switch {
		case step.Kind == builder.KindApproval && exit.Port == builder.PortApproved:
			people, enough := j.consent(request, step, before, agreed)
			if !enough {
				continue
			}
			earlier, more = append(agreed[:len(agreed):len(agreed)], people...), consents+1
		case step.Kind == builder.KindApproval && exit.Port == builder.PortDenied:
			continue // whatever follows, a denial leads to no grant in what is drawn
		case step.Kind == builder.KindApproval && !j.noted(request, step, "approval.timed_out", before):
			continue
		case step.Kind == builder.KindAutoApprove:
			if !j.noted(request, step, "approval.automatic", before) {
				continue
			}
			more = consents + 1
		case step.Kind == builder.KindCondition && !j.noted(request, step, "condition.decided", before):
			continue
		case step.Kind == builder.KindQuestions && exit.Port == builder.PortAnswered && !j.noted(request, step, "questions.answered", before):
			continue
		}
		if j.reaches(request, next, grant, before, earlier, more) {
			return true
		}
	}
	return false
}

func (j judge) noted(request access.Request, step builder.Step, action string, before time.Time) bool {
	return slices.ContainsFunc(j.report.Audit, func(line access.AuditLine) bool {
		return line.ID == request.ID+"/"+step.ID+"/"+action && line.Actor == access.System && !line.At.After(before)
	})
}

// consent is who agreed in an approval, and whether that is enough, of every
// entitlement that is asked about apart.
func (j judge) consent(request access.Request, step builder.Step, before time.Time, earlier []string) (people []string, enough bool) {
	abouts := []string{""}
	if step.Approval.Each {
		abouts = []string{request.EntitlementID}
		if len(request.Bundle) > 0 {
			abouts = request.Bundle
		}
	}
	for _, about := range abouts {
		id := request.ID + "." + step.ID
		if about != "" {
			id += "." + strings.ReplaceAll(about, "/", ".")
		}
		if step.Approval.Skip != nil && j.skipped(request, id, before) {
			continue
		}
		agreed := j.agreed(request, id, before)
		if step.Approval.Separate {
			agreed = slices.DeleteFunc(agreed, func(person string) bool { return slices.Contains(earlier, person) })
		}
		if len(agreed) == 0 || len(agreed) < j.quorum(step, id) {
			return nil, false
		}
		people = append(people, agreed...)
	}
	return people, true
}

func (j judge) skipped(request access.Request, approval string, before time.Time) bool {
	return slices.ContainsFunc(j.report.Audit, func(line access.AuditLine) bool {
		return line.ID == request.ID+"/"+approval+"/approval.skipped" && !line.At.After(before)
	})
}

// agreed are the people who approved, were asked and still are.
func (j judge) agreed(request access.Request, approval string, before time.Time) (people []string) {
	for _, line := range j.report.Audit {
		if line.Object != "approval/"+approval || line.Action != "decision.approved" || line.At.After(before) ||
			line.Actor == request.RequesterID || line.Actor == request.SubjectID || slices.Contains(people, line.Actor) {
			continue
		}
		if slices.ContainsFunc(j.report.Asked, func(a Asked) bool {
			return a.Approval == approval && j.drama.person(a.Person).ID == line.Actor && !a.Replaced
		}) {
			people = append(people, line.Actor)
		}
	}
	return people
}

// quorum is how many have to agree: as the step says, or all who were asked first.
func (j judge) quorum(step builder.Step, approval string) (quorum int) {
	if step.Approval.Quorum > 0 {
		return step.Approval.Quorum
	}
	var first time.Time
	for _, asked := range j.report.Asked { // in order of time
		if asked.Approval != approval || !first.IsZero() && !asked.At.Equal(first) {
			continue
		}
		first = asked.At
		quorum++
	}
	return max(quorum, 1)
}

// extensionsAreAllowed: not more often and not by more than the plan says, and where
// somebody has to agree, somebody did.
func (j judge) extensionsAreAllowed() {
	extended := map[string]int{}
	for _, line := range j.report.Audit {
		if line.Action == "access.extended" && strings.HasPrefix(line.Object, "request/") {
			extended[line.RequestID]++
		}
	}
	for id, times := range extended {
		rule := j.grantOf(id).Extend
		if rule == nil || times > rule.Times {
			j.t.Errorf("%s was extended %d times: %+v", id, times, rule)
			continue
		}
		agreed := 0
		for _, line := range j.report.Audit {
			if line.RequestID == id && line.Action == "decision.approved" && strings.Contains(line.Object, ".extension.") {
				agreed++
			}
		}
		if len(rule.Approvers) > 0 && agreed < times {
			j.t.Errorf("%s was extended %d times and only %d agreed", id, times, agreed)
		}
	}
}

func (j judge) grantOf(request string) builder.GrantStep {
	for _, lease := range j.report.Leases {
		if lease.RequestID == request {
			step, _ := j.drama.plan.Step(stepOf(lease))
			return *step.Grant
		}
	}
	panic(fmt.Sprintf("nothing was given for %s", request))
}
