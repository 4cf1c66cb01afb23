package workflows

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// hasty is the world's outside system with an eye for how urgent its calls are.
type hasty struct {
	*world
	interceptor.WorkerInterceptorBase
	calls      []hastyCall
	priorities []int           // of the same, as the workflow asked for them
	pauses     []time.Duration // between their attempts, at most
	// ordinary is when it begins to listen to what is not urgent
	ordinary time.Time
}

type hastyCall struct {
	do      string
	urgency integrations.Urgency
	at      time.Duration // in whole minutes
}

func newHasty(t *testing.T) *hasty {
	h := &hasty{world: newWorld(t), ordinary: monday}
	h.env.SetWorkerOptions(worker.Options{Interceptors: []interceptor.WorkerInterceptor{h}})
	h.env.RegisterActivity(&activities.ConnectorWork{Provider: h, Ledger: h, Clock: h.env.Now, Log: slog.New(slog.DiscardHandler)})
	return h
}

func (h *hasty) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	return &hastyInbound{interceptor.WorkflowInboundInterceptorBase{Next: next}, h}
}

type hastyInbound struct {
	interceptor.WorkflowInboundInterceptorBase
	hasty *hasty
}

func (i *hastyInbound) Init(next interceptor.WorkflowOutboundInterceptor) error {
	return i.Next.Init(&hastyOutbound{interceptor.WorkflowOutboundInterceptorBase{Next: next}, i.hasty})
}

type hastyOutbound struct {
	interceptor.WorkflowOutboundInterceptorBase
	hasty *hasty
}

func (o *hastyOutbound) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	if options := workflow.GetActivityOptions(ctx); options.TaskQueue == ConnectorQueue(testKey.Connector) {
		o.hasty.priorities = append(o.hasty.priorities, options.Priority.PriorityKey)
		o.hasty.pauses = append(o.hasty.pauses, options.RetryPolicy.MaximumInterval)
	}
	return o.Next.ExecuteActivity(ctx, name, args...)
}

func (h *hasty) called(ctx context.Context, do string) error {
	if urgency := integrations.UrgencyOf(ctx); urgency == integrations.Urgent || !h.env.Now().Before(h.ordinary) {
		h.calls = append(h.calls, hastyCall{do, urgency, h.env.Now().Sub(monday).Truncate(time.Minute)})
		return nil
	}
	return &integrations.RetryLater{At: h.ordinary, Reason: "used up"}
}

func (h *hasty) ReadBack(ctx context.Context, key access.Key, names []string) (access.Holding, error) {
	if err := h.called(ctx, "read"); err != nil {
		return access.Holding{}, err
	}
	return h.world.ReadBack(ctx, key, names)
}

func (h *hasty) Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	if err := h.called(ctx, "provision"); err != nil {
		return access.Holding{}, err
	}
	return h.world.Provision(ctx, key, want)
}

func (h *hasty) Deprovision(ctx context.Context, key access.Key) (integrations.Removal, error) {
	if err := h.called(ctx, "deprovision"); err != nil {
		return integrations.Removal{}, err
	}
	return h.world.Deprovision(ctx, key)
}

func TestWhatIsUrgentGoesBeforeEndsAndEndsBeforeBeginnings(t *testing.T) {
	for _, c := range []struct {
		urgent     bool
		calls      []hastyCall
		priorities []int
		pauses     []time.Duration
	}{
		{false, []hastyCall{{"read", "", 0}, {"provision", "", 0}, {"deprovision", "", time.Hour}}, []int{3, 4, 2}, []time.Duration{time.Minute, time.Minute, 15 * time.Second}},
		{true, []hastyCall{{"read", "urgent", 0}, {"provision", "urgent", 0}, {"deprovision", "", time.Hour}}, []int{1, 1, 2}, slices.Repeat([]time.Duration{15 * time.Second}, 3)},
	} {
		h := newHasty(t)
		lease := leaseFor("a", time.Hour)
		lease.Urgent = c.urgent
		h.acquireAt(0, lease)
		h.run(t)
		if !slices.Equal(h.calls, c.calls) || !slices.Equal(h.priorities, c.priorities) {
			t.Errorf("urgent %v: calls %v with priorities %v, want %v with %v", c.urgent, h.calls, h.priorities, c.calls, c.priorities)
		}
		if !slices.Equal(h.pauses, c.pauses) {
			t.Errorf("urgent %v: pauses of at most %v, want %v", c.urgent, h.pauses, c.pauses)
		}
	}
}

func TestALowerLevelIsGivenAsAnEnd(t *testing.T) {
	tier := func(id, level string, lasts time.Duration) access.Lease {
		lease := leaseFor(id, lasts)
		lease.Attributes = []access.Attribute{{Name: "tier", Value: level, Scale: []string{"Basic", "Pro"}}}
		return lease
	}
	h := newHasty(t)
	h.acquireAt(0, tier("a", "Basic", 4*time.Hour))
	h.acquireAt(time.Hour, tier("b", "Pro", time.Hour))
	h.run(t)
	if h.calls[3] != (hastyCall{"provision", integrations.Ending, 2 * time.Hour}) || h.priorities[3] != 2 {
		t.Errorf("calls %v with priorities %v, want the last provision to go as an end", h.calls, h.priorities)
	}
}

func TestAnUrgentLeaseDoesNotWaitBehindAnOrdinaryOneOfItsKey(t *testing.T) {
	h := newHasty(t)
	h.ordinary = monday.Add(2 * time.Hour)
	h.acquireAt(0, leaseFor("a", 4*time.Hour))
	urgent := leaseFor("b", time.Hour)
	urgent.Urgent = true
	h.acquireAt(time.Minute, urgent)
	h.run(t)
	for _, id := range []string{"a", "b"} {
		if opened := h.endOf(t, id).OpenedAt.Sub(monday); opened < time.Minute || opened > 2*time.Minute {
			t.Errorf("%s opened after %s", id, opened)
		}
	}
}

// What was only put off cannot land any more, so that nobody has to look again.
func TestAnEndThatWasPutOffIsNotReadOnceMore(t *testing.T) {
	for _, c := range []struct {
		answer error
		reads  int
	}{
		{&integrations.RetryLater{At: monday.Add(61 * time.Minute), Reason: "used up"}, 1},
		{errors.New("the connection broke"), 2},
	} {
		w, reads, failed := newWorld(t), 0, false
		w.fail = func(do string) (error, bool) {
			if do == "read" {
				reads++
			}
			if do == "deprovision" && !failed {
				failed = true
				return c.answer, false
			}
			return nil, false
		}
		w.acquireAt(0, leaseFor("a", time.Hour))
		w.run(t)
		if !failed || reads != c.reads || w.endOf(t, "a").State != access.Ended {
			t.Errorf("after %v: read %d times, want %d", c.answer, reads, c.reads)
		}
	}
}
