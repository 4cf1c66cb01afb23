package main

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// answered is what became of an update.
type answered struct {
	refused error
	done    bool
}

func (*answered) Accept()                   {}
func (a *answered) Reject(err error)        { a.refused = err }
func (a *answered) Complete(_ any, _ error) { a.done = true }

func TestTheTwinAsksGivesAndTakesAwayAsTheProductDoes(t *testing.T) {
	record, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = record.Close() })
	if err := record.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	company, err := furnish(t.Context(), record, 1)
	if err != nil {
		t.Fatal(err)
	}
	person := personID(0)
	id := requestID(person)
	asked, _, err := record.SubmitRequest(t.Context(), company.ask(id, person), access.AuditLine{
		ID: "submitted", Action: "request.submitted", Actor: person, Object: "request/" + id, RequestID: id,
	})
	if err != nil {
		t.Fatal(err)
	}

	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	// The ledger asks the same clock whether a lease still justifies anything.
	env.SetStartTime(time.Now())
	world := &outside{}
	env.RegisterWorkflowWithOptions(handWritten, workflow.RegisterOptions{Name: twinWorkflow})
	env.RegisterActivity(&activities.RequestWork{Records: record})
	env.RegisterActivity(&activities.LedgerWork{Ledger: record})
	env.RegisterActivity(&activities.ConnectorWork{Provider: world, Ledger: record, Clock: env.Now, Log: slog.New(slog.DiscardHandler)})
	key := access.Key{Connector: connector, Subject: person, Resource: resource}
	own, managers := &answered{}, &answered{}
	decide := func(who string, heard *answered) func() {
		return func() {
			if _, held := world.held.Load(key); held {
				t.Error("it was given before anybody agreed")
			}
			env.UpdateWorkflow(workflows.UpdateDecide, who, heard, workflows.DecideInput{
				ApprovalID: id + ".manager", Decision: access.Decision{ID: who, PersonID: who, Verdict: access.Approve},
			})
		}
	}
	env.RegisterDelayedCallback(decide(person, own), time.Minute)
	env.RegisterDelayedCallback(decide(managerID, managers), time.Hour)
	env.RegisterDelayedCallback(func() {
		if _, held := world.held.Load(key); !held {
			t.Error("a second after the approval it is not held")
		}
	}, time.Hour+time.Second)
	env.ExecuteWorkflow(twinWorkflow, workflows.NewRequestInput(asked, company.plan, someone(person, managerID), company.thing))

	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	if own.refused == nil || own.done || managers.refused != nil || !managers.done {
		t.Errorf("the requester heard %+v, the manager %+v", own, managers)
	}
	if _, held := world.held.Load(key); held {
		t.Error("it was not taken away")
	}
	lease, err := record.Lease(t.Context(), id+".give")
	if err != nil || lease.State != access.Ended || lease.ConfirmedAt.Sub(lease.OpenedAt) < heldFor {
		t.Errorf("%+v, %v", lease, err)
	}
	lines, err := record.Audit(t.Context(), access.AuditFilter{RequestID: id}, access.Page{Limit: 100})
	if err != nil || len(lines.Items) != 10 {
		t.Errorf("%d audit lines, %v", len(lines.Items), err)
	}
}
