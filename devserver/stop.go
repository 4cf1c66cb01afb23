package main

import (
	"context"
	"time"

	"github.com/temporalio/ui-server/v2/server"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.temporal.io/server/temporal"
)

// stop ends the UI and the services and leaves everything in the database file.
// Temporal waits for its callers in places; after most of stopLimit they are left
// behind. Nothing is lost by that: what was acknowledged is committed.
func stop(services temporal.Server, ui *server.Server, db string, logger log.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	ui.Stop()

	stopped := make(chan error, 1)
	go func() { stopped <- services.Stop() }()
	select {
	case err := <-stopped:
		if err != nil {
			logger.Warn("Temporal did not stop cleanly.", tag.Error(err))
		}
	case <-time.After(stopLimit - time.Second):
		logger.Warn("Temporal is still stopping; leaving it behind.")
	}
	if err := checkpoint(ctx, db); err != nil {
		logger.Warn("The write-ahead log stays for the next start.", tag.Error(err))
	}
}
