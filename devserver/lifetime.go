package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

var errParentGone = errors.New("standard input ended")

// watchLifetime returns a context that ends when the process should stop; its
// cause says why. A second signal exits at once.
func watchLifetime(stdin io.Reader, exitWithStdin bool) context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())

	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		cancel(fmt.Errorf("signal: %s", <-signals))
		<-signals
		os.Exit(1)
	}()

	// A write to the pipe of a parent that is gone must fail and not kill: the
	// shutdown is still to come.
	signal.Ignore(syscall.SIGPIPE)

	if exitWithStdin {
		go func() {
			_, _ = io.Copy(io.Discard, stdin)
			cancel(errParentGone)
		}()
	}
	return ctx
}
