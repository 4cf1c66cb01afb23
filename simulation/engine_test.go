package simulation

import (
	"errors"
	"testing"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// begun is an engine in which one workflow of the test's own is about to begin.
func begun(t *testing.T, does func(workflow.Context) error) *engine {
	t.Helper()
	e := newEngine(t.Context(), monday, Limits{}.orDefault())
	e.env.RegisterWorkflowWithOptions(func(ctx workflow.Context, _ string) error { return does(ctx) }, workflow.RegisterOptions{Name: "own"})
	e.start("own", "own", "")
	return e
}

func TestASignalToNobodyIsAnErrorAndNoMore(t *testing.T) {
	t.Parallel()
	var told error
	e := begun(t, func(ctx workflow.Context) error {
		told = workflow.SignalExternalWorkflow(ctx, "request/none", "", "lease", access.Lease{}).Get(ctx, nil)
		return nil
	})
	if err := e.run(); err != nil || !isGone(told) {
		t.Errorf("%v, told %v", err, told)
	}
}

func TestAnUpdateThatWasAnsweredIsAnsweredTheSameAgain(t *testing.T) {
	t.Parallel()
	handled, refused := 0, errors.New("no")
	e := begun(t, func(ctx workflow.Context) error {
		handler := func(workflow.Context, int) (int, error) {
			handled++
			return handled, nil
		}
		validator := func(_ workflow.Context, arg int) error {
			if arg == 0 {
				return refused
			}
			return nil
		}
		if err := workflow.SetUpdateHandlerWithOptions(ctx, "add", handler, workflow.UpdateHandlerOptions{Validator: validator}); err != nil {
			return err
		}
		return workflow.Sleep(ctx, time.Hour)
	})
	var values []any
	var errs []error
	for _, sent := range []struct {
		id  string
		arg int
	}{{"a", 0}, {"a", 1}, {"a", 1}, {"b", 1}} {
		e.update("own", "add", sent.id, sent.arg, func(value any, err error) { values, errs = append(values, value), append(errs, err) })
		e.events = append(e.events, scheduled{at: monday.Add(time.Minute), do: func() {
			e.update("own", "add", sent.id, sent.arg, func(value any, err error) { values, errs = append(values, value), append(errs, err) })
		}})
	}
	if err := e.run(); err != nil {
		t.Fatal(err)
	}
	if handled != 2 || len(values) != 8 {
		t.Errorf("handled %d times, answered %v and %v", handled, values, errs)
	}
}

// More timers than the environment's queue has places, all at one moment.
func TestThousandsOfTimersAtOneMoment(t *testing.T) {
	t.Parallel()
	fired := 0
	e := begun(t, func(ctx workflow.Context) error {
		var timers []workflow.Future
		for range 3000 {
			timers = append(timers, workflow.NewTimer(ctx, time.Hour))
		}
		for _, timer := range timers {
			if err := timer.Get(ctx, nil); err != nil {
				return err
			}
			fired++
		}
		return nil
	})
	if err := e.run(); err != nil || fired != 3000 {
		t.Errorf("%d fired, %v", fired, err)
	}
	if late := e.now().Sub(monday.Add(time.Hour)); late < 0 || late > time.Microsecond {
		t.Errorf("they fired %s late", late)
	}
}

func TestAWorkflowThatBreaksIsReportedByItsName(t *testing.T) {
	t.Parallel()
	for name, does := range map[string]func(workflow.Context) error{
		"it panics": func(workflow.Context) error { panic("broken") },
		"a goroutine of it panics": func(ctx workflow.Context) error {
			workflow.Go(ctx, func(workflow.Context) { panic("broken") })
			return workflow.Sleep(ctx, time.Hour)
		},
		"it fails": func(workflow.Context) error { return errors.New("broken") },
	} {
		e := begun(t, does)
		if err := e.run(); err != nil || e.runs["own"].err == nil || !e.runs["own"].closed {
			t.Errorf("%s: %v, the run says %v", name, err, e.runs["own"].err)
		}
	}
}
