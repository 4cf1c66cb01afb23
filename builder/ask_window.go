package builder

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// checkWindow holds a time from and until against the rules for such times; how
// long it may be is checked with the durations.
func (p Plan) checkWindow(ask access.Ask, now time.Time) *access.Refusal {
	rules := p.request().Windows
	switch {
	case rules == nil || !rules.Absolute:
		return access.Refuse(access.CodeInvalid, "This cannot be asked for from and until a time.").At("from")
	case ask.Duration != 0:
		return access.Refuse(access.CodeInvalid, "Ask either for a duration, or from and until a time, not both.").At("duration")
	case ask.From.IsZero():
		return access.Refuse(access.CodeInvalid, "Say from when you need it.").At("from")
	case !ask.From.Before(ask.Until):
		return access.Refuse(access.CodeInvalid, "Access has to end after it begins.").At("until")
	case !ask.Until.After(now):
		return access.Refuse(access.CodeInvalid, "The time you ask for is over already.").At("until")
	case ask.From.Sub(now) > rules.ahead():
		return access.Refuse(access.CodeInvalid, "Access may begin at most %s ahead.", Duration(rules.ahead())).At("from")
	default:
		return nil
	}
}

// ahead is how far ahead access may begin.
func (r WindowRules) ahead() time.Duration {
	if r.Ahead == 0 {
		return MaxAhead
	}
	return time.Duration(r.Ahead)
}
