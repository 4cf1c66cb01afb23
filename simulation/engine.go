package simulation

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/workflows"
)

// engine is Temporal as far as the workflows can tell. Everything in it happens in
// the environment's one loop, so it needs no locks.
type engine struct {
	env        *testsuite.TestWorkflowEnvironment
	activities *bench
	runs       map[string]*run
	jobs       []func()    // what waits until nothing else can go on, in order
	events     []scheduled // what is to happen later, in order of time
	timers     timers
	backlog    backlog
	downs      downs
	wakes      map[int64]bool // when it looks again for what is due
	living     int            // workflows that are not closed
	starting   int            // runs that were started and have not begun
	resting    bool           // a rest is on its way
	steps      int
	limits     Limits
	trouble    error
	over       bool
	staged     *workflow.Info // of the stage, see asServer
	untimed    bool           // the next timer is a server's pause and in no history
	ctx        context.Context
}

// scheduled is something that comes from outside at a moment.
type scheduled struct {
	at time.Time
	do func()
}

const (
	stageWorkflow = "stage"
	signalStart   = "start"
	signalOver    = "over"
	signalWake    = "simulation.wake" // swallowed before a workflow sees it
)

// deadlock is how long a workflow may think without waiting for anything.
const deadlock = time.Minute

func newEngine(ctx context.Context, start time.Time, limits Limits) *engine {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	e := &engine{env: suite.NewTestWorkflowEnvironment(), runs: map[string]*run{}, wakes: map[int64]bool{}, limits: limits, ctx: ctx}
	e.env.SetWorkerOptions(worker.Options{
		Interceptors: []interceptor.WorkerInterceptor{&intercepting{engine: e}}, DeadlockDetectionTimeout: deadlock,
	})
	e.env.SetTestTimeout(10 * time.Minute)
	e.env.SetStartTime(start)
	e.env.SetDetachedChildWait(false)
	e.env.SetOnChildWorkflowCompletedListener(e.hasClosed)
	e.env.RegisterWorkflowWithOptions(e.stage, workflow.RegisterOptions{Name: stageWorkflow})
	workflows.Register(e.env)
	e.activities, e.downs.now = newBench(&suite), e.now
	return e
}

// run goes on until nothing is left to happen.
func (e *engine) run() (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the simulation broke at %s: %v", e.now().Format(time.RFC3339), broken)
		}
	}()
	e.env.RegisterDelayedCallback(func() {
		e.fail(fmt.Errorf("the simulation did not come to its end within %s of its own time; open are %v", e.limits.Time, e.open()))
	}, e.limits.Time)
	e.later(func() {})
	e.env.ExecuteWorkflow(stageWorkflow)
	if e.trouble != nil {
		return e.trouble
	}
	return e.env.GetWorkflowError()
}

func (e *engine) now() time.Time { return e.env.Now().UTC() }

// later does something when nothing else can go on at this instant.
func (e *engine) later(job func()) {
	e.jobs = append(e.jobs, job)
	e.rest()
}

// rest comes back when nothing can go on: the environment's clock moves only then.
// It goes back by a nanosecond and forth again, so that it does not move at all.
func (e *engine) rest() {
	if e.resting || e.starting > 0 || e.over {
		return
	}
	e.resting = true
	e.env.RegisterDelayedCallback(func() {
		e.env.RegisterDelayedCallback(func() {
			e.resting = false
			e.next()
		}, 1)
	}, -1)
}

// next does one thing: what waits, what is due, or what comes from outside now.
// Without any it lets time go on.
func (e *engine) next() {
	due, timed := e.nextTimer()
	switch {
	case e.over:
	case e.starting > 0:
	case e.isDown():
	case len(e.jobs) > 0:
		job := e.jobs[0]
		e.jobs = e.jobs[1:]
		e.count()
		job()
		e.rest()
	case timed && !due.After(e.now()):
		e.fireTimers()
		e.rest()
	case e.take():
		e.rest()
	case e.happens():
		e.rest()
	case len(e.events) > 0 && (!timed || e.events[0].at.Before(due)):
		e.sleepUntil(e.events[0].at)
	case timed:
		e.sleepUntil(due)
	case e.living == 0:
		e.finish()
	}
}

// happens does what comes from outside now, and tells whether there was something.
func (e *engine) happens() bool {
	if len(e.events) == 0 || e.events[0].at.After(e.now()) {
		return false
	}
	event := e.events[0]
	e.events = e.events[1:]
	event.do()
	return true
}

// sleepUntil looks again at a moment.
func (e *engine) sleepUntil(at time.Time) {
	moment := at.UnixNano()
	if e.wakes[moment] {
		return
	}
	e.wakes[moment] = true
	e.env.RegisterDelayedCallback(func() {
		delete(e.wakes, moment)
		e.rest()
	}, at.Sub(e.now()))
}

// count bounds a simulation that would never end.
func (e *engine) count() {
	e.steps++
	if err := e.ctx.Err(); err != nil {
		e.fail(err)
	}
	if e.steps > e.limits.Steps {
		e.fail(fmt.Errorf("the simulation took more than %d steps, until %s; open are %v", e.limits.Steps, e.now().Format(time.RFC3339), e.open()))
	}
}

func (e *engine) fail(err error) {
	if e.trouble == nil {
		e.trouble = err
	}
	e.finish()
}

func (e *engine) finish() {
	if !e.over {
		e.over = true
		e.env.SignalWorkflow(signalOver, nil)
	}
}

// stage is the workflow that all others are children of. It starts them one by one.
func (e *engine) stage(ctx workflow.Context) error {
	e.staged = workflow.GetInfo(ctx)
	over, start := workflow.GetSignalChannel(ctx, signalOver), workflow.GetSignalChannel(ctx, signalStart)
	for !e.over {
		selector := workflow.NewSelector(ctx)
		selector.AddReceive(over, func(c workflow.ReceiveChannel, _ bool) { c.Receive(ctx, nil) })
		selector.AddReceive(start, func(c workflow.ReceiveChannel, _ bool) {
			var id string
			c.Receive(ctx, &id)
			e.begin(ctx, e.runs[id])
		})
		selector.Select(ctx)
	}
	return nil
}
