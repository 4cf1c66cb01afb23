package builder

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Allowed is how long somebody may ask for, and what the form offers them.
type Allowed struct {
	Min, Default, Max time.Duration
}

// Fixed tells whether there is nothing to choose.
func (a Allowed) Fixed() bool { return a.Min == a.Max }

// Durations is how long these entitlements, together where they are several, may be
// asked for with these facts. Max is the smallest of the plan's maximum, its limits
// that apply and each entitlement's own maximum, and 0 when one has none: then
// nothing may be asked for. Default is the smallest that a limit that applies says,
// else the plan's, and Min the plan's; neither is ever more than Max.
func (p Plan) Durations(entitlements []access.Entitlement, facts Facts) (Allowed, error) {
	durations := p.request().Duration
	limited, err := p.limited(entitlements, facts)
	if err != nil {
		return Allowed{}, err
	}
	longest := min(time.Duration(durations.Max), limited.Max)
	shortest := min(time.Duration(durations.Min), longest)
	usual := limited.Default
	if usual == 0 {
		usual = time.Duration(durations.Default)
	}
	return Allowed{Min: shortest, Default: min(max(usual, shortest), longest), Max: longest}, nil
}

// limited is what the entitlements themselves and the limits that apply say,
// whatever is asked for. A Default of 0 means that none of them says one.
func (p Plan) limited(entitlements []access.Entitlement, facts Facts) (Allowed, error) {
	if len(entitlements) == 0 {
		return Allowed{}, nil
	}
	limited := Allowed{Max: max(entitlements[0].MaxDuration, 0)}
	for _, entitlement := range entitlements {
		limited.Max = min(limited.Max, max(entitlement.MaxDuration, 0))
		facts.Entitlement = entitlement
		for _, limit := range p.request().Duration.Limits {
			decision, err := Evaluate(limit.When, facts)
			if err != nil {
				return Allowed{}, fmt.Errorf("decide how long %q may be asked for: %w", p.Automation, err)
			}
			if !decision.Value {
				continue
			}
			limited.Max = min(limited.Max, time.Duration(limit.Max))
			if usual := time.Duration(limit.Default); usual > 0 && (limited.Default == 0 || usual < limited.Default) {
				limited.Default = usual
			}
		}
	}
	return limited, nil
}
