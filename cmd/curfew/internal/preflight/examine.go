package preflight

import (
	"context"
	"errors"
	"sync"

	"github.com/curfewhq/curfew/workflows"
)

// Examination is one look at everything that is open. All fields but Limit are
// required.
type Examination struct {
	Source    Source
	Selection Selection
	// Limit ends it after so many runs; zero is none.
	Limit int
	// Concurrency is how many histories are read and replayed at a time.
	Concurrency int
	// Register makes the workflows of this binary known; see workflows.Register.
	Register func(workflows.Registry)
	// Progress hears the counts after every run, one call at a time.
	Progress func(Counts)
}

var errLimit = errors.New("the limit is reached")

// Run looks at each run once. Its error means that the runs could not be listed to
// the end, and the report is of those that were looked at before.
func (e Examination) Run(ctx context.Context) (Report, error) {
	report := Report{Types: map[string]Counts{}}
	with, err := newReplay(e.Register)
	if err != nil {
		return report, err
	}
	var writing sync.Mutex
	found := make(chan Run)
	var examiners sync.WaitGroup
	for range e.Concurrency {
		examiners.Go(func() {
			for run := range found {
				writing.Lock()
				explain := report.room()
				writing.Unlock()
				became := e.look(ctx, with, run, explain)
				writing.Lock()
				report.add(run, became)
				e.Progress(report.Counts)
				writing.Unlock()
			}
		})
	}
	handed := 0
	err = e.Source.Open(ctx, e.Selection, func(run Run) error {
		if e.Limit > 0 && handed == e.Limit {
			return errLimit
		}
		select {
		case found <- run:
			handed++
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(found)
	examiners.Wait()
	if errors.Is(err, errLimit) {
		report.More, err = true, nil
	}
	return report, errors.Join(err, context.Cause(ctx))
}

func (e Examination) look(ctx context.Context, with *replay, run Run, explain bool) verdict {
	history, err := e.Source.History(ctx, run)
	switch {
	case errors.Is(err, ErrGone):
		return verdict{gone: true}
	case err != nil:
		return verdict{unread: err}
	default:
		return with.verdict(history, explain)
	}
}
