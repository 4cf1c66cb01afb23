package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"google.golang.org/grpc"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/worker"
	"github.com/curfewhq/curfew/workflows"
)

// ordersVariable makes this program a worker process with these orders.
const ordersVariable = "CURFEW_CHAOS_ORDERS"

// namespace is Temporal's.
const namespace = "curfew"

// work is the life of a worker process: the product's own worker, watched. It ends
// by SIGKILL, or when what started it has ended.
func work(text string) error {
	var given orders
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		return fmt.Errorf("the orders cannot be read: %w", err)
	}
	file, err := openLog(given.Log)
	if err != nil {
		return err
	}
	// Everything is logged, so that the oracle sees what could be said.
	logger := slog.New(slog.NewTextHandler(file, &slog.HandlerOptions{Level: slog.LevelDebug}))
	record, err := open(context.Background(), given)
	if err != nil {
		return err
	}
	watch := newWatch(given, os.Stdout)
	connection, err := dial(given.Temporal, logger, newLine(watch).intercept)
	if err != nil {
		return err
	}
	kept := &records{Store: record, watch: watch}
	outside, err := okta.New(okta.Config{OrgURL: given.Okta, Token: oktaToken, Insecure: true})
	if err != nil {
		return err
	}
	var ledger activities.Ledger = kept
	var connected integrations.Provider = &provider{Provider: outside, Inventory: outside, watch: watch}
	ledger, connected = given.Plant.into(ledger, connected)
	engine := workflows.NewClient(connection, namespace)
	runs := given.Plant.among(engine)
	options := worker.Options{
		Temporal: connection, Records: kept, Ledger: ledger, Owners: engine, Outbox: record, Starter: engine,
		House: record, Changes: record, Held: record, Limits: record, Teller: engine, Leavers: record, Outside: facts{}, Ends: record,
		Switches: record, Killer: engine, Books: soonLost{record}, Runs: runs, Scheduler: engine, Reconcile: given.Reconcile,
		Where: func(string) (activities.Chooser, error) {
			return nil, access.Refuse(access.CodeInvalid, "nobody is chosen")
		},
		Connectors: map[string]*activities.ConnectorWork{connector: {Provider: connected, Ledger: ledger, Clock: time.Now, Log: logger}},
		Clock:      time.Now, Log: logger,
	}
	// Whoever keeps a worker running starts it again while Temporal is away.
	for worker.New(options).Start() != nil {
		time.Sleep(time.Second)
	}
	named := bufio.NewScanner(os.Stdin)
	for named.Scan() {
		watch.letGo(named.Text())
	}
	return named.Err()
}

// openLog opens a log to add to it; without a name nothing is kept.
func openLog(name string) (io.WriteCloser, error) {
	if name == "" {
		name = os.DevNull
	}
	return os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

func open(ctx context.Context, given orders) (*store.Store, error) {
	return store.Open(ctx, store.Config{Driver: store.Driver(given.Driver), Path: given.Database, URL: given.Database})
}

// dial opens a connection to Temporal on which calls are intercepted.
func dial(address string, logger *slog.Logger, intercept grpc.UnaryClientInterceptor) (client.Client, error) {
	return client.NewLazyClient(client.Options{
		HostPort: address, Namespace: namespace, Logger: log.NewStructuredLogger(logger),
		ConnectionOptions: client.ConnectionOptions{DialOptions: []grpc.DialOption{grpc.WithChainUnaryInterceptor(intercept)}},
	})
}
