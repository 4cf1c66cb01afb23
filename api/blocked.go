package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// blocked says why nothing can be given now for what is wanted, in a sentence: a
// kill switch stands. Empty where none does.
func (o *operations) blocked(ctx context.Context, wanted wish) (string, error) {
	switches, err := callOf(ctx).seen.standing(ctx)
	if err != nil {
		return "", err
	}
	for _, thing := range wanted.things {
		stake := access.Stake{
			PersonID: wanted.facts.Subject.ID, EntitlementID: thing.ID, Connector: thing.Target.Connector, Automation: wanted.automation.Name,
		}
		if why := access.WhyBlocked(switches, stake); why != "" {
			return why, nil
		}
	}
	return "", nil
}

// checkBlocked refuses what a claim would refuse later.
func (o *operations) checkBlocked(ctx context.Context, wanted wish) error {
	why, err := o.blocked(ctx, wanted)
	if err == nil && why != "" {
		return access.Refuse(access.CodeBlocked, "%s", why).At("entitlement")
	}
	return err
}

// standing reads the kill switches that are not lifted, once.
func (l *lookups) standing(ctx context.Context) ([]access.KillSwitch, error) {
	return once(l.switches, "", func() ([]access.KillSwitch, error) { return l.records.StandingKillSwitches(ctx) })
}
