package activities

import (
	"context"
	"errors"

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
