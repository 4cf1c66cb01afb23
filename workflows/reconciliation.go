package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// ReconciliationInput starts a Reconciliation, or carries it on as a new run.
type ReconciliationInput struct {
	Schema    int    `json:"schema"`
	Connector string `json:"connector"`
	By        string `json:"by"` // access.BySchedule, or a person's id
	// ID is the reconciliation's in the record; without one it is the id of the first run.
	ID    string               `json:"id,omitempty"`
	State *ReconciliationState `json:"state,omitempty"` // nil for the first run of a chain
}

// ReconciliationState is what one run hands to the next. Fields are only ever added.
type ReconciliationState struct {
	Record  access.Reconciliation `json:"record"`
	Stage   int                   `json:"stage"`             // of the stages, the one that comes next
	Planned bool                  `json:"planned,omitempty"` // Left is known
	Left    []string              `json:"left,omitempty"`    // resources not looked at yet
	Failed  []string              `json:"failed,omitempty"`  // what could not be looked at, in words
}

// reconciliation is a run of Reconciliation.
type reconciliation struct {
	ReconciliationState
	input ReconciliationInput
	log   log.Logger
}

// Reconciliation holds four records against each other, in this order: the ledger
// against the owners, the owners against the ledger, the ledger against the outside
// system, the requests against their runs. It has owners look, ends what people hold
// who left, and writes down what is not ours; it never gives or lengthens anything. It
// may be terminated without harm.
func Reconciliation(ctx workflow.Context, input ReconciliationInput) error {
	r := &reconciliation{input: input, log: workflow.GetLogger(ctx)}
	if input.State != nil {
		r.ReconciliationState = *input.State
	} else {
		r.begin(ctx)
	}
	return r.run(ctx)
}

func (r *reconciliation) begin(ctx workflow.Context) {
	id := r.input.ID
	if id == "" {
		id = workflow.GetInfo(ctx).FirstRunID
	}
	r.Record = access.Reconciliation{
		ID: id, Connector: r.input.Connector, By: r.input.By, StartedAt: workflow.Now(ctx), State: access.Reconciling,
	}
}

// stage is one of the comparisons.
type stage struct {
	says string
	run  func(workflow.Context) (again bool, err error)
}

func (r *reconciliation) stages() []stage {
	var work *activities.ReconcileWork
	return []stage{
		r.sweep("the ledger against the owners of access", work.RestartOwners),
		r.sweep("the owners of access against the ledger", work.CompareOwners),
		{"the ledger against " + r.input.Connector, r.lookAround},
		r.sweep("the requests against their runs", work.FindLostRequests),
	}
}

// sweep is a stage that is one piece of work.
func (r *reconciliation) sweep(says string, work any) stage {
	return stage{says, func(ctx workflow.Context) (bool, error) {
		var found access.ReconciliationCounts
		ctx = withComparison(ctx, Queue, says)
		err := workflow.ExecuteActivity(ctx, work, activities.ReconcileInput{Connector: r.input.Connector}).Get(ctx, &found)
		r.Record.Counts.Add(found)
		return false, err
	}}
}

func (r *reconciliation) run(ctx workflow.Context) error {
	stages := r.stages()
	for r.Stage < len(stages) {
		stage := stages[r.Stage]
		r.Record.Detail = "Comparing " + stage.says + "."
		if err := r.save(ctx); err != nil {
			return err
		}
		again, err := stage.run(ctx)
		switch {
		case temporal.IsCanceledError(err):
			return r.cancelled(ctx, err)
		case err != nil:
			r.fail(stage.says, err)
		case again:
			return workflow.NewContinueAsNewError(ctx, ReconciliationWorkflow, r.next())
		}
		r.Stage++
	}
	return r.end(ctx)
}

func (r *reconciliation) next() ReconciliationInput {
	input := r.input
	input.State = &r.ReconciliationState
	return input
}

// fail leaves a part out. The next reconciliation looks at it again.
func (r *reconciliation) fail(says string, err error) {
	r.log.Warn("a part could not be compared", "part", says, "error", err)
	if len(r.Failed) < 5 {
		r.Failed = append(r.Failed, fmt.Sprintf("%s: %s.", says, sentence(err)))
	}
}

func (r *reconciliation) end(ctx workflow.Context) error {
	r.Record.State, r.Record.EndedAt, r.Record.Detail = access.Reconciled, workflow.Now(ctx), ""
	if len(r.Failed) > 0 {
		r.Record.State = access.Unreconciled
		r.Record.Detail = fmt.Sprintf("It could not compare %s", r.Failed[0])
		if more := len(r.Failed) - 1; more > 0 {
			r.Record.Detail += fmt.Sprintf(" There is more, %d in all.", len(r.Failed))
		}
	}
	return r.save(ctx)
}

func (r *reconciliation) cancelled(ctx workflow.Context, err error) error {
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	r.Record.State, r.Record.EndedAt = access.Unreconciled, workflow.Now(ctx)
	r.Record.Detail = "It was cancelled in Temporal."
	if saving := r.save(ctx); saving != nil {
		r.log.Warn("a cancelled reconciliation could not be recorded", "error", saving)
	}
	return err
}

// save shows how far it has come.
func (r *reconciliation) save(ctx workflow.Context) error {
	var work *activities.ReconcileWork
	workflow.SetCurrentDetails(ctx, r.page())
	return onDatabase(ctx, "record how far it has come", 0, nil, work.SaveReconciliation, r.Record)
}

func (r *reconciliation) page() string {
	c := r.Record.Counts
	return fmt.Sprintf("**%s** %s\n\n%d keys, %d owners, %d of %d resources with %d holders, %d requests; %d owners told, %d started again.",
		r.input.Connector, r.Record.Detail, c.Keys, c.Owners, c.Looked, c.Resources, c.Holders, c.Requests, c.Told, c.Restarted)
}

// The bounds of a piece of a reconciliation: how long it may go without a word, and
// how long it is tried before it is left for the next time.
const (
	sweepSilence  = time.Minute
	sweepPatience = time.Hour
)

// withComparison is for work that goes through a list, says how far it has come, and goes on
// there when it is tried again. It comes after everything else.
func withComparison(ctx workflow.Context, queue, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:              queue,
		StartToCloseTimeout:    sweepPatience,
		ScheduleToCloseTimeout: sweepPatience,
		HeartbeatTimeout:       sweepSilence,
		WaitForCancellation:    true,
		DisableEagerExecution:  true,
		Priority:               temporal.Priority{PriorityKey: priorityBackground},
		Summary:                brief(summary),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: 2 * time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute, MaximumAttempts: 0,
		},
	})
}
