package builder

import (
	"github.com/curfewhq/curfew/internal/access"
)

// Complete is the ask with what the plan knows filled in where it says nothing: an
// ask for no time at all is for the default duration, and of hours that come again
// the automation's own rule, clocks and zone. What is there stays as it is, right or
// wrong. An error means that the duration could not be decided.
func (p Plan) Complete(ask access.Ask, entitlements []access.Entitlement, facts Facts) (access.Ask, error) {
	switch {
	case ask.Series != nil:
		ask.Series = p.completed(*ask.Series, facts.Requester, facts.Subject)
	case ask.Duration == 0 && ask.From.IsZero() && ask.Until.IsZero():
		allowed, err := p.Durations(entitlements, facts)
		if err != nil {
			return ask, err
		}
		ask.Duration = allowed.Default
	}
	return ask, nil
}

func (p Plan) completed(series access.Series, requester, subject access.Person) *access.Series {
	rules := p.request().Windows
	if rules == nil || rules.Recurring == nil {
		return &series
	}
	for _, part := range []struct {
		said *string
		own  string
	}{
		{&series.Rule, rules.Recurring.Rule},
		{&series.Start, rules.Recurring.Start},
		{&series.End, rules.Recurring.End},
		{&series.Zone, rules.Recurring.zone(requester, subject)},
	} {
		if *part.said == "" {
			*part.said = part.own
		}
	}
	return &series
}

// zone is the zone whose wall clock counts.
func (r RecurringRule) zone(requester, subject access.Person) string {
	switch r.Zone {
	case factRequester, "":
		return zoneOf(requester)
	case factSubject:
		return zoneOf(subject)
	default:
		return r.Zone
	}
}

func zoneOf(person access.Person) string {
	if person.Zone == "" {
		return "UTC"
	}
	return person.Zone
}
