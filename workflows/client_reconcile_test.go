package workflows

import (
	"context"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
)

// calendar is a Temporal that remembers which schedules it was asked for.
type calendar struct {
	client.Client
	schedules
}

func (c *calendar) ScheduleClient() client.ScheduleClient { return &c.schedules }

type schedules struct {
	client.ScheduleClient
	asked []client.ScheduleOptions
}

func (s *schedules) GetHandle(context.Context, string) client.ScheduleHandle { return nil }

func (s *schedules) Create(_ context.Context, options client.ScheduleOptions) (client.ScheduleHandle, error) {
	s.asked = append(s.asked, options)
	return nil, nil
}

// Where there is no schedule, the namespace is new, and what was held may have been
// lost with the one before.
func TestWhereNoScheduleWasThereItIsComparedAtOnce(t *testing.T) {
	c := &calendar{}
	if err := NewClient(c, "default").ScheduleReconciliation(t.Context(), "okta", time.Minute); err != nil {
		t.Fatal(err)
	}
	if len(c.asked) != 1 || !c.asked[0].TriggerImmediately || c.asked[0].Spec.Intervals[0].Every != time.Minute {
		t.Errorf("asked for %+v", c.asked)
	}
}
