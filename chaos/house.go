package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
}

// settings are what a house is built from.
type settings struct {
	temporal  string // the program
	postgres  string // an address; empty is SQLite
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
		h.database = orders{Driver: string(store.Postgres), Database: given.postgres}
	}
	if err := h.openRecord(cases); err != nil {
		return h, err
	}
	if err := h.openOkta(cases); err != nil {
		return h, err
	}
	h.client, err = dial(h.temporal.address, func(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
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

// startWorker starts a worker that is to die, or to be hindered, at those points.
func (h *house) startWorker(points map[string]point, tell bool) (err error) {
	h.worker, err = startWorker(orders{
		Temporal: h.temporal.address, Driver: h.database.Driver, Database: h.database.Database, Okta: h.okta,
		Points: points, Tell: tell, Plant: h.plant,
	})
	return err
}

// begin submits the requests of a case; the second one of a pair comes while the
// first is held.
func (h *house) begin(r *run) error {
	r.began = time.Now()
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

// submit does what the API does: a request is recorded, and its run started right
// after, unless the API dies in between.
func (h *house) submit(r *run, id string) error {
	s := r.scenario
	now := time.Now().UTC()
	request := access.Request{
		ID: id, Automation: s.plan.Automation, AutomationTitle: s.Title, AutomationVersion: h.versions[s.plan.Automation], PlanHash: s.PlanHash,
		RequesterID: r.ID, SubjectID: r.ID, EntitlementID: "app/role", Bundle: s.bundle,
		Reason: "It is needed for what is planned.", Answers: s.answers, Ask: s.ask(now),
		State: access.RequestSubmitted, CreatedAt: now, Detail: "Recorded; it will be worked on in a moment.",
	}
	recorded, _, err := h.record.SubmitRequest(h.ctx, request, access.AuditLine{
		ID: id + "/request.submitted", At: now, Actor: r.ID, Action: "request.submitted", Object: "request/" + id, RequestID: id,
		Detail: r.ID + " asked.",
	})
	if err != nil {
		return err
	}
	if r.has(apiDies) {
		r.hit(passed{Case: r.ID, Point: point{Fault: apiDies}})
		return nil
	}
	things := entitlements()
	if len(s.bundle) == 0 {
		things = things[:1]
	}
	for range 100 {
		err = h.engine.StartRequest(h.ctx, workflows.NewRequestInput(recorded, s.Plan, access.Person{ID: r.ID, Name: r.ID}, things...))
		if err == nil {
			return h.record.MarkStarted(h.ctx, id)
		}
		time.Sleep(200 * time.Millisecond)
	}
	return fmt.Errorf("%s could not be started: %w", id, err)
}

// shut stops and removes everything.
func (h *house) shut() {
	h.cancel()
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
