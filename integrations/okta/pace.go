package okta

import (
	"math"

	"github.com/curfewhq/curfew/integrations"
)

// callsPerMinute is what an organisation allows on groups as it comes. One may have
// other limits; the connector keeps to what the answers say.
const callsPerMinute = 500

var _ integrations.Paced = (*Connector)(nil)

// RemovalsPerMinute is how many memberships can be taken away in a minute within
// Okta's limits, with what ends leave to everybody else and to emergencies, where
// nothing else is known of the organisation. A removal takes two calls, as it is
// read back.
func RemovalsPerMinute() int {
	return perMinute(membershipNeeds.deprovision, integrations.Ending, func(string) int { return 0 })
}

// Pace implements integrations.Paced. Until the answers tell, limits are taken to
// be what they are in an organisation as it comes, and everything to be a
// membership.
func (c *Connector) Pace() integrations.Pace {
	memberships := c.paceOf(membershipNeeds)
	if c.budget.limitOf(classApp) == 0 {
		return memberships
	}
	assignments := c.paceOf(assignmentNeeds)
	if c.budget.limitOf(classGroup) == 0 {
		return assignments
	}
	return integrations.Pace{
		RemovalsPerMinute:   min(memberships.RemovalsPerMinute, assignments.RemovalsPerMinute),
		ProvisionsPerMinute: min(memberships.ProvisionsPerMinute, assignments.ProvisionsPerMinute),
	}
}

func (c *Connector) paceOf(work needs) integrations.Pace {
	return integrations.Pace{
		RemovalsPerMinute:   perMinute(work.deprovision, integrations.Ending, c.budget.limitOf),
		ProvisionsPerMinute: perMinute(work.provision, integrations.Ordinary, c.budget.limitOf),
	}
}

// perMinute is how often what needs those calls can be done in a minute.
func perMinute(need calls, urgency integrations.Urgency, limitOf func(class string) int) int {
	fewest := math.MaxInt
	for class, count := range need {
		limit := limitOf(class)
		if limit == 0 {
			limit = callsPerMinute
		}
		fewest = min(fewest, (limit-urgency.Reserve(limit))/count)
	}
	return fewest
}
