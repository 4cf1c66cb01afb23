package temporalchild

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"
)

// How often a child that dies is started again: pauses double up to the longest,
// and begin anew once it has lived for a while.
const (
	firstPause   = 500 * time.Millisecond
	longestPause = 10 * time.Second
	mostAttempts = 6
	lived        = time.Minute
)

// Child is a running server that is kept running.
type Child struct {
	options Options
	ready   Ready
	cancel  context.CancelFunc
	ended   chan struct{}
	err     error
}

// Start runs the child and returns when it is ready. A child that says why it
// cannot start is a *Failure; then nothing is left running. ctx bounds the start
// only.
func Start(ctx context.Context, options Options) (*Child, error) {
	first, ready, err := launch(ctx, options)
	if err != nil {
		return nil, err
	}
	// Whatever port was picked is kept, so that everybody finds the next one.
	options.Port, options.UIPort = portOf(ready.Frontend, options.Port), uiPort(ready.UI, options.UIPort)
	watching, cancel := context.WithCancel(context.WithoutCancel(ctx))
	child := &Child{options: options, ready: ready, cancel: cancel, ended: make(chan struct{})}
	go func() {
		child.err = child.watch(watching, first)
		close(child.ended)
	}()
	return child, nil
}

// Ready is where the child listens; a restarted one listens there as well.
func (c *Child) Ready() Ready { return c.ready }

// Ended is closed when the child has died and could not be started again, or was
// stopped.
func (c *Child) Ended() <-chan struct{} { return c.ended }

// Err says, after Ended, why it could not be started again; nil after Stop.
func (c *Child) Err() error { return c.err }

// Stop stops it within seconds. A second call does nothing.
func (c *Child) Stop() {
	c.cancel()
	<-c.ended
}

func (c *Child) watch(ctx context.Context, running *process) error {
	pause, attempts := firstPause, 0
	for {
		since := time.Now()
		select {
		case <-ctx.Done():
			running.stop()
			return nil
		case <-running.done:
		}
		if time.Since(since) > lived {
			pause, attempts = firstPause, 0
		}
		c.options.Log.Warn("Temporal has died and is started again", "error", running.err)
		var err error
		for running, err = nil, errNoLine; err != nil; pause = min(2*pause, longestPause) {
			if attempts++; attempts > mostAttempts {
				return fmt.Errorf("the Temporal server has died and could not be started again: %w", err)
			}
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(pause):
			}
			running, _, err = launch(ctx, c.options)
			if errors.Is(err, context.Canceled) {
				return nil
			}
		}
	}
}

func portOf(address string, otherwise int) int {
	_, text, err := net.SplitHostPort(address)
	number, malformed := strconv.Atoi(text)
	if err != nil || malformed != nil {
		return otherwise
	}
	return number
}

func uiPort(address string, otherwise int) int {
	parsed, err := url.Parse(address)
	if err != nil {
		return otherwise
	}
	return portOf(parsed.Host, otherwise)
}
