package builder

import (
	"fmt"
	"reflect"
	"slices"
)

// sound says why a run could get lost in the plan, or nil: it begins with its only
// request, every step has the config of its kind and no other, every way out leads
// forward, so that every run comes to an end step, and every wait is bounded.
func (p Plan) sound() error {
	index := map[string]int{}
	for i, step := range p.Steps {
		if _, twice := index[step.ID]; twice || step.ID == "" {
			return fmt.Errorf("the plan of %q has two steps %q", p.Automation, step.ID)
		}
		index[step.ID] = i
		if (step.Kind == KindRequest) != (i == 0) {
			return fmt.Errorf("the plan of %q does not begin with its only request", p.Automation)
		}
	}
	if len(p.Steps) == 0 || len(p.Steps) > maxNodes {
		return fmt.Errorf("the plan of %q has %d steps, and 1 to %d are allowed", p.Automation, len(p.Steps), maxNodes)
	}
	for i, step := range p.Steps {
		body, ok := step.body()
		if !ok {
			return fmt.Errorf("the step %q of the plan of %q is not of its kind %q", step.ID, p.Automation, step.Kind)
		}
		ports := body.ports()
		if len(ports) != len(step.Next) {
			return fmt.Errorf("the step %q of the plan of %q has %d ways out instead of %d", step.ID, p.Automation, len(step.Next), len(ports))
		}
		for at, exit := range step.Next {
			if to, known := index[exit.To]; exit.Port != ports[at] || !known || to <= i {
				return fmt.Errorf("the way out %q of step %q of the plan of %q does not lead forward", exit.Port, step.ID, p.Automation)
			}
		}
		if err := p.bounded(step); err != nil {
			return fmt.Errorf("the step %q of the plan of %q %w", step.ID, p.Automation, err)
		}
	}
	return p.soundCalendars()
}

// bodies are the configs that a step could carry, by kind.
func (s Step) bodies() map[Kind]body {
	return map[Kind]body{
		KindRequest:     s.Request,
		KindQuestions:   s.Questions,
		KindCondition:   s.Condition,
		KindApproval:    s.Approval,
		KindAutoApprove: s.AutoApprove,
		KindWait:        s.Wait,
		KindGrant:       s.Grant,
		KindReview:      s.Review,
		KindNotify:      s.Notify,
		KindWebhook:     s.Webhook,
		KindEnd:         s.End,
	}
}

// body is the config of the step's kind, if it is there and alone.
func (s Step) body() (found body, ok bool) {
	for kind, body := range s.bodies() {
		set := !reflect.ValueOf(body).IsNil()
		if set != (kind == s.Kind) {
			return nil, false
		}
		if set {
			found = body
		}
	}
	return found, found != nil
}

// soundCalendars says which calendar a step names that the plan lacks or that is
// wrong, or nil.
func (p Plan) soundCalendars() error {
	for _, name := range sortedNames(p.Calendars) {
		calendar := p.Calendars[name]
		if troubles := calendar.Check(); len(troubles) > 0 {
			return fmt.Errorf("the calendar %q of the plan of %q cannot be used: %s: %s", name, p.Automation, troubles[0].Field, troubles[0].Message)
		}
		if first, closed := closedTooLong(calendar); closed {
			return fmt.Errorf("the calendar %q of the plan of %q is closed for more than %d days from %s on", name, p.Automation, mostClosed, first)
		}
	}
	for _, step := range p.Steps {
		for _, name := range step.calendars() {
			if _, there := p.Calendars[name]; !there {
				return fmt.Errorf("the step %q of the plan of %q needs the calendar %q, which is not there", step.ID, p.Automation, name)
			}
		}
	}
	return nil
}

// calendars are the names of the calendars that the step needs, each once.
func (s Step) calendars() []string {
	names := slices.Clone(s.Hours)
	if s.Wait != nil {
		names = append(names, s.Wait.Opening)
	}
	if s.Request != nil {
		names = append(names, s.Request.calendars()...)
	}
	return slices.DeleteFunc(once(names), func(name string) bool { return name == "" })
}
