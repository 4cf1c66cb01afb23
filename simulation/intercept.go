package simulation

import (
	"time"

	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// intercepting puts the engine between the workflows and the environment: what they
// begin happens one thing after the other, and activities are tried as often as a
// server would.
type intercepting struct {
	interceptor.WorkerInterceptorBase
	engine *engine
}

func (i *intercepting) InterceptWorkflow(ctx workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &inbound{engine: i.engine}
	in.Next = next
	return in
}

type inbound struct {
	interceptor.WorkflowInboundInterceptorBase
	engine *engine
}

func (i *inbound) Init(next interceptor.WorkflowOutboundInterceptor) error {
	out := &outbound{engine: i.engine}
	out.Next = next
	return i.Next.Init(out)
}

func (i *inbound) ExecuteWorkflow(ctx workflow.Context, in *interceptor.ExecuteWorkflowInput) (any, error) {
	info := workflow.GetInfo(ctx)
	r := i.engine.runs[info.WorkflowExecution.ID]
	if r == nil {
		return i.Next.ExecuteWorkflow(ctx, in) // the stage
	}
	if err := workflow.Await(ctx, i.engine.hasBegun(r, info.WorkflowExecution.RunID)); err != nil {
		return nil, err
	}
	value, err := i.Next.ExecuteWorkflow(ctx, in)
	i.engine.hasStopped(r, err)
	return value, err
}

func (i *inbound) HandleSignal(ctx workflow.Context, in *interceptor.HandleSignalInput) error {
	if in.SignalName == signalWake {
		return nil
	}
	return i.Next.HandleSignal(ctx, in)
}

type outbound struct {
	interceptor.WorkflowOutboundInterceptorBase
	engine *engine
}

// GetInfo knows the chain, which the environment does not.
func (o *outbound) GetInfo(ctx workflow.Context) *workflow.Info {
	info := *o.Next.GetInfo(ctx)
	if r := o.engine.runs[info.WorkflowExecution.ID]; r != nil && r.first != "" {
		info.FirstRunID = r.first
	}
	return &info
}

func (o *outbound) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	options := workflow.GetActivityOptions(ctx)
	return o.perform(ctx, call{
		name: name, args: args, attemptTime: options.StartToCloseTimeout,
		within: options.ScheduleToCloseTimeout, retry: options.RetryPolicy,
	})
}

func (o *outbound) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	options := workflow.GetLocalActivityOptions(ctx)
	return o.perform(ctx, call{
		name: name, args: args, attemptTime: options.StartToCloseTimeout,
		within: options.ScheduleToCloseTimeout, retry: options.RetryPolicy,
	})
}

// SignalExternalWorkflow reaches the other workflow when it can be reached.
func (o *outbound) SignalExternalWorkflow(ctx workflow.Context, workflowID, _, name string, arg any) workflow.Future {
	future, settable := workflow.NewFuture(ctx)
	from := workflow.GetInfo(ctx).WorkflowExecution.ID
	o.engine.signal(workflowID, name, arg, func(err error) {
		settable.Set(nil, err)
		o.engine.wake(from)
	})
	return future
}

// mostAtOnce is how many timers may fire at one instant: the environment's loop has
// a queue of a thousand places and stops for ever when it is full.
const mostAtOnce = 200

// NewTimer lets every so many timers of an instant fire a nanosecond later.
func (o *outbound) NewTimer(ctx workflow.Context, d time.Duration) workflow.Future {
	return o.NewTimerWithOptions(ctx, d, workflow.TimerOptions{})
}

// NewTimerWithOptions does the same.
func (o *outbound) NewTimerWithOptions(ctx workflow.Context, d time.Duration, options workflow.TimerOptions) workflow.Future {
	if d > 0 {
		at := o.engine.now().Add(d).UnixNano()
		o.engine.crowds[at]++
		d += time.Duration(o.engine.crowds[at] / mostAtOnce)
	}
	o.engine.count()
	return o.Next.NewTimerWithOptions(ctx, d, options)
}

// UpsertTypedSearchAttributes has nobody to search.
func (o *outbound) UpsertTypedSearchAttributes(workflow.Context, ...temporal.SearchAttributeUpdate) error {
	return nil
}
