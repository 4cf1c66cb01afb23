package builder

import (
	"strings"
	"time"
)

const (
	maxWait          = Duration(90 * 24 * time.Hour)
	defaultWaitEvery = Duration(15 * time.Minute)
)

func waitKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindWait,
			Title:    "Wait",
			Sentence: "Waits for a length of time, for business hours, or until something is true.",
			Ports: []Port{
				{Name: PortNext, Label: "over"},
				{Name: PortTimedOut, Label: "timed out", With: "when"},
			},
			OneOf: []string{"for", "opening", "when"},
			Fields: []Field{
				{Name: "for", Type: FieldDuration, Label: "For", Help: "How long, at most 90d.", Longest: maxWait},
				{Name: "opening", Type: FieldCalendar, Label: "Opening", Help: "The calendar whose hours it waits for.", Max: maxCalendarName},
				{Name: "when", Type: FieldExpression, Label: "When", Help: "What has to become true.", Max: maxExpression, Reads: branchReads},
				{Name: "every", Type: FieldDuration, Label: "Every", Help: "How often it is looked at, at least 1m.", Default: defaultWaitEvery.String(), Shortest: soonest, Longest: maxWait, With: "when"},
				{Name: "timeout", Type: FieldDuration, Label: "Timeout", Help: "How long it waits for that, at most 90d.", Longest: maxWait, With: "when"},
			},
		},
		read: func(config fields) body {
			step := &WaitStep{For: config.duration("for"), Opening: config.text("opening"), When: strings.TrimSpace(config.text("when"))}
			if step.When != "" {
				step.Every, step.Timeout = defaultWaitEvery, config.duration("timeout")
				if config.has("every") {
					step.Every = config.duration("every")
				}
			}
			return step
		},
	}
}

func (s *WaitStep) ports() []string {
	if s.When != "" {
		return []string{PortNext, PortTimedOut}
	}
	return []string{PortNext}
}

func (s *WaitStep) lower(step *Step) { step.Wait = s }

func (s *WaitStep) check(within surroundings, found *nodeFindings) {
	within.calendar("opening", s.Opening, found)
	within.expression("when", s.When, branchReads, found)
	switch {
	case s.When == "":
	case s.Timeout == 0:
		found.fail(CodeConfigMissing, "timeout", "A wait for something to become true has to end by itself. Write a timeout of at most %s.", maxWait)
	case s.Every >= s.Timeout:
		found.fail(CodeBeyondTimeout, "every", "It would be looked at again after %s, and the time is up after %s. Shorten it.", s.Every, s.Timeout)
	}
}
