package simulation

import (
	"container/heap"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// timer is one of a workflow's. The engine keeps them and not the environment,
// which looks through all it has whenever one fires and fires those of one moment
// in no order.
type timer struct {
	at    time.Time
	order int // in which it was set
	of    workflow.Execution
	fire  func() // nil once it was cancelled
}

// timers in the order in which they fire: by moment, then as they were set.
type timers []*timer

func (t timers) Len() int      { return len(t) }
func (t timers) Swap(i, j int) { t[i], t[j] = t[j], t[i] }
func (t *timers) Push(one any) { *t = append(*t, one.(*timer)) }

func (t timers) Less(i, j int) bool {
	if t[i].at.Equal(t[j].at) {
		return t[i].order < t[j].order
	}
	return t[i].at.Before(t[j].at)
}

func (t *timers) Pop() any {
	last := len(*t) - 1
	one := (*t)[last]
	*t = (*t)[:last]
	return one
}

// nextTimer drops what was cancelled or has nobody left to wait for it, and tells
// when the first of the others fires.
func (e *engine) nextTimer() (at time.Time, any bool) {
	for len(e.timers) > 0 {
		if first := e.timers[0]; first.fire != nil && e.present(first.of) {
			return first.at, true
		}
		heap.Pop(&e.timers)
	}
	return time.Time{}, false
}

// mostAtOnce is how many timers fire before the workflows are let at it: the
// environment's loop has a queue of a thousand places and stops for ever when it is
// full.
const mostAtOnce = 200

// fireTimers fires what is due, or the first of it, and wakes the workflows.
func (e *engine) fireTimers() {
	var ids []string
	woken := map[string]bool{}
	for range mostAtOnce {
		at, any := e.nextTimer()
		if !any || at.After(e.now()) {
			break
		}
		due := heap.Pop(&e.timers).(*timer)
		due.fire()
		if id := due.of.ID; !woken[id] {
			ids, woken[id] = append(ids, id), true
		}
	}
	for _, id := range ids {
		e.wake(id)
	}
}

// NewTimer sets a timer.
func (o *outbound) NewTimer(ctx workflow.Context, d time.Duration) workflow.Future {
	return o.NewTimerWithOptions(ctx, d, workflow.TimerOptions{})
}

// NewTimerWithOptions does the same.
func (o *outbound) NewTimerWithOptions(ctx workflow.Context, d time.Duration, _ workflow.TimerOptions) workflow.Future {
	future, settable := workflow.NewFuture(ctx)
	if !o.engine.untimed {
		o.engine.happened(ctx, eventsOfTimer)
	}
	o.engine.untimed = false
	o.engine.count()
	if d <= 0 {
		settable.Set(nil, nil)
		return future
	}
	set := &timer{
		at: o.engine.now().Add(d), order: o.engine.steps, of: workflow.GetInfo(ctx).WorkflowExecution,
		fire: func() { settable.Set(nil, nil) },
	}
	heap.Push(&o.engine.timers, set)
	workflow.Go(ctx, func(ctx workflow.Context) {
		workflow.NewSelector(ctx).AddFuture(future, func(workflow.Future) {}).AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {
			if !future.IsReady() {
				set.fire = nil
				settable.Set(nil, temporal.NewCanceledError())
			}
		}).Select(ctx)
	})
	return future
}
