package simulation

import (
	"strings"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/workflows"
)

// backlog is what is ready to be tried at connectors, as Temporal's task queues hold
// it: by priority, the lowest number first, and then as it came.
type backlog [lowestPriority + 1][]*turn

// lowestPriority is Temporal's, and usualPriority what it takes for none.
const (
	lowestPriority = 5
	usualPriority  = 3
)

// turn is an attempt that waits for its turn.
type turn struct {
	call call
	told func(any, error)
	gone bool // nobody waits for it any more
}

func (b *backlog) add(t *turn) {
	priority := t.call.priority
	if priority < 1 || priority > lowestPriority {
		priority = usualPriority
	}
	b[priority] = append(b[priority], t)
}

// first takes out what goes first; nil where there is nothing.
func (b *backlog) first() *turn {
	for priority := range b {
		for len(b[priority]) > 0 {
			t := b[priority][0]
			b[priority] = b[priority][1:]
			if !t.gone {
				return t
			}
		}
	}
	return nil
}

// take gives what goes first its turn, when nothing else that is due can add to what
// waits. It tells whether there was something.
func (e *engine) take() bool {
	t := e.backlog.first()
	if t == nil {
		return false
	}
	if e.present(t.call.from) {
		t.told(e.activities.do(t.call))
		e.wake(t.call.from.ID)
	}
	return true
}

// try makes one attempt: at a connector in its turn, elsewhere at once.
func (e *engine) try(ctx workflow.Context, c call) (value any, err error) {
	if !strings.HasPrefix(c.queue, workflows.ConnectorQueue("")) {
		return e.activities.do(c)
	}
	done, settable := workflow.NewFuture(ctx)
	t := &turn{call: c, told: func(answer any, wrong error) {
		value, err = answer, wrong
		settable.Set(nil, nil)
	}}
	e.backlog.add(t)
	workflow.NewSelector(ctx).AddFuture(done, func(workflow.Future) {}).AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {
		if !done.IsReady() {
			t.gone, err = true, temporal.NewCanceledError()
		}
	}).Select(ctx)
	return value, err
}
