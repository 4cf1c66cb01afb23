package builder

import (
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// Offers tells whether the requester may ask for all of the things together, for the
// subject, by this plan, and for how long. It is the one rule of what a catalogue
// shows and of what a request may be made for: who may not see it, and whom it may
// not be asked for, is offered nothing, and what is retired nobody is. An error means that it could not be decided,
// and then it is not offered.
func (p Plan) Offers(things []access.Entitlement, facts Facts) (allowed Allowed, offered bool, err error) {
	for _, thing := range things {
		facts.Entitlement = thing
		if thing.Retired() {
			return Allowed{}, false, nil
		}
		if sees, err := p.Visible(thing.ID, facts); err != nil || !sees {
			return Allowed{}, false, err
		}
	}
	if len(things) == 0 {
		return Allowed{}, false, nil
	}
	facts.Entitlement = things[0]
	if may, err := p.MayAskFor(facts); err != nil || !may {
		return Allowed{}, false, err
	}
	allowed, err = p.Durations(things, facts)
	return allowed, err == nil && allowed.Max > 0, err
}

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

// MayAskFor tells whether the requester may ask for the subject: for themselves
// always, and for others where the plan says so. Nobody may ask for somebody who is
// inactive. An error means that it could not be decided, and then they may not.
func (p Plan) MayAskFor(facts Facts) (bool, error) {
	request := p.request()
	switch {
	case facts.Subject.Status == access.Inactive:
		return false, nil
	case facts.Requester.ID == facts.Subject.ID:
		return true, nil
	case request.ForOthers == "":
		return false, nil
	}
	decision, err := Evaluate(request.ForOthers, facts)
	if err != nil {
		return false, fmt.Errorf("decide for whom one may ask by %q: %w", p.Automation, err)
	}
	return decision.Value, nil
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
