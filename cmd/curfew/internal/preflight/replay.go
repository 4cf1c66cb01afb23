package preflight

import (
	"fmt"
	"log/slog"
	"strings"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

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
}

func newReplay(register func(workflows.Registry)) *replay {
	r := &replay{replayer: worker.NewWorkflowReplayer(), quiet: log.NewStructuredLogger(slog.New(slog.DiscardHandler))}
	register(r.replayer)
	return r
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

const (
	// stalled is how Temporal's SDK says that a workflow computed for a second
	// without coming to rest. A machine that is busy can be the cause too.
	stalled  = "TMPRL1101"
	attempts = 3
)

// attempt replays a history. A workflow that panics has an error like any other.
func (r *replay) attempt(history *historypb.History) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("the replay panics: %v", panicked)
		}
	}()
	for range attempts {
		err = r.replayer.ReplayWorkflowHistory(r.quiet, history)
		if err == nil || !strings.Contains(err.Error(), stalled) {
			return err
		}
	}
	return err
}
