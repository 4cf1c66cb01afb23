package main

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// killSwitch is about a switch that was thrown over the run. From its acknowledgement
// on nothing new is claimed and nothing is lengthened until it is lifted; after one
// attempt's time nothing that it covers is given any more; within the bound all of it is
// gone. When it is lifted, asking once more goes through.
func killSwitch(e *evidence) (wrong []string) {
	met, thrown := e.run.thrown()
	if !thrown {
		return nil
	}
	if met.lifted.IsZero() {
		return []string{"the kill switch was not lifted, as the run did not come to its end"}
	}
	for _, each := range e.effects {
		covered := e.covered(met, each.Group)
		if covered && each.Do == http.MethodPut && each.Issued.After(met.at.Add(attemptTime)) && each.Issued.Before(met.lifted) {
			wrong = append(wrong, fmt.Sprintf("giving %s was called at %s, and the kill switch was acknowledged at %s", each.Group, clock(each.Issued), clock(met.at)))
		}
	}
	for _, each := range e.held() {
		if e.covered(met, each.group) && each.from.Before(met.lifted) && !each.to.IsZero() && each.to.After(met.at.Add(e.bound())) && each.to.Before(met.lifted) {
			wrong = append(wrong, fmt.Sprintf("%s was held until %s, and the kill switch was acknowledged at %s", each.group, clock(each.to), clock(met.at)))
		}
		if e.covered(met, each.group) && each.from.Before(met.lifted) && (each.to.IsZero() || each.to.After(met.lifted)) {
			wrong = append(wrong, fmt.Sprintf("%s was still held when the kill switch was lifted at %s", each.group, clock(met.lifted)))
		}
	}
	if met.still != nil {
		wrong = append(wrong, fmt.Sprintf("%s after the kill switch %d of %d leases are not confirmed to be gone, and %d of %d requests do not know",
			met.lifted.Sub(met.at), met.still.Leases-met.still.Confirmed, met.still.Leases, met.still.Requests-met.still.Told, met.still.Requests))
	}
	wrong = append(wrong, e.claimed(met)...)
	return append(wrong, e.askedAgain()...)
}

// covered tells whether a switch that the run met is about what a group gives.
func (e *evidence) covered(met meeting, group string) bool {
	if e.run.scenario.standing && group == roleGroup {
		return false // it was held before, and stays
	}
	return met.kill.Scope != access.KillEntitlement || group == roleGroup
}

// claimed looks for leases that came up while the switch stood, and for later ends.
func (e *evidence) claimed(met meeting) (wrong []string) {
	for _, now := range met.atLift {
		i := slices.IndexFunc(met.leases, func(l access.Lease) bool { return l.ID == now.ID })
		if !e.covered(met, groupOf(now)) {
			continue
		}
		// What was read before the switch was thrown may lack what was claimed before it.
		if line, there := e.lineOf("access.claimed", "lease/"+now.ID); i < 0 && there && line.At.After(met.at) {
			wrong = append(wrong, fmt.Sprintf("lease %s was claimed at %s, while the kill switch stood", now.ID, clock(line.At)))
		}
		if i >= 0 && (now.HardEnd.After(met.leases[i].HardEnd) || now.Rev > met.leases[i].Rev && now.End().After(met.leases[i].End())) {
			wrong = append(wrong, fmt.Sprintf("lease %s was lengthened while the kill switch stood", now.ID))
		}
		if !now.State.Over() {
			wrong = append(wrong, fmt.Sprintf("lease %s is %s when the kill switch is lifted", now.ID, now.State))
		}
	}
	return wrong
}

func (e *evidence) lineOf(action, object string) (access.AuditLine, bool) {
	i := slices.IndexFunc(e.audit, func(l access.AuditLine) bool { return l.Action == action && l.Object == object })
	if i < 0 {
		return access.AuditLine{}, false
	}
	return e.audit[i], true
}

// askedAgain holds the request after the switch against the undisturbed one.
func (e *evidence) askedAgain() (wrong []string) {
	again := e.requests[len(e.requests)-1]
	if e.reference == nil {
		return nil
	}
	if want := e.reference.requests[0].State; again.State != want {
		wrong = append(wrong, fmt.Sprintf("asked again when the kill switch was lifted, %s is %s (%s), and undisturbed %s", again.ID, again.State, again.Detail, want))
	}
	opened := func(l access.Lease) bool { return l.RequestID == again.ID && !l.OpenedAt.IsZero() }
	if !slices.ContainsFunc(e.leases, opened) {
		wrong = append(wrong, "asked again when the kill switch was lifted, and nothing was given for "+again.ID)
	}
	return wrong
}

func groupOf(lease access.Lease) string { return lease.Key.Resource[len("group/"):] }
