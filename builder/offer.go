package builder

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Visible tells whether the requester may ask for the entitlement by this plan.
// An error means that it could not be decided, and then it is not visible.
func (p Plan) Visible(entitlementID string, facts Facts) (bool, error) {
	request := p.request()
	if facts.Requester.Status == access.Inactive || !slices.Contains(request.Entitlements, entitlementID) {
		return false, nil
	}
	if request.Visible == "" {
		return true, nil
	}
	decision, err := Evaluate(request.Visible, facts)
	if err != nil {
		return false, fmt.Errorf("decide who sees %q: %w", p.Automation, err)
	}
	return decision.Value, nil
}

// MaxDuration is the longest that may be asked for with these facts: the smallest
// of the plan's maximum, its limits that apply and the entitlement's own maximum.
// It is 0 when the entitlement has none, as then nothing may be asked for.
func (p Plan) MaxDuration(entitlement access.Entitlement, facts Facts) (time.Duration, error) {
	durations := p.request().Duration
	longest := min(time.Duration(durations.Max), max(entitlement.MaxDuration, 0))
	facts.Entitlement = entitlement
	for _, limit := range durations.Limits {
		decision, err := Evaluate(limit.When, facts)
		if err != nil {
			return 0, fmt.Errorf("decide how long %q may be asked for: %w", p.Automation, err)
		}
		if decision.Value {
			longest = min(longest, time.Duration(limit.Max))
		}
	}
	return longest, nil
}

// ApprovalRules are the approval steps that a request with these facts meets if
// everybody approves, in order: it follows the conditions, and of every other step
// the ordinary way on. It stops at a grant.
func (p Plan) ApprovalRules(facts Facts) ([]Step, error) {
	var approvals []Step
	step, known := p.first()
	for known {
		port := PortNext
		switch step.Kind {
		case KindApproval:
			approvals = append(approvals, step)
			port = PortApproved
		case KindCondition:
			branch, err := step.Condition.Take(facts)
			if err != nil {
				return nil, fmt.Errorf("decide at %q of %q who is asked: %w", step.ID, p.Automation, err)
			}
			port = branch.Port
		case KindGrant, KindEnd:
			return approvals, nil
		}
		to, _ := step.Exit(port)
		step, known = p.Step(to)
	}
	return approvals, nil
}

// Taken is the way out of a condition that is taken, and why.
type Taken struct {
	Port    string `json:"port"`
	Because string `json:"because"`
}

// Take is the first branch whose expression is true, else PortOtherwise. When an
// expression gives no answer, no way is taken and the error says why.
func (s *ConditionStep) Take(facts Facts) (Taken, error) {
	for _, branch := range s.Branches {
		decision, err := Evaluate(branch.When, facts)
		if err != nil {
			return Taken{}, fmt.Errorf("branch %q: %w", branch.Port, err)
		}
		if decision.Value {
			return Taken{Port: branch.Port, Because: decision.Because}, nil
		}
	}
	return Taken{Port: PortOtherwise, Because: "no branch is true"}, nil
}

func (p Plan) first() (Step, bool) {
	if len(p.Steps) == 0 {
		return Step{}, false
	}
	return p.Steps[0], true
}

// request is the trigger; of a plan without one, an offer of nothing.
func (p Plan) request() RequestStep {
	if first, ok := p.first(); ok && first.Request != nil {
		return *first.Request
	}
	return RequestStep{}
}
