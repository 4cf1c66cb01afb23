package simulation

import (
	"go.temporal.io/sdk/converter"
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
	i.engine.happened(ctx, eventsOfSignal)
	return i.Next.HandleSignal(ctx, in)
}

func (i *inbound) ExecuteUpdate(ctx workflow.Context, in *interceptor.UpdateInput) (any, error) {
	i.engine.happened(ctx, eventsOfUpdate)
	return i.Next.ExecuteUpdate(ctx, in)
}

type outbound struct {
	interceptor.WorkflowOutboundInterceptorBase
	engine *engine
}

// GetInfo knows the chain and the length of the history, which the environment does not.
func (o *outbound) GetInfo(ctx workflow.Context) *workflow.Info {
	return o.engine.asServer(o.Next.GetInfo(ctx))
}

func (o *outbound) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	options := workflow.GetActivityOptions(ctx)
	o.engine.happened(ctx, eventsOfActivity)
	return o.perform(ctx, call{
		name: name, args: args, queue: options.TaskQueue, priority: options.Priority.PriorityKey,
		attemptTime: options.StartToCloseTimeout, within: options.ScheduleToCloseTimeout, retry: options.RetryPolicy,
	})
}

func (o *outbound) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	options := workflow.GetLocalActivityOptions(ctx)
	o.engine.happened(ctx, eventsOfMarker)
	return o.perform(ctx, call{
		name: name, args: args, attemptTime: options.StartToCloseTimeout,
		within: options.ScheduleToCloseTimeout, retry: options.RetryPolicy,
	})
}

// SignalExternalWorkflow reaches the other workflow when it can be reached.
func (o *outbound) SignalExternalWorkflow(ctx workflow.Context, workflowID, _, name string, arg any) workflow.Future {
	o.engine.happened(ctx, eventsOfSignalOut)
	future, settable := workflow.NewFuture(ctx)
	from := workflow.GetInfo(ctx).WorkflowExecution.ID
	o.engine.signal(workflowID, name, arg, func(err error) {
		settable.Set(nil, err)
		o.engine.wake(from)
	})
	return future
}

// SideEffect is in the history.
func (o *outbound) SideEffect(ctx workflow.Context, f func(workflow.Context) any) converter.EncodedValue {
	o.engine.happened(ctx, eventsOfMarker)
	return o.Next.SideEffect(ctx, f)
}

// UpsertTypedSearchAttributes has nobody to search.
func (o *outbound) UpsertTypedSearchAttributes(ctx workflow.Context, _ ...temporal.SearchAttributeUpdate) error {
	o.engine.happened(ctx, eventsOfAttributes)
	return nil
}
