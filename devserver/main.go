package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	uiversion "github.com/temporalio/ui-server/v2/server/version"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// stopLimit is how long a shutdown may take, in all.
const stopLimit = 5 * time.Second

func main() {
	stdout := os.Stdout
	// Libraries that print must not reach the parent's one line.
	os.Stdout = os.Stderr
	os.Exit(run(os.Args[1:], os.Stdin, stdout, os.Stderr))
}

// run is the whole life of the process and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	announce := &announcer{out: stdout}
	o, err := parseOptions(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		err = serve(watchLifetime(stdin, o.ExitWithStdin), o, announce, stderr)
	}
	if err != nil {
		announce.failed(err)
		return 1
	}
	return 0
}

// serve starts everything, announces it, and stops it again when ctx ends. A
// context that ends before ready is an ordinary stop.
func serve(ctx context.Context, o options, announce *announcer, stderr io.Writer) error {
	clearExporters()
	logger, closeLog, err := openLog(o, announce, stderr)
	if err != nil {
		return err
	}
	defer closeLog()

	err = serveLogged(ctx, o, announce, logger)
	if ctx.Err() != nil {
		logger.Info("Stopped.", tag.Error(context.Cause(ctx)))
		return nil
	}
	if err != nil {
		logger.Error("Not started.", tag.Error(err))
	}
	return err
}

func openLog(o options, announce *announcer, stderr io.Writer) (log.Logger, func(), error) {
	if o.LogFile == "" {
		return newLogger(stderr, o.LogLevel, announce.failed), func() {}, nil
	}
	if err := checkDirectory(o.LogFile, "--log-file"); err != nil {
		return nil, nil, err
	}
	file, err := openLogFile(o.LogFile, logFileLimit)
	if err != nil {
		return nil, nil, fmt.Errorf("open the log: %w", err)
	}
	return newLogger(file, o.LogLevel, announce.failed), func() { _ = file.Close() }, nil
}

// serveLogged does the work of serve. The lock comes before the look at the
// ports, so that a predecessor on its way out has left both.
func serveLogged(ctx context.Context, o options, announce *announcer, logger log.Logger) error {
	if err := checkDirectory(o.DB, "--db"); err != nil {
		return err
	}
	if err := lockDatabase(ctx, o.DB, lockPatience); err != nil {
		return err
	}
	o, ports, err := choosePorts(o)
	if err != nil {
		return err
	}
	if err := prepareDatabase(ctx, o.DB, headers.ServerVersion); err != nil {
		return err
	}
	store := storage(o.DB)
	if err := ensureNamespace(ctx, store, o.Namespace, o.Retention, o.SearchAttributes, logger); err != nil {
		return err
	}

	temporal, err := newServer(o, ports, store, logger)
	if err != nil {
		return fmt.Errorf("assemble Temporal: %w", err)
	}
	ui := newUI(o)
	// Whatever happens from here on, the file is left whole.
	defer stop(temporal, ui, o.DB, logger)
	if err := temporal.Start(); err != nil {
		return fmt.Errorf("start Temporal: %w", err)
	}
	go func() {
		// It ends the process by itself when it cannot listen.
		_ = ui.Start()
	}()
	if err := waitReady(ctx, o); err != nil {
		return err
	}
	announce.ready(readiness{
		Ready:     true,
		Frontend:  o.frontend(),
		UI:        "http://" + o.ui(),
		Server:    headers.ServerVersion,
		UIVersion: uiversion.UIVersion,
	})
	<-ctx.Done()
	return nil
}
