package simulation

import (
	"fmt"
	"runtime"
	"slices"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/workflows"
)

// run is a workflow of an id, through all runs of its chain. A new one follows when
// one that has closed is started again.
type run struct {
	id      string
	kind    string // of workflow
	input   any
	first   string // id of the chain's first run
	present string // id of the one that is at work
	begun   bool   // it can be reached
	closed  bool
	err     error
	waiting []func(*run) // what wants to reach it as soon as it can be
	answers map[string]*answer
	events  int // of its history, since it last began anew
	count   int // of runs, one after the other
}

// answer is what an update was answered with, for everybody who sent it.
type answer struct {
	value any
	err   error
	done  bool
	told  []func(any, error)
}

// start begins a workflow unless it is open already.
func (e *engine) start(id, kind string, input any) {
	known := e.runs[id]
	if known != nil && !known.closed {
		return
	}
	e.runs[id] = &run{id: id, kind: kind, input: input, answers: map[string]*answer{}}
	e.living++
	if known != nil {
		e.runs[id].count = known.count
	}
	e.later(func() {
		e.awaitBeginning()
		e.env.SignalWorkflow(signalStart, id)
	})
}

// awaitBeginning keeps the loop busy until a run has begun, as that happens in a
// goroutine of its own. An idle loop would let timers fire by the wall clock.
func (e *engine) awaitBeginning() {
	e.starting++
	if e.starting > 1 {
		return
	}
	var spin func()
	spin = func() {
		if e.starting > 0 && !e.over {
			runtime.Gosched()
			e.env.RegisterDelayedCallback(spin, 0)
		}
	}
	spin()
}

func (e *engine) begin(ctx workflow.Context, r *run) {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: r.id, TaskQueue: workflows.Queue,
		ParentClosePolicy:     enums.PARENT_CLOSE_POLICY_TERMINATE,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	})
	workflow.ExecuteChildWorkflow(ctx, r.kind, r.input)
}

// hasBegun is told by a run that it is at work, also when a chain goes on. The run
// goes on when the answer says so: together with the first thing that was sent to it
// before it began, as in an update with start.
func (e *engine) hasBegun(r *run, runID string) (goOn func() bool) {
	e.starting--
	r.begun, r.present = true, runID
	r.count++
	r.events = eventsOfBeginning
	if r.first == "" {
		r.first = runID
	}
	waiting, ready := r.waiting, len(r.waiting) == 0
	r.waiting = nil
	e.env.RegisterDelayedCallback(func() { ready = true }, 0)
	for _, do := range waiting {
		do(r)
	}
	e.rest()
	return func() bool { return ready }
}

// hasStopped is told when a run ends, or stops for the next one of its chain.
func (e *engine) hasStopped(r *run, err error) {
	r.begun, r.present = false, ""
	for _, id := range sortedKeys(r.answers) {
		r.answers[id].settle(nil, errGone(r.id))
	}
	if workflow.IsContinueAsNewError(err) {
		r.answers = map[string]*answer{} // a run knows nothing of what the one before answered
		e.awaitBeginning()
		return
	}
	r.closed, r.err = true, err
	e.living--
	e.later(func() {})
}

// hasClosed is told by the environment of every end. Only a run that panicked has
// not told of it before.
func (e *engine) hasClosed(info *workflow.Info, _ converter.EncodedValue, err error) {
	if r := e.runs[info.WorkflowExecution.ID]; r != nil && r.begun {
		e.hasStopped(r, err)
	}
}

// present tells whether exactly this run is at work.
func (e *engine) present(run workflow.Execution) bool {
	known := e.runs[run.ID]
	return known != nil && known.present == run.RunID
}

// open lists the workflows that are not closed.
func (e *engine) open() []string {
	var ids []string
	for _, id := range sortedKeys(e.runs) {
		if !e.runs[id].closed {
			ids = append(ids, id)
		}
	}
	return ids
}

// reach does something to a run as soon as it can be reached, and otherwise tells
// that it cannot.
func (e *engine) reach(id string, do func(*run), gone func(error)) {
	if r := e.runs[id]; r != nil && !r.closed && !r.begun {
		r.waiting = append(r.waiting, do)
		return
	}
	e.later(func() {
		switch r := e.runs[id]; {
		case r == nil || r.closed:
			gone(errGone(id))
		case !r.begun:
			r.waiting = append(r.waiting, do)
		default:
			do(r)
		}
	})
}

// signal reaches a workflow with a signal.
func (e *engine) signal(id, name string, arg any, done func(error)) {
	e.reach(id, func(r *run) { done(e.env.SignalWorkflowByID(r.id, name, arg)) }, done)
}

// wake lets a workflow see what was settled for it, if it is still there.
func (e *engine) wake(id string) {
	if r := e.runs[id]; r != nil && r.begun {
		_ = e.env.SignalWorkflowByID(id, signalWake, nil) // it is there
	}
}

// update sends an update and tells its answer. The same id again has the same
// answer, unless it was refused: then it is looked at again.
func (e *engine) update(id, name, updateID string, arg any, done func(any, error)) {
	e.reach(id, func(r *run) {
		known := r.answers[updateID]
		switch {
		case known != nil && known.done:
			done(known.value, known.err)
			return
		case known != nil:
			known.told = append(known.told, done)
			return
		}
		sent := &answer{told: []func(any, error){done}}
		r.answers[updateID] = sent
		e.steps++
		callback := &testsuite.TestUpdateCallback{
			OnAccept:   func() {},
			OnComplete: func(value any, err error) { sent.settle(value, err) },
			OnReject: func(err error) {
				delete(r.answers, updateID)
				sent.settle(nil, err)
			},
		}
		if err := e.env.UpdateWorkflowByID(r.id, name, fmt.Sprintf("%s#%d", updateID, e.steps), callback, arg); err != nil {
			callback.OnReject(err)
		}
	}, func(err error) { done(nil, err) })
}

func (a *answer) settle(value any, err error) {
	if a.done {
		return
	}
	a.value, a.err, a.done = value, err, true
	for _, tell := range a.told {
		tell(value, err)
	}
	a.told = nil
}

// errGone is what Temporal says of a workflow that is not running.
func errGone(id string) error {
	return temporal.NewApplicationErrorWithOptions(fmt.Sprintf("there is no workflow %s", id), typeGone,
		temporal.ApplicationErrorOptions{NonRetryable: true})
}

const typeGone = "NotFound"

func sortedKeys[V any](from map[string]V) []string {
	keys := make([]string, 0, len(from))
	for key := range from {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
