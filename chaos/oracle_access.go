package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// held is a time in which somebody held a group, by the outside system's own log.
type held struct {
	group    string
	from, to time.Time // to is zero while it lasts
}

func (e *evidence) held() []held {
	var list []held
	for _, each := range e.effects {
		switch {
		case !each.Before && each.After:
			list = append(list, held{group: each.Group, from: each.At})
		case each.Before && !each.After:
			for i := range list {
				if list[i].group == each.Group && list[i].to.IsZero() {
					list[i].to = each.At
				}
			}
		}
	}
	return list
}

// live tells whether a lease of the group covers a moment, with those margins.
func (e *evidence) live(group string, at time.Time, early, late time.Duration) bool {
	for _, lease := range e.leasesFor(group) {
		if !at.Before(lease.From.Add(-early)) && at.Before(lease.EndedAt.Add(late)) {
			return true
		}
	}
	return false
}

func noAccessWithoutALease(e *evidence) (wrong []string) {
	for _, each := range e.held() {
		if !e.live(each.group, each.from, claimEarly, e.bound()) {
			wrong = append(wrong, fmt.Sprintf("%s was given at %s, when no lease was live", each.group, clock(each.from)))
		}
		if !each.to.IsZero() && !e.live(each.group, each.to.Add(-time.Millisecond), claimEarly, e.bound()) {
			wrong = append(wrong, fmt.Sprintf("%s was held until %s, more than %s after the end of its lease", each.group, clock(each.to), e.bound()))
		}
	}
	return wrong
}

func eventuallyAbsent(e *evidence) (wrong []string) {
	for group, member := range e.member {
		if before := e.run.scenario.standing && group == roleGroup; member != before {
			wrong = append(wrong, fmt.Sprintf("in the end %s is held: %t", group, member))
		}
	}
	return wrong
}

func overlapSafety(e *evidence) (wrong []string) {
	for _, each := range e.effects {
		for _, lease := range e.leasesFor(each.Group) {
			if each.Do == http.MethodDelete && each.Before && !each.Late &&
				!lease.OpenedAt.IsZero() && each.Issued.After(lease.OpenedAt) && each.At.Before(lease.EndedAt) {
				wrong = append(wrong, fmt.Sprintf("%s was taken away at %s, while lease %s lasted until %s", each.Group, clock(each.At), lease.ID, clock(lease.EndedAt)))
			}
		}
	}
	return wrong
}

func baselinePreserved(e *evidence) (wrong []string) {
	for _, each := range e.effects {
		if e.run.scenario.standing && each.Do == http.MethodDelete {
			wrong = append(wrong, "what was held before was taken away at "+clock(each.At))
		}
	}
	return wrong
}

func writeAhead(e *evidence) (wrong []string) {
	for _, each := range e.effects {
		if each.Do == http.MethodPut && !each.Late && !each.Justified {
			wrong = append(wrong, fmt.Sprintf("%s was given at %s, and no committed lease said until when", each.Group, clock(each.At)))
		}
	}
	return wrong
}

func endedIsAbsorbing(e *evidence) (wrong []string) {
	for _, each := range e.effects {
		if each.Do == http.MethodPut && !e.live(each.Group, each.Issued, claimEarly, attemptTime) {
			wrong = append(wrong, fmt.Sprintf("giving %s was called at %s, after the end of every lease", each.Group, clock(each.Issued)))
		}
	}
	for _, lease := range e.leases {
		if lease.State != access.Ended && lease.State != access.RefusedLease {
			wrong = append(wrong, fmt.Sprintf("lease %s is %s in the end", lease.ID, lease.State))
		}
	}
	return wrong
}

func singleWriter(e *evidence) (wrong []string) {
	for _, each := range e.effects {
		if each.Overlapped {
			wrong = append(wrong, fmt.Sprintf("two calls changed %s at the same time, at %s", each.Group, clock(each.At)))
		}
	}
	for id, list := range e.owners() {
		for i, a := range list {
			for _, b := range list[:i] {
				if a.Began.Before(b.Ended) && b.Began.Before(a.Ended) {
					wrong = append(wrong, "two runs of "+id+" were open at the same time")
				}
			}
		}
	}
	return wrong
}

func hardEnd(e *evidence) (wrong []string) {
	for _, lease := range e.leases {
		if lease.EndedAt.After(lease.HardEnd) {
			wrong = append(wrong, fmt.Sprintf("lease %s ended at %s, after its hard end %s", lease.ID, clock(lease.EndedAt), clock(lease.HardEnd)))
		}
	}
	return wrong
}

// eachEffectOnce counts what a call changed. A call that finds everything as it
// wants it changes nothing, and is counted as written again.
func eachEffectOnce(e *evidence) (wrong []string) {
	for _, group := range []string{roleGroup, otherGroup} {
		if gave, took := e.changes(group); e.reference != nil {
			wantGave, wantTook := e.reference.changes(group)
			landed := e.landedLate(group)
			if e.run.scenario.pairs && gave == 2 && took == 2 {
				continue // the second lease was held up until the first was over
			}
			if e.strays() && gave == took && gave <= wantGave*len(e.requests) {
				continue // it was not given any more, or once more when it was asked for again
			}
			if gave != wantGave && !landed || took != wantTook && !landed {
				wrong = append(wrong, fmt.Sprintf("%s was given %d times and taken %d times, and undisturbed %d and %d", group, gave, took, wantGave, wantTook))
			}
		}
	}
	return wrong
}

func (e *evidence) changes(group string) (gave, took int) {
	for _, each := range e.effects {
		if each.Group == group && !each.Before && each.After {
			gave++
		}
		if each.Group == group && each.Before && !each.After {
			took++
		}
	}
	return gave, took
}

// landedLate tells whether a call had its effect after its caller had given up, so
// that it had to be undone once more.
func (e *evidence) landedLate(group string) bool {
	for _, each := range e.effects {
		if each.Group == group && each.Late && each.Before != each.After {
			return true
		}
	}
	return false
}

// rewrites are the calls that changed nothing.
func (e *evidence) rewrites() (count int) {
	for _, each := range e.effects {
		if each.Before == each.After {
			count++
		}
	}
	return count
}

// late is how long after its end something was still held, at worst.
func (e *evidence) late() (worst time.Duration) {
	for _, each := range e.held() {
		var end time.Time
		for _, lease := range e.leasesFor(each.group) {
			if lease.EndedAt.After(end) {
				end = lease.EndedAt
			}
		}
		worst = max(worst, each.to.Sub(end))
	}
	return worst
}

func clock(at time.Time) string { return at.UTC().Format("15:04:05.000") }
