package worker

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/curfewhq/curfew/activities"
)

// Scheduler has connectors reconciled; see workflows.Client.
type Scheduler interface {
	// ScheduleReconciliation has it done that often; zero is never. Saying the same
	// again changes nothing.
	ScheduleReconciliation(ctx context.Context, connector string, every time.Duration) error
}

// schedulesEvery is how often it is made sure that the schedules are there: one that
// was deleted, or is in a namespace that was lost, comes back.
const schedulesEvery = 5 * time.Minute

// schedules keeps one for each connector.
type schedules struct {
	scheduler  Scheduler
	connectors []string
	every      time.Duration
}

func newSchedules(scheduler Scheduler, connectors map[string]*activities.ConnectorWork, every time.Duration) *schedules {
	return &schedules{scheduler: scheduler, connectors: slices.Sorted(maps.Keys(connectors)), every: every}
}

func (s *schedules) pass(ctx context.Context) error {
	var failed []error
	for _, connector := range s.connectors {
		failed = append(failed, s.scheduler.ScheduleReconciliation(ctx, connector, s.every))
	}
	return errors.Join(failed...)
}
