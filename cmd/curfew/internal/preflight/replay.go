package preflight

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"google.golang.org/protobuf/proto"

	"github.com/curfewhq/curfew/workflows"
)

// verdict is what became of one run; the zero value is well.
type verdict struct {
	gone   bool
	unread error
	broken *difference
}

// difference is where a run did something else than this binary would.
type difference struct {
	event int64
	why   string
}

// replay takes runs through what they did, with the workflows of this binary.
type replay struct {
	replayer worker.WorkflowReplayer
	quiet    log.Logger
	patience time.Duration
}

func newReplay(register func(workflows.Registry)) (*replay, error) {
	// The SDK gives a workflow one second to rest, which a busy machine may not.
	replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{DisableDeadlockDetection: true})
	if err != nil {
		return nil, err
	}
	register(replayer)
	return &replay{replayer: replayer, quiet: log.NewStructuredLogger(slog.New(slog.DiscardHandler)), patience: patience}, nil
}

// firstDecision is how many events a run has before it can have decided anything.
const firstDecision = 4

func (r *replay) verdict(history *historypb.History, explain bool) verdict {
	if len(history.GetEvents()) < firstDecision {
		return verdict{}
	}
	err := r.attempt(history)
	switch {
	case err == nil:
		return verdict{}
	case !explain:
		return verdict{broken: &difference{}}
	default:
		return verdict{broken: r.explain(history, err)}
	}
}

// patience is how long one replay may take. It takes milliseconds; a workflow that
// computes without coming to rest would take for ever.
const patience = 2 * time.Minute

var errRestless = errors.New("it does not come to rest")

// attempt replays a copy of a history, as the SDK writes into what it replays. A
// workflow that panics or never rests has an error like any other.
func (r *replay) attempt(history *historypb.History) error {
	done := make(chan error, 1)
	history = proto.CloneOf(history)
	go func() {
		defer func() {
			if panicked := recover(); panicked != nil {
				done <- fmt.Errorf("the replay panics: %v", panicked)
			}
		}()
		done <- r.replayer.ReplayWorkflowHistory(r.quiet, history)
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(r.patience):
		return errRestless
	}
}
