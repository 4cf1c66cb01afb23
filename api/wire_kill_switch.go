package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// killSwitch shows one with how far it has come.
func (o *operations) killSwitch(ctx context.Context, k access.KillSwitch, stragglers int) (shown gen.KillSwitch, err error) {
	progress, err := o.records.KillProgress(ctx, k.ID, stragglers)
	if err != nil {
		return shown, err
	}
	shown = gen.KillSwitch{
		ID: k.ID, Scope: gen.KillSwitchScope(k.Scope), Ref: k.Ref, What: k.What(), Reason: k.Reason,
		At: utc(k.At), DoneAt: utc(k.DoneAt), Stands: k.Stands(), LiftedAt: utc(k.LiftedAt), LiftedWhy: k.LiftedWhy,
		MayLift: k.Stands() && mayLift(callOf(ctx).me, k),
		Progress: gen.KillProgress{
			Leases: progress.Leases, Ending: progress.Ending, Confirmed: progress.Confirmed, Late: progress.Late,
			Requests: progress.Requests, Told: progress.Told,
		},
	}
	for _, straggler := range progress.Stragglers {
		shown.Progress.Stragglers = append(shown.Progress.Stragglers, gen.KillStraggler{
			Access: straggler.LeaseID, Label: straggler.Label, State: string(straggler.State), DueAt: utc(straggler.DueAt), Why: straggler.Why,
		})
	}
	if shown.By, err = o.person(ctx, k.By); err != nil || k.LiftedBy == "" {
		return shown, err
	}
	shown.LiftedBy, err = o.personName(ctx, k.LiftedBy)
	return shown, err
}
