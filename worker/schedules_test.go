package worker

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/activities"
)

// scheduler cannot schedule for okta.
type scheduler struct{ scheduled []string }

func (s *scheduler) ScheduleReconciliation(_ context.Context, connector string, every time.Duration) error {
	if connector == "okta" {
		return errors.New("Temporal is away")
	}
	s.scheduled = append(s.scheduled, connector+" "+every.String())
	return nil
}

func TestEveryConnectorIsReconciledWhateverKeepsAnother(t *testing.T) {
	engine := &scheduler{}
	connectors := map[string]*activities.ConnectorWork{"vault": {}, "okta": {}, "github": {}}
	if err := newSchedules(engine, connectors, time.Minute).pass(t.Context()); err == nil {
		t.Error("what could not be scheduled was not reported")
	}
	if !slices.Equal(engine.scheduled, []string{"github 1m0s", "vault 1m0s"}) {
		t.Errorf("scheduled %v", engine.scheduled)
	}
}
