package activities

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/integrations"
)

// attemptOf counts the attempts at this work up to the present one, without those
// that were put off. Those that timed out or whose answer was lost do count.
func attemptOf(ctx context.Context) int32 {
	return activity.GetInfo(ctx).Attempt - putOff(ctx)
}

// putOff is how many attempts before this one the system put off: it asked to come
// back later and had done nothing that could still take effect.
func putOff(ctx context.Context) (attempts int32) {
	if activity.HasHeartbeatDetails(ctx) && activity.GetHeartbeatDetails(ctx, &attempts) != nil {
		return 0
	}
	return attempts
}

// notePutOff leaves word for the next attempt where this one was put off. If the
// word does not get through, the attempt counts as one that may take effect.
func notePutOff(ctx context.Context, outcome error) {
	var later *integrations.RetryLater
	if errors.As(outcome, &later) {
		activity.RecordHeartbeat(ctx, putOff(ctx)+1)
	}
}

// HeartbeatTimeout is how long nothing is heard of a call to an outside system until
// its worker is taken for dead and another one makes the call again.
const HeartbeatTimeout = 8 * time.Second

// heartbeatEvery is how often a call that takes long is heard of.
const heartbeatEvery = HeartbeatTimeout / 4

// beat has Temporal hear of this attempt until ctx ends: what dies with its worker
// is tried again within seconds, and not when the attempt's whole time is over. What
// was left for the next attempt stays.
func beat(ctx context.Context) {
	left := putOff(ctx)
	go func() {
		ticker := time.NewTicker(heartbeatEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				activity.RecordHeartbeat(ctx, left)
			}
		}
	}()
}
