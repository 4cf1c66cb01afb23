package worker

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/workflows"
)

// Options are what a worker works with. All fields but Reconcile are required.
type Options struct {
	Temporal client.Client
	Records  activities.Records
	Ledger   activities.Ledger
	Owners   activities.Owners
	Outbox   Outbox
	Starter  Starter
	House    Housekeeper
	Changes  Changes
	Held     Held
	Limits   Limits
	Teller   Teller
	Leavers  activities.Leavers
	Switches Switches
	Killer   KillStarter
	Notice   workflows.LeaverNotice // who is told of people who left
	Late     workflows.LateNotice   // and of ends that are late
	Ends     LateEnds
	Outside  activities.Outside
	Books    activities.Books
	Runs     activities.Runs
	// Scheduler has every connector reconciled; Reconcile is how often, zero never.
	Scheduler Scheduler
	Reconcile time.Duration
	// Where reads expressions that choose people; see activities.RequestWork.
	Where      func(expression string) (activities.Chooser, error)
	Connectors map[string]*activities.ConnectorWork // by the connector's id
	Clock      func() time.Time
	Log        *slog.Logger
}

// Worker is the running half of Curfew: it may be stopped, killed and started at
// any time, and as many may run as there are machines.
type Worker struct {
	workers []worker.Worker
	rounds  []*rounds
}

// New registers everything; nothing runs before Start.
func New(options Options) *Worker {
	leavers := &leavers{held: options.Held, ender: options.Teller, clock: options.Clock}
	news := &news{changes: options.Changes, teller: options.Teller, leavers: leavers, notice: options.Notice}
	limits := &limits{changes: options.Limits, shortener: options.Teller}
	late := &late{ends: options.Ends, records: options.Records, notice: options.Late, outside: options.Outside, clock: options.Clock}
	w := &Worker{rounds: []*rounds{
		{every: relayEvery, pass: newRelay(options).pass, failed: "requests wait to be started", log: options.Log},
		{every: newsEvery, pass: news.pass, failed: "requests have not heard that people changed", log: options.Log},
		{every: leaversEvery, pass: leavers.pass, failed: "not everything that people who left held could be ended", log: options.Log},
		{every: limitsEvery, pass: limits.pass, failed: "leases have not heard that a limit was lowered", log: options.Log},
		{every: switchesEvery, pass: (&switches{thrown: options.Switches, starter: options.Killer}).pass, failed: "kill switches wait to be carried out", log: options.Log},
		{every: lateEvery, pass: late.pass, failed: "not everybody has heard of ends that are late", log: options.Log},
		{every: housekeepingEvery, pass: keepHouse(options.House, options.Clock), failed: "the house is not kept", log: options.Log},
		{every: schedulesEvery, pass: newSchedules(options.Scheduler, options.Connectors, options.Reconcile).pass, failed: "reconciliations are not scheduled", log: options.Log},
	}}
	w.workers = append(w.workers, newCore(options))
	for _, connector := range slices.Sorted(maps.Keys(options.Connectors)) {
		w.workers = append(w.workers, newConnector(options, connector))
	}
	return w
}

// Start begins to work and returns. An error means that Temporal could not be
// reached or does not have the namespace; what was started is stopped again.
func (w *Worker) Start() error {
	for i, each := range w.workers {
		if err := each.Start(); err != nil {
			for _, started := range w.workers[:i] {
				started.Stop()
			}
			return fmt.Errorf("the worker could not start: %w", err)
		}
	}
	for _, each := range w.rounds {
		each.start()
	}
	return nil
}

// Stop finishes what is under way within seconds and returns when nothing runs.
func (w *Worker) Stop() {
	for _, each := range w.rounds {
		each.stop()
	}
	for _, each := range slices.Backward(w.workers) {
		each.Stop()
	}
}

// stopTimeout is how long work under way may take to finish at a stop.
const stopTimeout = 5 * time.Second

// atOnce bounds what one worker has under way of each kind: tasks of workflows, work
// on our own database within them, and calls to others. What is more waits in its
// queue, where priorities count and nothing runs out of time; with the default of a
// thousand, all of a crowd would wait within their attempts, and be tried again.
const atOnce = 100

// killAtOnce is how many owners a kill switch tells at once.
const killAtOnce = 8

func newCore(options Options) worker.Worker {
	worker.SetStickyWorkflowCacheSize(cachedRuns(memory())) // of this whole process
	core := worker.New(options.Temporal, workflows.Queue, worker.Options{
		WorkflowTaskPollerBehavior:              worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{}),
		ActivityTaskPollerBehavior:              worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{}),
		MaxConcurrentWorkflowTaskExecutionSize:  atOnce,
		MaxConcurrentLocalActivityExecutionSize: atOnce,
		MaxConcurrentActivityExecutionSize:      atOnce,
		WorkerStopTimeout:                       stopTimeout,
		// A bug blocks the runs that meet it until it is mended, and fails none.
		WorkflowPanicPolicy: worker.BlockWorkflow,
	})
	workflows.Register(core)
	core.RegisterActivity(&activities.RequestWork{Records: options.Records, Owners: options.Owners, Where: options.Where})
	core.RegisterActivity(&activities.OutsideWork{Outside: options.Outside, Clock: options.Clock})
	core.RegisterActivity(&activities.LedgerWork{Ledger: options.Ledger})
	core.RegisterActivity(&activities.LeaverWork{Records: options.Records, Leavers: options.Leavers})
	core.RegisterActivity(&activities.KillWork{
		Directory: options.Records, Switches: options.Switches, Enders: options.Killer, AtOnce: killAtOnce, Clock: options.Clock,
	})
	core.RegisterActivity(&activities.LateWork{
		Records: options.Records, Leavers: options.Leavers, Tell: options.Late.To, Hooks: options.Late.Hooks,
	})
	core.RegisterActivity(&activities.ReconcileWork{Books: options.Books, Records: options.Records, Runs: options.Runs, Clock: options.Clock})
	return core
}

// newConnector runs the calls to one outside system, on a queue of its own.
func newConnector(options Options, connector string) worker.Worker {
	w := worker.New(options.Temporal, workflows.ConnectorQueue(connector), worker.Options{
		ActivityTaskPollerBehavior:         worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{}),
		MaxConcurrentActivityExecutionSize: 20, // below the concurrency that small organisations allow
		DisableWorkflowWorker:              true,
		WorkerStopTimeout:                  stopTimeout,
	})
	work := options.Connectors[connector]
	w.RegisterActivity(work)
	w.RegisterActivity(&activities.InventoryWork{Provider: work.Provider, Books: options.Books, Runs: options.Runs, Clock: options.Clock})
	return w
}
