package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"google.golang.org/grpc"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// house is everything that access needs, in one folder, for one wave of cases.
type house struct {
	directory string
	cases     map[string]*run
	scenarios []scenario
	versions  map[string]int // by automation
	temporal  *server
	engine    *workflows.Client
	client    client.Client
	record    *store.Store
	database  orders // how the database is opened
	sim       *oktasim.Sim
	front     *front
	okta      string
	worker    *process
	plant     plant
	close     []func()
	ctx       context.Context
	cancel    context.CancelFunc
	acting    sync.WaitGroup // those who did something to a run and are not done with it

	asking sync.RWMutex // locked while a kill switch stands over everything

	mu         sync.Mutex
	complaints []error // what went wrong with the harness itself
}

// settings are what a house is built from.
type settings struct {
	temporal  string // the program
	postgres  string // the address of a server; empty is SQLite
	scenarios []scenario
	plant     plant
}

// openHouse starts everything but the worker.
func openHouse(given settings, cases []*run) (h *house, err error) {
	h = &house{cases: map[string]*run{}, scenarios: given.scenarios, versions: map[string]int{}, plant: given.plant}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	defer func() {
		if err != nil {
			h.shut()
		}
	}()
	for _, each := range cases {
		h.cases[each.ID] = each
	}
	memory := "/dev/shm" // kill -9 of a process loses nothing that is written there
	if _, err := os.Stat(memory); err != nil {
		memory = ""
	}
	if h.directory, err = os.MkdirTemp(memory, "curfew-chaos-"); err != nil {
		return h, err
	}
	h.close = append(h.close, func() { _ = os.RemoveAll(h.directory) })
	if h.temporal, err = startTemporal(given.temporal, h.directory); err != nil {
		return h, err
	}
	h.close = append(h.close, func() { h.temporal.stop() })
	h.database = orders{Driver: string(store.SQLite), Database: filepath.Join(h.directory, "curfew.db")}
	if given.postgres != "" {
		address, drop, err := newDatabase(h.ctx, given.postgres)
		if err != nil {
			return h, err
		}
		h.close = append(h.close, drop)
		h.database = orders{Driver: string(store.Postgres), Database: address}
	}
	if err := h.openRecord(cases); err != nil {
		return h, err
	}
	if err := h.openOkta(cases); err != nil {
		return h, err
	}
	h.client, err = dial(h.temporal.address, slog.New(slog.DiscardHandler), func(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		compress(request)
		return invoke(ctx, method, request, reply, connection, options...)
	})
	if err != nil {
		return h, err
	}
	h.close = append(h.close, h.client.Close)
	h.engine = workflows.NewClient(h.client, namespace)
	return h, nil
}

func (h *house) openRecord(cases []*run) (err error) {
	if h.record, err = open(h.ctx, h.database); err != nil {
		return err
	}
	h.close = append(h.close, func() { _ = h.record.Close() })
	if err := h.record.Migrate(h.ctx); err != nil {
		return err
	}
	if err := furnish(h.ctx, h.record, cases); err != nil {
		return err
	}
	for _, each := range h.scenarios {
		published := each.Published
		published.Name = each.plan.Automation
		if h.versions[published.Name], _, err = h.record.Publish(h.ctx, published); err != nil {
			return err
		}
	}
	return nil
}

func (h *house) openOkta(cases []*run) (err error) {
	limits := oktasim.Limits()
	for class := range limits {
		limits[class] = 1_000_000
	}
	if h.sim, err = oktasim.New(oktasim.Options{Token: oktaToken, Seed: organisation(cases), Limits: limits}); err != nil {
		return err
	}
	h.front = newFront(h.sim)
	h.front.justified = h.justified
	h.okta, err = h.front.serve(h.ctx)
	return err
}

// justified looks for a committed lease that is not over and says when it ends.
func (h *house) justified(caseID, group string) bool {
	key := access.Key{Connector: connector, Subject: accountOf(caseID), Resource: "group/" + group}
	record, err := h.record.LoadKey(h.ctx, key)
	if err != nil {
		return false
	}
	for _, lease := range record.Leases {
		if !lease.State.Over() && !lease.HardEnd.IsZero() {
			return true
		}
	}
	return record.Baseline != nil && record.Baseline.Present
}

// startWorker starts a worker with orders of its own; what is the same for all of the
// house is filled in.
func (h *house) startWorker(given orders) (err error) {
	given.Temporal, given.Driver, given.Database, given.Okta = h.temporal.address, h.database.Driver, h.database.Database, h.okta
	given.Plant, given.Log = h.plant, filepath.Join(h.directory, workerLog)
	h.worker, err = startWorker(given, h.act)
	return err
}

// workerLog is what all workers of a house log to.
const workerLog = "worker.log"

// begin submits the requests of a case; the second one of a pair comes while the
// first is held.
func (h *house) begin(r *run) error {
	if r.has(killsSystem) {
		time.Sleep(time.Duration(point{Place: "begin", Which: r.ID}.chance()) % spread)
		h.asking.RLock()
		defer h.asking.RUnlock()
	}
	r.asks()
	for i, id := range r.ids() {
		if i > 0 {
			time.Sleep(aWhile / 2)
		}
		if err := h.submit(r, id); err != nil {
			return err
		}
	}
	return nil
}

// spread is in how much time those begin who may meet a kill switch at any moment.
const spread = 3 * time.Second

// submit does what the API does: a request is recorded, and its run started right
// after, unless the API dies in between.
func (h *house) submit(r *run, id string) error {
	s := r.scenario
	now := time.Now().UTC()
	request := access.Request{
		ID: id, Automation: r.automation(), AutomationTitle: s.Title, AutomationVersion: h.versions[s.plan.Automation], PlanHash: s.PlanHash,
		RequesterID: r.ID, SubjectID: r.ID, EntitlementID: r.entitlement(), Bundle: s.bundle,
		Reason: r.reason(), Answers: s.answers, Ask: s.ask(now),
		State: access.RequestSubmitted, CreatedAt: now, Detail: "Recorded; it will be worked on in a moment.",
	}
	line := access.AuditLine{
		ID: id + "/request.submitted", At: now, Actor: r.ID, Action: "request.submitted", Object: "request/" + id, RequestID: id,
		Detail: r.ID + " asked.",
	}
	recorded, _, err := h.record.SubmitRequest(h.ctx, request, line)
	if err != nil {
		return err
	}
	if r.has(apiDies) {
		r.hit(passed{Case: r.ID, Point: point{Fault: apiDies}})
		return nil
	}
	things := r.things()
	for range 100 {
		err = h.engine.StartRequest(h.ctx, workflows.NewRequestInput(recorded, s.Plan, access.Person{ID: r.ID, Name: r.ID}, things...))
		if err == nil && r.has(apiStarts) {
			return h.askTwice(r, request, line)
		}
		if err == nil {
			return h.record.MarkStarted(h.ctx, id)
		}
		time.Sleep(200 * time.Millisecond)
	}
	return fmt.Errorf("%s could not be started: %w", id, err)
}

// askTwice is for whoever asked and heard nothing: the run is there, nobody noted that
// it was started, and the same is asked for again.
func (h *house) askTwice(r *run, request access.Request, line access.AuditLine) error {
	r.hit(passed{Case: r.ID, Point: point{Fault: apiStarts}})
	_, created, err := h.record.SubmitRequest(h.ctx, request, line)
	if created {
		r.wonder(request.ID + " was recorded twice")
	}
	return err
}

// shut stops and removes everything.
func (h *house) shut() {
	h.cancel()
	h.acting.Wait()
	if h.worker != nil {
		h.worker.kill()
	}
	for i := len(h.close) - 1; i >= 0; i-- {
		h.close[i]()
	}
}

// refused reports a no that another attempt would not change.
func refused(err error) bool {
	var refusal *access.Refusal
	return errors.As(err, &refusal) && refusal.Code != access.CodeUnavailable
}
