package workflows

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// world is an outside system and a ledger in memory, on the test environment's
// virtual time. Both keep what happened, in order, for the oracle.
type world struct {
	mu      sync.Mutex
	env     *testsuite.TestWorkflowEnvironment
	held    access.Holding
	effects []effectSeen
	leases  map[string]access.Lease
	record  access.KeyRecord
	audit   []access.AuditLine
	told    []access.Lease
	paged   []access.Message
	posted  []integrations.HookEvent
	hooks   []string
	plans   []*plan
	carried []OwnerState // from each run to the next
	schema  int          // of the first run, where it is not today's
	// fail is asked before each call to the outside system; after it had its
	// effect where late is true.
	fail     func(do string) (err error, late bool)
	ledgerUp func() bool
}

type effectSeen struct {
	do string
	at time.Time
	// justified by a live lease row at that moment
	justified bool
	left      access.Holding // what is held after it
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{leases: map[string]access.Lease{}}
	w.renew(monday)
	return w
}

// renew gives the world a Temporal that has nothing running, at that moment.
func (w *world) renew(at time.Time) {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	w.env = suite.NewTestWorkflowEnvironment()
	w.env.SetTestTimeout(time.Minute)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: time.Minute}) // a busy machine is no deadlock
	w.env.SetStartTime(at)
	w.env.RegisterWorkflowWithOptions(EntitlementAccess, workflow.RegisterOptions{Name: OwnerWorkflow})
	w.env.RegisterActivity(&activities.LedgerWork{Ledger: w})
	w.env.RegisterActivity(&activities.LateWork{Records: crowd{w: w}, Leavers: crowd{w: w}, Tell: []string{"mara"}, Hooks: w.hooks})
	w.env.RegisterActivity(&activities.OutsideWork{Outside: crowd{w: w}, Clock: w.env.Now})
	w.env.RegisterActivity(&activities.ConnectorWork{Provider: w, Ledger: w, Clock: w.env.Now, Log: slog.New(slog.DiscardHandler)})
	for _, p := range w.plans {
		w.plan(p)
	}
	w.env.OnSignalExternalWorkflow(mock.Anything, mock.Anything, mock.Anything, SignalLease, mock.Anything).
		Return(func(_, _, _, _ string, arg any) error {
			w.hears(arg.(access.Lease))
			return nil
		}).Maybe()
}

func (w *world) hears(lease access.Lease) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, lease)
}

var monday = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)

var testKey = access.Key{Connector: "okta", Subject: "00uada", Resource: "group/00gjira"}

func leaseFor(id string, duration time.Duration) access.Lease {
	return access.Lease{
		ID: id, RequestID: "r-" + id, PersonID: "ada", EntitlementID: "jira/user", Label: "Jira / User for Ada",
		Key: testKey, From: monday, GiveUp: monday.Add(24 * time.Hour), Duration: duration,
		HardEnd: monday.Add(24*time.Hour + duration), State: access.Opening,
	}
}

// acquireAt hands a lease over at a moment of virtual time. The answer is the first that
// its request hears.
func (w *world) acquireAt(after time.Duration, lease access.Lease) {
	w.env.RegisterDelayedCallback(func() {
		w.env.UpdateWorkflow(UpdateAcquire, "acquire/"+lease.ID, &testsuite.TestUpdateCallback{
			OnReject: func(err error) { panic(err) }, OnAccept: func() {},
			OnComplete: func(held any, err error) {
				if err == nil {
					w.hears(held.(access.Lease))
				}
			},
		}, lease)
	}, after)
}

func (w *world) endAt(after time.Duration, in EndInput) {
	w.env.RegisterDelayedCallback(func() {
		w.env.UpdateWorkflow(UpdateEnd, "end/"+in.LeaseID, &testsuite.TestUpdateCallback{
			OnReject: func(err error) { panic(err) }, OnAccept: func() {}, OnComplete: func(any, error) {},
		}, in)
	}, after)
}

// run follows the owner through all its runs to its end, and says how many there were.
func (w *world) run(t *testing.T) (runs int) {
	t.Helper()
	input := NewOwnerInput(testKey)
	input.Schema = cmp.Or(w.schema, input.Schema)
	for {
		runs++
		w.env.ExecuteWorkflow(OwnerWorkflow, input)
		if !w.env.IsWorkflowCompleted() {
			t.Fatal("the owner did not come to its end")
		}
		err := w.env.GetWorkflowError()
		if err == nil {
			return runs
		}
		var next *workflow.ContinueAsNewError
		if !errors.As(err, &next) {
			t.Fatalf("the owner failed: %v", err)
		}
		input = OwnerInput{}
		if err := converter.GetDefaultDataConverter().FromPayloads(next.Input, &input); err != nil {
			t.Fatal(err)
		}
		w.carried = append(w.carried, *input.State)
		w.renew(w.env.Now())
	}
}

// The outside system.

func (w *world) ReadBack(_ context.Context, _ access.Key, names []string) (access.Holding, error) {
	if err, _ := w.asked("read"); err != nil {
		return access.Holding{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.heldNow(names), nil
}

func (w *world) heldNow(names []string) access.Holding {
	holding := access.Holding{Present: w.held.Present, Attributes: map[string]string{}, Managed: w.held.Managed}
	for _, name := range names {
		holding.Attributes[name] = w.held.Attributes[name]
	}
	return holding
}

func (w *world) Provision(_ context.Context, _ access.Key, want access.Holding) (access.Holding, error) {
	err, late := w.asked("provision")
	if err != nil && !late {
		return access.Holding{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.see("provision")
	if w.held.Attributes == nil {
		w.held.Attributes = map[string]string{}
	}
	w.held.Present = true
	maps.Copy(w.held.Attributes, want.Attributes)
	w.effects[len(w.effects)-1].left = access.Holding{Present: true, Attributes: maps.Clone(w.held.Attributes)}
	if err != nil {
		return access.Holding{}, err
	}
	return access.Holding{Present: true, Attributes: maps.Clone(w.held.Attributes)}, nil
}

func (w *world) Deprovision(context.Context, access.Key) (integrations.Removal, error) {
	err, late := w.asked("deprovision")
	if err != nil && !late {
		return integrations.Removal{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.see("deprovision")
	w.held = access.Holding{}
	return integrations.Removal{}, err
}

func (w *world) Check(context.Context) error { return nil }

func (w *world) asked(do string) (error, bool) {
	if w.fail == nil {
		return nil, false
	}
	return w.fail(do)
}

func (w *world) see(do string) {
	seen := effectSeen{do: do, at: w.env.Now()}
	for _, lease := range w.leases {
		if !lease.State.Over() && seen.at.Before(lease.HardEnd) {
			seen.justified = true
		}
	}
	w.effects = append(w.effects, seen)
}

func (w *world) count(do string) (n int) {
	for _, seen := range w.effects {
		if seen.do == do {
			n++
		}
	}
	return n
}

func (w *world) endOf(t *testing.T, id string) access.Lease {
	t.Helper()
	lease, known := w.leases[id]
	if !known {
		t.Fatalf("the ledger has no lease %s", id)
	}
	return lease
}
