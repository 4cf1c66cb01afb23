package worker

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// Switches are kill switches, as their runs and the rounds see them.
type Switches interface {
	activities.KillSwitches
	// UndoneKillSwitches lists those of which not everything is confirmed, oldest first.
	UndoneKillSwitches(ctx context.Context) ([]access.KillSwitch, error)
}

// KillStarter starts the runs of kill switches and tells whom they end; see workflows.Client.
type KillStarter interface {
	activities.Enders
	// StartKillSwitch leaves a run alone that is there already.
	StartKillSwitch(ctx context.Context, k access.KillSwitch) error
}

const switchesEvery = 5 * time.Second

// switches starts what carries kill switches out, for every one that is not done and
// has none: thrown while Temporal was away, or lost with it.
type switches struct {
	thrown  Switches
	starter KillStarter
}

// pass starts all of them. One that cannot be started does not keep the others.
func (s *switches) pass(ctx context.Context) error {
	undone, err := s.thrown.UndoneKillSwitches(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, k := range undone {
		failed = append(failed, s.starter.StartKillSwitch(ctx, k))
	}
	return errors.Join(failed...)
}
