package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// ground is a running Temporal and a furnished record, without a worker.
type ground struct {
	folder   string
	program  string // of Temporal
	address  string // of Temporal
	temporal *process
	record   *store.Store
	client   client.Client
	engine   *workflows.Client
	company  company
}

func newGround(ctx context.Context, program string, people int) (g *ground, err error) {
	g = &ground{program: program}
	if g.folder, err = os.MkdirTemp("", "curfew-bench-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			g.clear()
		}
	}()
	if g.record, err = store.Open(ctx, store.Config{Driver: store.SQLite, Path: g.database()}); err != nil {
		return nil, err
	}
	if err = g.record.Migrate(ctx); err != nil {
		return nil, err
	}
	if g.company, err = furnish(ctx, g.record, people); err != nil {
		return nil, err
	}
	return g, g.start("0")
}

// start starts Temporal on its file, and connects to it.
func (g *ground) start(port string) (err error) {
	if g.temporal, g.address, err = startTemporal(g.program, g.histories(), port); err != nil {
		return err
	}
	quiet := log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	if g.client, err = client.Dial(client.Options{HostPort: g.address, Namespace: namespace, Logger: quiet}); err != nil {
		return err
	}
	g.engine = workflows.NewClient(g.client, namespace)
	return nil
}

func (g *ground) database() string  { return filepath.Join(g.folder, "curfew.db") }
func (g *ground) histories() string { return filepath.Join(g.folder, "temporal.db") }

// clear ends and removes all of it.
func (g *ground) clear() {
	if g.client != nil {
		g.client.Close()
	}
	if g.temporal != nil {
		g.temporal.stop()
	}
	if g.record != nil {
		_ = g.record.Close()
	}
	_ = os.RemoveAll(g.folder)
}

// disk is how many bytes a database has, with what is not yet in its main file.
func disk(path string) (bytes int64) {
	for _, part := range []string{path, path + "-wal"} {
		if info, err := os.Stat(part); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}
