package dev

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/cmd/curfew/internal/temporalchild"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
)

// house is everything that runs, in the order in which it was started.
type house struct {
	options  Options
	where    dataDir
	settings config.Config
	progress progress
	log      *slog.Logger

	console      net.Listener
	organisation *organisation
	record       *store.Store
	child        *temporalchild.Child
	connection   client.Client

	broken chan error // what ended by itself and should not have
	undo   []func()   // how to stop what was started, in reverse
}

// Run starts everything and returns when ctx has ended and everything has stopped.
// Its error is one sentence about why it could not start or go on; nothing is left
// running then.
func Run(ctx context.Context, options Options) error {
	h := &house{options: options, progress: progress{options.Err}, broken: make(chan error, 4)}
	defer h.stop()
	if err := h.start(ctx); err != nil {
		if ctx.Err() != nil {
			return nil // asked to stop before it had begun
		}
		return err
	}
	select {
	case <-ctx.Done():
		return nil
	case <-h.child.Ended():
		return fmt.Errorf("%w; what it said is in %s, and --data names another directory", h.child.Err(), h.where.file("temporal.log"))
	case err := <-h.broken:
		return err
	}
}

func (h *house) start(ctx context.Context) error {
	program, err := temporalchild.Find(h.options.Executable, config.Lookup(h.options.Environ, "PATH"))
	if err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		h.moveIn,
		h.openPorts,
		h.openRecord,
		func(ctx context.Context) error { return h.startTemporal(ctx, program) },
		h.furnish,
		h.startWork,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return h.say()
}

// moveIn takes the directory and opens the log.
func (h *house) moveIn(context.Context) error {
	var err error
	if h.where, err = openDirectory(h.options.Data); err != nil {
		return err
	}
	lock, err := h.where.lock()
	if err != nil {
		return err
	}
	h.later(func() { _ = lock.Close() }) // closing gives it back
	h.forgetAddresses()                  // of one that was killed

	if h.options.Verbose {
		h.log = wiring.Log(h.options.Settings.Log, h.options.Err)
		return nil
	}
	file, err := openLogFile(h.where.file("curfew.log"), logFileLimit)
	if err != nil {
		return withData(err)
	}
	h.later(func() { _ = file.Close() }) // the last lines of a log are not worth an error
	h.log = wiring.Log(h.options.Settings.Log, file)
	return nil
}

// openPorts takes the ports before anything else, so that a busy one is said
// before any state is touched.
func (h *house) openPorts(ctx context.Context) error {
	var err error
	if h.console, err = wiring.Listen(loopback(h.options.Ports.Console), "the console", "--port"); err != nil {
		return err
	}
	h.later(func() { _ = h.console.Close() }) // closed already where it was served
	if h.organisation, err = openOrganisation(h.options, h.where); err != nil {
		return err
	}
	h.later(h.organisation.close)
	if err := h.where.isAbout(h.organisation.name()); err != nil {
		return err
	}
	h.background(ctx, func(ctx context.Context) error { return h.organisation.serve(ctx, h.log) })
	return nil
}

// reconcileEvery suits the simulated company, whose people want to see it happen; a
// real organisation is read as often as is configured.
const reconcileEvery = time.Minute

func (h *house) openRecord(ctx context.Context) error {
	h.settings = config.Defaults()
	h.settings.Publish, h.settings.Leavers, h.settings.Late = h.options.Settings.Publish, h.options.Settings.Leavers, h.options.Settings.Late
	h.settings.Hooks, h.settings.Facts, h.settings.Events = h.options.Settings.Hooks, h.options.Settings.Facts, h.options.Settings.Events
	h.settings.Reconcile = h.options.Settings.Reconcile
	if h.options.simulated() {
		h.settings.Reconcile.Every = reconcileEvery
	}
	h.settings.Database = config.Database{Driver: config.SQLite, Path: h.where.file("curfew.db")}
	var err error
	if h.record, err = store.Open(ctx, store.Config{Driver: store.SQLite, Path: h.settings.Database.Path}); err != nil {
		return about(h.settings.Database.Path, err)
	}
	h.later(func() {
		if err := h.record.Close(); err != nil {
			h.log.Warn("the database did not close cleanly", "error", err)
		}
	})
	err = h.progress.during("Preparing the database", func() error { return h.record.Migrate(ctx) })
	return about(h.settings.Database.Path, err)
}

// background runs something until its turn to stop has come, which is after the
// end of ctx; that it ends earlier breaks the house.
func (h *house) background(ctx context.Context, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := run(ctx); err != nil && ctx.Err() == nil {
			h.broken <- err
		}
	}()
	h.later(func() { cancel(); <-done })
}

func (h *house) later(undo func()) { h.undo = append(h.undo, undo) }

func (h *house) stop() {
	for i := len(h.undo) - 1; i >= 0; i-- {
		h.undo[i]()
	}
}

func (h *house) forgetAddresses() {
	if err := os.Remove(h.where.file(addressesFile)); err != nil && !errors.Is(err, os.ErrNotExist) && h.log != nil {
		h.log.Warn("old addresses remain", "error", err)
	}
}
