package workflows

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// words are what somebody was told first of something.
func (o *office) words(person, about string) string {
	for _, message := range o.messages {
		if message.PersonID == person && message.About == about {
			return message.Text
		}
	}
	return ""
}

func inNewYork(p *access.Person) { p.Zone = "America/New_York" }

func TestTheEndOfAWindowIsToldWhereItsHolderIs(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.change("ada", inNewYork)
	o.run(t, mornings(o))
	if words := o.words("ada", "window_opened"); !strings.HasSuffix(words, "is open until Tuesday 2 March 2027 at 04:00 (America/New_York).") {
		t.Errorf("told %q", words)
	}
}

// The end that was worked out with the window is not the one that a fact set since.
func TestAnEndThatWasCutIsToldAsItIs(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.change("ada", inNewYork)
	o.with(&outside{answer: func() (activities.FactAnswer, error) {
		return activities.FactAnswer{True: true, Until: monday.Add(30 * time.Minute)}, nil
	}})
	o.asking = access.Ask{From: monday, Until: monday.Add(time.Hour)}
	plan := granting(builder.GrantStep{Facts: []builder.FactEnd{{Fact: "on-call", Reason: access.ShiftEnd}}})
	plan.Steps[0].Request.Windows = &builder.WindowRules{Absolute: true}
	o.run(t, plan)
	if words := o.words("ada", "access_started"); !strings.HasSuffix(words, "is open until "+stamp(monday.Add(30*time.Minute))+".") {
		t.Errorf("told %q", words)
	}
}

func TestAStartThatAnApproverMovedIsToldWhereTheHolderIs(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.change("ada", inNewYork)
	o.decides(time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Start: monday.Add(2 * time.Hour)}, nil)
	o.run(t, approving(builder.ApprovalStep{Postpone: hours(5)}))
	if words := o.words("ada", "request_approved"); !strings.Contains(words, "It begins on Monday 1 March 2027 at 06:00 (America/New_York).") {
		t.Errorf("told %q", words)
	}
}
