package simulation

import (
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
		name: name, args: args, queue: options.TaskQueue, priority: options.Priority.PriorityKey,
		attemptTime: options.StartToCloseTimeout, within: options.ScheduleToCloseTimeout, retry: options.RetryPolicy,
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

// UpsertTypedSearchAttributes has nobody to search.
func (o *outbound) UpsertTypedSearchAttributes(workflow.Context, ...temporal.SearchAttributeUpdate) error {
	return nil
}
