package simulation

import (
	"errors"
	"slices"
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
	if late := e.now().Sub(monday.Add(time.Hour)); late != 0 {
		t.Errorf("they fired %s late", late)
	}
}

func TestTimersFireInTheOrderOfTheirMomentsAndNotAfterTheyWereCancelled(t *testing.T) {
	t.Parallel()
	var fired []string
	e := begun(t, func(ctx workflow.Context) error {
		stopped, stop := workflow.WithCancel(ctx)
		id := workflow.GetInfo(ctx).WorkflowExecution.ID
		for _, set := range []struct {
			name string
			ctx  workflow.Context
			d    time.Duration
		}{{"late", ctx, time.Hour}, {"stopped", stopped, time.Minute}, {"soon", ctx, time.Minute}, {"as soon", ctx, time.Minute}, {"now", ctx, 0}} {
			timer := workflow.NewTimer(set.ctx, set.d)
			workflow.Go(ctx, func(ctx workflow.Context) {
				if err := timer.Get(ctx, nil); err != nil {
					fired = append(fired, id+" "+err.Error())
					return
				}
				fired = append(fired, id+" "+set.name)
			})
		}
		stop()
		return workflow.Sleep(ctx, 2*time.Hour)
	})
	e.start("other", "own", "")
	if err := e.run(); err != nil || !slices.Equal(fired, []string{
		"own canceled", "own now", "other canceled", "other now",
		"own soon", "own as soon", "other soon", "other as soon", "own late", "other late",
	}) {
		t.Errorf("fired %q, %v", fired, err)
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
