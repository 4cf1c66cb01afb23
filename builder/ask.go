package builder

import (
	"fmt"
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

// CheckAsk says why the plan does not allow an ask, naming the field, or nil: for
// whom and for what it is, its reason, and its duration, its time from and until or
// its hours that come again, as of now. Entitlements is everything that is asked
// for: one, or the whole bundle. What Complete fills in has to be there.
func (p Plan) CheckAsk(entitlements []access.Entitlement, facts Facts, ask access.Ask, now time.Time) *access.Refusal {
	if refusal := p.checkOffered(entitlements); refusal != nil {
		return refusal
	}
	facts.Entitlement = entitlements[0]
	if refusal := p.checkFor(facts); refusal != nil {
		return refusal
	}
	if refusal := p.checkReason(facts.Reason); refusal != nil {
		return refusal
	}
	if refusal := p.checkTime(entitlements, facts, ask, now); refusal != nil {
		return refusal
	}
	if refusal := p.checkHours(now); refusal != nil {
		return refusal
	}
	return p.checkOpens(entitlements, facts, ask, now)
}

// checkOffered holds what is asked for against what the plan offers.
func (p Plan) checkOffered(entitlements []access.Entitlement) *access.Refusal {
	request := p.request()
	offered := map[string]bool{}
	for _, id := range request.Entitlements {
		offered[id] = true
	}
	asked := map[string]bool{}
	for _, entitlement := range entitlements {
		if !offered[entitlement.ID] {
			return access.Refuse(access.CodeInvalid, "%s cannot be asked for here.", entitlement.Label()).At("entitlement")
		}
		asked[entitlement.ID] = true
	}
	switch {
	case request.Bundle && len(asked) != len(offered):
		return access.Refuse(access.CodeInvalid, "These %d can only be asked for all together.", len(offered)).At("entitlement")
	case !request.Bundle && len(entitlements) != 1, len(asked) != len(entitlements):
		return access.Refuse(access.CodeInvalid, "Ask for one thing at a time.").At("entitlement")
	default:
		return nil
	}
}

func (p Plan) checkFor(facts Facts) *access.Refusal {
	may, err := p.MayAskFor(facts)
	switch {
	case err != nil:
		return access.Refuse(access.CodeUnavailable, "Whether you may ask for %s could not be decided. Tell an admin of Curfew: %v.", facts.Subject.Name, err).At("subject")
	case !may && p.request().ForOthers == "":
		return access.Refuse(access.CodeForbidden, "This can only be asked for by those who need it themselves.").At("subject")
	case !may:
		return access.Refuse(access.CodeForbidden, "You may not ask for %s here.", facts.Subject.Name).At("subject")
	default:
		return nil
	}
}

func (p Plan) checkReason(reason string) *access.Refusal {
	request := p.request()
	said := strings.TrimSpace(reason)
	switch {
	case said == "" && !request.ReasonRequired:
		return nil
	case said == "":
		return access.Refuse(access.CodeInvalid, "Please say why you need it.").At("reason")
	case utf8.RuneCountInString(reason) > MaxReason:
		return access.Refuse(access.CodeInvalid, "The reason is longer than %d characters.", MaxReason).At("reason")
	case utf8.RuneCountInString(said) < request.ReasonMin:
		return access.Refuse(access.CodeInvalid, "Please say in at least %d characters why you need it.", request.ReasonMin).At("reason")
	default:
		return nil
	}
}

// checkTime holds when access is asked for against what the plan allows.
func (p Plan) checkTime(entitlements []access.Entitlement, facts Facts, ask access.Ask, now time.Time) *access.Refusal {
	field := "duration"
	switch absolute := !ask.From.IsZero() || !ask.Until.IsZero(); {
	case ask.Series != nil && (absolute || ask.Duration != 0):
		return access.Refuse(access.CodeInvalid, "Ask either for hours that come again, or for a time, not both.").At("series")
	case ask.Series != nil:
		return p.checkSeries(entitlements, facts, *ask.Series, now)
	case absolute:
		field = "until"
		if refusal := p.checkWindow(ask, now); refusal != nil {
			return refusal
		}
	case ask.Duration <= 0:
		return access.Refuse(access.CodeInvalid, "Access has to last longer than nothing. Say for how long you need it.").At(field)
	}
	allowed, err := p.Durations(entitlements, facts)
	if err != nil {
		return undecided(entitlements, err).At(field)
	}
	switch length := ask.Length(); {
	case length > allowed.Max:
		return access.Refuse(access.CodeTooLong, "%s may be held for at most %s here, and this asks for %s.", together(entitlements), Duration(allowed.Max), Duration(length)).At(field)
	case length < allowed.Min:
		return access.Refuse(access.CodeInvalid, "%s is given for at least %s here, and this asks for %s.", together(entitlements), Duration(allowed.Min), Duration(length)).At(field)
	default:
		return nil
	}
}

func undecided(entitlements []access.Entitlement, err error) *access.Refusal {
	return access.Refuse(access.CodeUnavailable, "How long %s may be held could not be decided. Tell an admin of Curfew: %v.", together(entitlements), err)
}

// together names what is asked for.
func together(entitlements []access.Entitlement) string {
	if len(entitlements) == 1 {
		return entitlements[0].Label()
	}
	return fmt.Sprintf("The bundle with %s", entitlements[0].Label())
}
