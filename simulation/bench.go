package simulation

import (
	"context"
	"log/slog"
	"reflect"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
)

// bench is where activities are run, one attempt at a time, with what a worker
// gives them.
type bench struct {
	env     *testsuite.TestActivityEnvironment
	answers map[string]reflect.Type // by activity; nil where it answers with nothing
	down    map[string]func() error // by activity: why it does not work right now, if so
	current call
}

func newBench(suite *testsuite.WorkflowTestSuite) *bench {
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	b := &bench{env: suite.NewTestActivityEnvironment(), answers: map[string]reflect.Type{}, down: map[string]func() error{}}
	b.env.SetWorkerOptions(worker.Options{Interceptors: []interceptor.WorkerInterceptor{&telling{bench: b}}})
	return b
}

// register takes over every exported method of work as an activity, as a worker does.
// Before each attempt down tells why it does not work, if so.
func (b *bench) register(work any, down func() error) {
	b.env.RegisterActivity(work)
	methods := reflect.TypeOf(work)
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		b.down[method.Name] = down
		if method.Type.NumOut() == 2 {
			b.answers[method.Name] = method.Type.Out(0)
		}
	}
}

// do runs one attempt. What goes in and out is written and read again, as between a
// workflow and a worker.
func (b *bench) do(c call) (any, error) {
	if err := b.down[c.name](); err != nil {
		return nil, err
	}
	b.current = c
	encoded, err := b.env.ExecuteActivity(c.name, c.args...)
	if err != nil {
		return nil, err
	}
	answers := b.answers[c.name]
	if answers == nil || !encoded.HasValue() {
		return nil, nil
	}
	value := reflect.New(answers)
	if err := encoded.Get(value.Interface()); err != nil {
		return nil, err
	}
	return value.Elem().Interface(), nil
}

// telling tells an activity about the call that it is part of.
type telling struct {
	interceptor.WorkerInterceptorBase
	bench *bench
}

func (t *telling) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	in := &activityInbound{call: t.bench.current}
	in.Next = next
	return in
}

type activityInbound struct {
	interceptor.ActivityInboundInterceptorBase
	call call
}

func (i *activityInbound) Init(next interceptor.ActivityOutboundInterceptor) error {
	out := &activityOutbound{call: i.call}
	out.Next = next
	return i.Next.Init(out)
}

type calling struct{}

func (i *activityInbound) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	return i.Next.ExecuteActivity(context.WithValue(ctx, calling{}, i.call), in)
}

type activityOutbound struct {
	interceptor.ActivityOutboundInterceptorBase
	call call
}

func (o *activityOutbound) GetInfo(ctx context.Context) activity.Info {
	info := o.Next.GetInfo(ctx)
	info.Attempt, info.ActivityID, info.WorkflowExecution = o.call.attempt, o.call.id, o.call.from
	info.Deadline = time.Now().Add(o.call.attemptTime)
	return info
}

// word is what an attempt leaves for the next, encoded.
type word struct{ details *common.Payloads }

func (o *activityOutbound) RecordHeartbeat(_ context.Context, details ...any) {
	encoded, err := converter.GetDefaultDataConverter().ToPayloads(details...)
	if err == nil {
		o.call.word.details = encoded
	}
}

func (o *activityOutbound) HasHeartbeatDetails(context.Context) bool {
	return o.call.word.details != nil
}

func (o *activityOutbound) GetHeartbeatDetails(_ context.Context, into ...any) error {
	return converter.GetDefaultDataConverter().FromPayloads(o.call.word.details, into...)
}
