package policy

import (
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

func askedSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-02-D", "tom.weber never receives a task."}: neverAsked("tom.weber"),
		{"PC-03-D", "Approval count stays 1 after the second click."}: allOf(
			refused("noor.aziz", "2027-02-10T09:13:00+01:00", access.CodeAlreadyDecided), approvals("2027-02-10T13:00:00+01:00", 1)),
		{"PC-06-C", "Nobody is paged and no review opens."}: noTrace,
		{"PC-09-D", "The approver is the manager after the update (maria.lopez), not ian.boyd."}: allOf(
			asked("maria.lopez", 1), neverAsked("ian.boyd")),
		{"PC-11-A", "The manager is asked once."}:                      asked("hugo.marin", 1),
		{"PC-15-B", "kate.brandt gets no extension task."}:             asked("kate.brandt", 1),
		{"PC-19-B", "fay.moss and tom.weber are never asked."}:         allOf(neverAsked("fay.moss"), neverAsked("tom.weber")),
		{"PC-43-B", "ruth.adler is not asked."}:                        neverAsked("ruth.adler"),
		{"PC-43-D", "After 15:20 the count is 1 of 2."}:                allOf(approvals("2027-07-08T15:20:00+02:00", 1), quorum(2), approvals("2027-07-08T17:10:00+02:00", 2)),
		{"PC-45-A", "yuki.tan also fits rule 2; ava.ng is not asked."}: allOf(fits("yuki.tan", "designer"), neverAsked("ava.ng")),
	}
}

// asked holds how often somebody got a task.
func asked(person string, want int) checker {
	return func(d *difference) string {
		times := 0
		for _, asked := range d.report.Asked {
			if asked.Person == person {
				times++
			}
		}
		if times != want {
			return fmt.Sprintf("%s was asked %d times, not %d", person, times, want)
		}
		return ""
	}
}

// neverAsked holds that somebody got no task and no message that they have one.
func neverAsked(person string) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Messages, func(m simulation.Message) bool { return m.To == person && m.About == "approval_needed" }) {
			return person + " was told of a task"
		}
		return asked(person, 0)(d)
	}
}

// approvals holds how many had approved until a moment, that one included.
func approvals(until string, want int) checker {
	return func(d *difference) string {
		agreed := 0
		for _, asked := range d.report.Asked {
			if asked.Verdict == access.Approve && !asked.AnsweredAt.After(moment(until)) {
				agreed++
			}
		}
		if agreed != want {
			return fmt.Sprintf("%d had approved until %s, not %d", agreed, until, want)
		}
		return ""
	}
}

// quorum holds how many have to approve in the step that asked.
func quorum(want int) checker {
	return func(d *difference) string {
		for _, plan := range d.play.plans {
			for _, asked := range d.report.Asked {
				if step, known := plan.Step(asked.Step); known && step.Approval != nil && step.Approval.Quorum == want {
					return ""
				}
			}
		}
		return fmt.Sprintf("nobody was asked in a step that needs %d", want)
	}
}

// opens holds when a stage asked its people.
func opens(stage, at string) checker {
	return func(d *difference) string {
		opened := false
		for _, asked := range d.report.Asked {
			if d.stage(asked) != stage {
				continue
			}
			if !asked.At.Equal(moment(at)) {
				return "stage " + stage + " opened at " + clock(asked.At)
			}
			opened = true
		}
		if !opened {
			return "stage " + stage + " never opened"
		}
		return ""
	}
}

// noTrace holds that nobody heard of anything.
func noTrace(d *difference) string {
	if len(d.said()) > 0 || len(d.report.Asked) > 0 {
		return "somebody was told or asked"
	}
	return ""
}
