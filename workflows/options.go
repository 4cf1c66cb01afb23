package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// attemptTime is how long one call to an outside system may take, and so the
// longest time after which an attempt that we gave up on can still take effect.
const attemptTime = 30 * time.Second

// settleTime is how long after an unclear attempt the outside system is read once
// more: when the latest possible effect has landed, and a margin.
const settleTime = 2 * attemptTime

// withConnector is for calls to an outside system: tried without end, on the
// connector's own queue.
func withConnector(ctx workflow.Context, key access.Key, priority int, summary string) workflow.Context {
	longest := time.Minute
	if priority <= priorityEnd {
		longest = 15 * time.Second
	}
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:             ConnectorQueue(key.Connector),
		StartToCloseTimeout:   attemptTime,
		HeartbeatTimeout:      activities.HeartbeatTimeout,
		WaitForCancellation:   true,
		DisableEagerExecution: true,
		Priority:              temporal.Priority{PriorityKey: priority},
		Summary:               brief(summary),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval:    time.Second,
			BackoffCoefficient: 2,
			MaximumInterval:    longest,
			MaximumAttempts:    0, // without end
		},
	})
}

// withDatabase is for short, idempotent work on our own database, within the
// workflow task itself.
func withDatabase(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		ScheduleToCloseTimeout: 5 * time.Second,
		StartToCloseTimeout:    2 * time.Second,
		Summary:                brief(summary),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval:    100 * time.Millisecond,
			BackoffCoefficient: 2,
			MaximumInterval:    time.Second,
			MaximumAttempts:    0,
		},
	})
}

// withDatabaseAgain is where the same work falls back to when the database did
// not answer in time. A limit of zero is none.
func withDatabaseAgain(ctx workflow.Context, summary string, limit time.Duration) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:              Queue,
		StartToCloseTimeout:    10 * time.Second,
		ScheduleToCloseTimeout: limit,
		Summary:                brief(summary),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval:    time.Second,
			BackoffCoefficient: 2,
			MaximumInterval:    30 * time.Second,
			MaximumAttempts:    0,
		},
	})
}

// withFact is for asking a fact outside, for as long as anything waits for one.
func withFact(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:              Queue,
		StartToCloseTimeout:    10 * time.Second,
		ScheduleToCloseTimeout: outsidePatience,
		Summary:                brief(summary),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 10 * time.Second, MaximumAttempts: 0,
		},
	})
}

// withHook is for telling a hook, tried for as long as the patience says.
func withHook(ctx workflow.Context, patience time.Duration, hook string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:              Queue,
		StartToCloseTimeout:    30 * time.Second,
		ScheduleToCloseTimeout: patience,
		Summary:                brief("post to " + hook),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: 5 * time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute, MaximumAttempts: 0,
		},
	})
}

// onDatabase runs work on our own database: as a local activity, and where that
// does not get through, as an ordinary one for as long as the limit says (zero:
// without end). A refusal is not tried again.
func onDatabase(ctx workflow.Context, summary string, limit time.Duration, result, work any, input any) error {
	err := onDatabaseNow(ctx, summary, result, work, input)
	if err == nil || isFinal(err) {
		return err
	}
	return onDatabaseAgain(ctx, summary, limit, result, work, input)
}

func onDatabaseNow(ctx workflow.Context, summary string, result, work any, input any) error {
	return workflow.ExecuteLocalActivity(withDatabase(ctx, summary), work, input).Get(ctx, result)
}

func onDatabaseAgain(ctx workflow.Context, summary string, limit time.Duration, result, work any, input any) error {
	return workflow.ExecuteActivity(withDatabaseAgain(ctx, summary, limit), work, input).Get(ctx, result)
}

// brief keeps a summary within Temporal's 400 bytes, cut between characters.
func brief(text string) string {
	const most = 380
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && text[cut]&0xC0 == 0x80 {
		cut--
	}
	return text[:cut] + "…"
}
