package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// The fake database's kill switches. They reach the live leases of its list, and
// every lease that is not live is confirmed.

func (f *fakeRecords) ThrowKillSwitch(_ context.Context, thrown access.KillSwitch, line access.AuditLine) (access.KillSwitch, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, there := range f.switches {
		if there.ID == thrown.ID {
			return there, false, f.down
		}
	}
	f.writes = append(f.writes, "ThrowKillSwitch")
	f.switches, f.audit = append(f.switches, thrown), append(f.audit, line)
	return thrown, true, f.down
}

func (f *fakeRecords) LiftKillSwitch(_ context.Context, id, by, why string, line access.AuditLine) (access.KillSwitch, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.switches {
		if there := &f.switches[i]; there.ID == id {
			if there.Stands() {
				there.LiftedAt, there.LiftedBy, there.LiftedWhy = today, by, why
				f.writes, f.audit = append(f.writes, "LiftKillSwitch"), append(f.audit, line)
			}
			return *there, f.down
		}
	}
	return access.KillSwitch{}, noSuch("kill switch", id)
}

func (f *fakeRecords) KillSwitch(_ context.Context, id string) (access.KillSwitch, error) {
	return find(f, &f.switches, "kill switch", id, func(k access.KillSwitch) bool { return k.ID == id })
}

func (f *fakeRecords) KillSwitches(_ context.Context, page access.Page) (access.Listed[access.KillSwitch], error) {
	found, err := filtered(f, &f.switches, all[access.KillSwitch])
	if err != nil {
		return access.Listed[access.KillSwitch]{}, err
	}
	return paged(found, page)
}

func (f *fakeRecords) StandingKillSwitches(context.Context) ([]access.KillSwitch, error) {
	return filtered(f, &f.switches, access.KillSwitch.Stands)
}

func (f *fakeRecords) covered(k access.KillSwitch) ([]access.LeaseView, error) {
	return filtered(f, &f.leases, func(l access.LeaseView) bool {
		return k.Covers(access.Stake{PersonID: l.PersonID, EntitlementID: l.EntitlementID, Connector: l.Key.Connector})
	})
}

func (f *fakeRecords) KillReach(_ context.Context, k access.KillSwitch) (reach access.KillReach, err error) {
	leases, err := f.covered(k)
	people := map[string]bool{}
	for _, lease := range leases {
		if !lease.State.Over() {
			reach.Leases++
			people[lease.PersonID] = true
		}
	}
	reach.People = len(people)
	return reach, err
}

func (f *fakeRecords) KillProgress(ctx context.Context, id string, stragglers int) (progress access.KillProgress, err error) {
	k, err := f.KillSwitch(ctx, id)
	if err != nil {
		return progress, err
	}
	leases, err := f.covered(k)
	for _, lease := range leases {
		progress.Leases++
		if lease.State.Over() {
			progress.Confirmed++
		} else if len(progress.Stragglers) < stragglers {
			progress.Stragglers = append(progress.Stragglers, access.KillStraggler{
				LeaseID: lease.ID, Label: lease.Label, State: lease.State, DueAt: k.At, Why: lease.Attention,
			})
		}
	}
	return progress, err
}
