package builder

import "fmt"

// sound says why a run could get lost in the plan, or nil: it begins with its only
// request, every step has the config of its kind and no other, and every way out
// leads forward, so that every run comes to an end step.
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
	if len(p.Steps) == 0 {
		return fmt.Errorf("the plan of %q has no steps", p.Automation)
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
	}
	return nil
}

// body is the config of the step's kind, if it is there and alone.
func (s Step) body() (found body, ok bool) {
	candidates := []struct {
		kind Kind
		body body
		set  bool
	}{
		{KindRequest, s.Request, s.Request != nil},
		{KindCondition, s.Condition, s.Condition != nil},
		{KindApproval, s.Approval, s.Approval != nil},
		{KindGrant, s.Grant, s.Grant != nil},
		{KindNotify, s.Notify, s.Notify != nil},
		{KindEnd, s.End, s.End != nil},
	}
	for _, candidate := range candidates {
		if candidate.set != (candidate.kind == s.Kind) {
			return nil, false
		}
		if candidate.set {
			found = candidate.body
		}
	}
	return found, found != nil
}
