package wiring

import (
	"log/slog"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/cmd/curfew/internal/metrics"
	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/worker"
	"github.com/curfewhq/curfew/workflows"
)

// Worker makes the worker; nothing runs before its Start. An error is about what is
// configured outside. Metrics count what it tries.
func Worker(settings config.Config, record *store.Store, connection client.Client, okta integrations.Provider, counted *metrics.Metrics, log *slog.Logger) (*worker.Worker, error) {
	outside, err := Outside(settings)
	if err != nil {
		return nil, err
	}
	engine := workflows.NewClient(connection, settings.Temporal.Namespace)
	return worker.New(worker.Options{
		Temporal: connection,
		Records:  record,
		Ledger:   record,
		Owners:   engine,
		Outbox:   record,
		Starter:  engine,
		House:    record,
		Changes:  record,
		Held:     record,
		Limits:   record,
		Teller:   engine,
		Leavers:  record,
		Switches: record,
		Killer:   engine,
		Notice:   workflows.LeaverNotice{To: settings.Leavers.Tell, Hooks: settings.Leavers.Hooks},
		Late:     workflows.LateNotice{To: settings.Late.Tell, Hooks: settings.Late.Hooks},
		Ends:     record,
		Outside:  outside,
		Books:    record,
		Runs:     engine,

		Scheduler: engine,
		Reconcile: settings.Reconcile.Every,

		Where: where,
		Connectors: map[string]*activities.ConnectorWork{
			seed.Connector: {Provider: okta, Ledger: record, Clock: time.Now, Log: log, Seen: counted.Seen},
		},
		Clock: time.Now,
		Log:   log,
	}), nil
}
