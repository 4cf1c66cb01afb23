package simulation

import (
	"errors"
	"fmt"
	"math"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// call is an activity that a workflow asked for.
type call struct {
	name        string
	args        []any
	queue       string
	priority    int
	attemptTime time.Duration
	within      time.Duration // of all attempts; 0 is no limit
	retry       *temporal.RetryPolicy
	attempt     int32
	word        *word // what one attempt leaves for the next
	id          string
	from        workflow.Execution
	ctx         workflow.Context // of the coroutine that it runs in
}

// perform runs an activity within the workflow's own turn and tries it again as a
// server would: as often as the policy says, in virtual time, and not once more
// after it was cancelled. The environment's own retries end after ten.
func (o *outbound) perform(ctx workflow.Context, c call) workflow.Future {
	future, settable := workflow.NewFuture(ctx)
	o.engine.count()
	c.id, c.from = fmt.Sprint(o.engine.steps), workflow.GetInfo(ctx).WorkflowExecution
	workflow.Go(ctx, func(ctx workflow.Context) {
		c.ctx = ctx
		settable.Set(o.engine.attempts(ctx, c))
	})
	return future
}

func (e *engine) attempts(ctx workflow.Context, c call) (any, error) {
	begun := workflow.Now(ctx)
	c.word = &word{}
	for c.attempt = 1; ; c.attempt++ {
		if ctx.Err() != nil {
			return nil, temporal.NewCanceledError()
		}
		value, err := e.try(ctx, c)
		if err == nil {
			return value, nil
		}
		pause, again := pauseAfter(c, err)
		if !again || c.within > 0 && workflow.Now(ctx).Add(pause).After(begun.Add(c.within)) {
			return nil, err
		}
		e.untimed = true
		if err := workflow.Sleep(ctx, pause); err != nil {
			return nil, temporal.NewCanceledError()
		}
	}
}

// pauseAfter is how long a server waits after a failed attempt, and whether it
// tries again at all.
func pauseAfter(c call, err error) (pause time.Duration, again bool) {
	var application *temporal.ApplicationError
	known := errors.As(err, &application)
	if c.retry == nil || known && application.NonRetryable() || c.retry.MaximumAttempts > 0 && c.attempt >= c.retry.MaximumAttempts {
		return 0, false
	}
	if known && application.NextRetryDelay() > 0 {
		return application.NextRetryDelay(), true
	}
	grown := float64(c.retry.InitialInterval) * math.Pow(c.retry.BackoffCoefficient, float64(c.attempt-1))
	if longest := float64(c.retry.MaximumInterval); longest > 0 && grown > longest {
		grown = longest
	}
	return time.Duration(grown), true
}
