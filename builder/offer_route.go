package builder

import (
	"fmt"
	"maps"

	"github.com/curfewhq/curfew/internal/access"
)

// Met is a step that decides about a request, as one meets it.
type Met struct {
	Step
	// Because says why nobody is asked; empty where somebody is.
	Because string
}

// ApprovalRules are the steps that a request with these facts meets if everybody
// approves and that ask for approval or say why nobody is asked, in order: it
// follows the conditions, and of every other step the way that it takes when all
// goes well, and stops at a grant. An error means that it depends on something that
// is not known yet.
func (p Plan) ApprovalRules(facts Facts) ([]Met, error) {
	var met []Met
	facts.Lengths = p.Lengths()
	facts.Approvals = maps.Clone(facts.Approvals)
	if facts.Approvals == nil {
		facts.Approvals = map[string]ApprovalFact{}
	}
	step, known := p.first()
	for known {
		port := PortNext
		switch step.Kind {
		case KindApproval:
			skipped, err := step.Approval.Skips(facts)
			if err != nil {
				return nil, fmt.Errorf("decide at %q of %q whether anybody is asked: %w", step.ID, p.Automation, err)
			}
			one := Met{Step: step}
			if skipped.Value {
				one.Because = step.Approval.Skip.Because
			}
			met = append(met, one)
			facts.Approvals[step.ID] = ApprovalFact{State: string(access.ApprovalApproved)}
			port = PortApproved
		case KindAutoApprove:
			met = append(met, Met{Step: step, Because: step.AutoApprove.Because})
		case KindQuestions:
			port = PortAnswered
		case KindCondition:
			branch, err := step.Condition.Take(facts)
			if err != nil {
				return nil, fmt.Errorf("decide at %q of %q who is asked: %w", step.ID, p.Automation, err)
			}
			port = branch.Port
		case KindGrant, KindEnd:
			return met, nil
		}
		to, _ := step.Exit(port)
		step, known = p.Step(to)
	}
	return met, nil
}

// Skips tells whether nobody is asked; because says the step's own words and what
// decided it. An error means that it could not be decided: then they are asked.
func (s *ApprovalStep) Skips(facts Facts) (Decision, error) {
	if s.Skip == nil {
		return Decision{}, nil
	}
	decision, err := Evaluate(s.Skip.When, facts)
	if err == nil && decision.Value {
		decision.Because = s.Skip.Because + " (" + decision.Because + ")"
	}
	return decision, err
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
