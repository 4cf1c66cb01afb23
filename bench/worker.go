package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations/hook"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/worker"
	"github.com/curfewhq/curfew/workflows"
)

const namespace = "curfew"

// The two that are compared.
const (
	product = "product"
	byHand  = "by hand"
)

// work is a worker process: it says when it is ready, and works until its standard
// input ends.
func work(kind, temporal, database string) error {
	quiet := slog.New(slog.DiscardHandler)
	record, err := store.Open(context.Background(), store.Config{Driver: store.SQLite, Path: database})
	if err != nil {
		return err
	}
	defer func() { _ = record.Close() }() // every write is committed by itself
	connection, err := client.Dial(client.Options{HostPort: temporal, Namespace: namespace, Logger: log.NewStructuredLogger(quiet)})
	if err != nil {
		return err
	}
	defer connection.Close()
	running, err := newWorker(kind, connection, record, quiet)
	if err != nil {
		return err
	}
	if err := running.Start(); err != nil {
		return err
	}
	defer running.Stop()
	fmt.Println("ready")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

type starter interface {
	Start() error
	Stop()
}

func newWorker(kind string, connection client.Client, record *store.Store, quiet *slog.Logger) (starter, error) {
	outside := &activities.ConnectorWork{Provider: &outside{}, Ledger: record, Clock: time.Now, Log: quiet}
	engine := workflows.NewClient(connection, namespace)
	switch kind {
	case product:
		return worker.New(worker.Options{
			Temporal: connection, Records: record, Ledger: record, Owners: engine, Outbox: record, Starter: engine,
			House: record, Changes: record, Held: record, Limits: record, Teller: engine, Leavers: record,
			Switches: record, Killer: engine, Books: record, Runs: engine, Scheduler: engine,
			Ends: record, Outside: hook.New(nil, nil, http.DefaultClient, time.Now),
			Connectors: map[string]*activities.ConnectorWork{connector: outside}, Clock: time.Now, Log: quiet,
		}), nil
	case byHand:
		return newTwinWorker(connection, record, engine, outside), nil
	default:
		return nil, errors.New("a worker is of the product or by hand")
	}
}

// twinWorker has the same queues and the same options as the product's.
type twinWorker struct{ core, connector sdk.Worker }

func newTwinWorker(connection client.Client, record *store.Store, owners activities.Owners, outside *activities.ConnectorWork) *twinWorker {
	pollers := sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{})
	w := &twinWorker{
		core: sdk.New(connection, workflows.Queue, sdk.Options{
			WorkflowTaskPollerBehavior: pollers, ActivityTaskPollerBehavior: pollers, WorkflowPanicPolicy: sdk.BlockWorkflow,
		}),
		connector: sdk.New(connection, workflows.ConnectorQueue(connector), sdk.Options{
			ActivityTaskPollerBehavior: pollers, MaxConcurrentActivityExecutionSize: 20, DisableWorkflowWorker: true,
		}),
	}
	w.core.RegisterWorkflowWithOptions(handWritten, workflow.RegisterOptions{Name: twinWorkflow})
	w.core.RegisterActivity(&activities.RequestWork{Records: record, Owners: owners})
	w.core.RegisterActivity(&activities.LedgerWork{Ledger: record})
	w.connector.RegisterActivity(outside)
	return w
}

func (w *twinWorker) Start() error { return errors.Join(w.core.Start(), w.connector.Start()) }

func (w *twinWorker) Stop() {
	w.connector.Stop()
	w.core.Stop()
}
