package builder

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	// MaxReason is the longest reason, in characters.
	MaxReason = 2000
	// MaxAhead is how far ahead access may begin.
	MaxAhead = 90 * 24 * time.Hour
)

// CheckAsk says why the plan does not allow an ask, naming the field, or nil: its
// reason, and its duration or its time from and until, as of now.
func (p Plan) CheckAsk(entitlement access.Entitlement, facts Facts, ask access.Ask, now time.Time) *access.Refusal {
	request := p.request()
	switch {
	case request.ReasonRequired && strings.TrimSpace(facts.Reason) == "":
		return access.Refuse(access.CodeInvalid, "Please say why you need it.").At("reason")
	case utf8.RuneCountInString(facts.Reason) > MaxReason:
		return access.Refuse(access.CodeInvalid, "The reason is longer than %d characters.", MaxReason).At("reason")
	}
	field := "duration"
	if !ask.From.IsZero() || !ask.Until.IsZero() {
		field = "until"
		if refusal := checkWindow(request, ask, now); refusal != nil {
			return refusal
		}
	} else if ask.Duration <= 0 {
		return access.Refuse(access.CodeInvalid, "Access has to last longer than nothing. Say for how long you need it.").At(field)
	}
	longest, err := p.MaxDuration(entitlement, facts)
	if err != nil {
		return access.Refuse(access.CodeUnavailable, "How long %s may be held could not be decided. Tell an admin of Curfew: %v.", entitlement.Label(), err).At(field)
	}
	if ask.Length() > longest {
		return access.Refuse(access.CodeTooLong, "%s may be held for at most %s here, and this asks for %s.", entitlement.Label(), Duration(longest), Duration(ask.Length())).At(field)
	}
	return nil
}

func checkWindow(request RequestStep, ask access.Ask, now time.Time) *access.Refusal {
	switch {
	case request.Windows == nil || !request.Windows.Absolute:
		return access.Refuse(access.CodeInvalid, "This can only be asked for by duration, not from and until a time.").At("from")
	case ask.Duration != 0:
		return access.Refuse(access.CodeInvalid, "Ask either for a duration, or from and until a time, not both.").At("duration")
	case ask.From.IsZero():
		return access.Refuse(access.CodeInvalid, "Say from when you need it.").At("from")
	case !ask.From.Before(ask.Until):
		return access.Refuse(access.CodeInvalid, "Access has to end after it begins.").At("until")
	case !ask.Until.After(now):
		return access.Refuse(access.CodeInvalid, "The time you ask for is over already.").At("until")
	case ask.From.Sub(now) > MaxAhead:
		return access.Refuse(access.CodeInvalid, "Access may begin at most %d days ahead.", MaxAhead/(24*time.Hour)).At("from")
	}
	return nil
}
