package preflight_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
	"github.com/curfewhq/curfew/workflows"
)

// archive holds the histories that the product recorded, as if all were open.
type archive struct {
	histories map[string]*historypb.History
	gone      string // was removed meanwhile
	locked    string // cannot be read
}

// histories are read once; nobody changes them.
var histories = sync.OnceValues(func() (map[string]*historypb.History, error) {
	files, err := filepath.Glob("../../../../workflows/testdata/histories/*.json")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("there are no recorded histories: %w", err)
	}
	found := map[string]*historypb.History{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		history := &historypb.History{}
		if err := protojson.Unmarshal(content, history); err != nil {
			return nil, err
		}
		found[filepath.Base(file)] = history
	}
	return found, nil
})

func recorded(t *testing.T) archive {
	t.Helper()
	found, err := histories()
	if err != nil {
		t.Fatal(err)
	}
	return archive{histories: maps.Clone(found)}
}

func typeOf(history *historypb.History) string {
	return history.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes().GetWorkflowType().GetName()
}

// of counts those of one workflow type.
func (a archive) of(name string) (count int) {
	for _, history := range a.histories {
		if typeOf(history) == name {
			count++
		}
	}
	return count
}

func (a archive) Count(context.Context, preflight.Selection) (int, error) {
	return len(a.histories), nil
}

func (a archive) Open(_ context.Context, _ preflight.Selection, visit func(preflight.Run) error) error {
	for id, history := range a.histories {
		if err := visit(preflight.Run{ID: id, RunID: "run", Type: typeOf(history)}); err != nil {
			return err
		}
	}
	return nil
}

func (a archive) History(_ context.Context, run preflight.Run) (*historypb.History, error) {
	switch run.ID {
	case a.gone:
		return nil, preflight.ErrGone
	case a.locked:
		return nil, errors.New("not today")
	default:
		return a.histories[run.ID], nil
	}
}

func examined(t *testing.T, source preflight.Source, limit int, register func(workflows.Registry)) preflight.Report {
	t.Helper()
	heard := 0
	report, err := preflight.Examination{
		Source: source, Limit: limit, Concurrency: 4, Register: register,
		Progress: func(counts preflight.Counts) { heard = counts.Looked() },
	}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if heard != report.Looked() {
		t.Errorf("progress ended at %d of %d", heard, report.Looked())
	}
	return report
}

// careless is a binary whose owners were changed without a guard.
type careless struct {
	workflows.Registry
	owner func(workflow.Context, workflows.OwnerInput) error
}

func (c careless) RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions) {
	if options.Name == workflows.OwnerWorkflow {
		w = c.owner
	}
	c.Registry.RegisterWorkflowWithOptions(w, options)
}

func with(owner func(workflow.Context, workflows.OwnerInput) error) func(workflows.Registry) {
	return func(registry workflows.Registry) { workflows.Register(careless{Registry: registry, owner: owner}) }
}

func TestACarelessChangeOfAWorkflowIsSaidOfEveryRunOfIt(t *testing.T) {
	source := recorded(t)
	owners := source.of(workflows.OwnerWorkflow)
	for name, change := range map[string]struct {
		owner func(workflow.Context, workflows.OwnerInput) error
		event int64
		why   string
	}{
		"a timer first": {func(ctx workflow.Context, input workflows.OwnerInput) error {
			if err := workflow.Sleep(ctx, time.Second); err != nil {
				return err
			}
			return workflows.EntitlementAccess(ctx, input)
		}, 8, "has ActivityTaskScheduled (ReadBack) there, which this binary would not do"},
		"an activity beside": {func(ctx workflow.Context, input workflows.OwnerInput) error {
			ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Second})
			workflow.ExecuteActivity(ctx, "Careless")
			return workflows.EntitlementAccess(ctx, input)
		}, 8, "has ActivityTaskScheduled (ReadBack) there"},
		"nothing at all": {func(workflow.Context, workflows.OwnerInput) error { return nil }, 8, "has ActivityTaskScheduled (ReadBack) there"},
		"a panic":        {func(workflow.Context, workflows.OwnerInput) error { panic("not written yet") }, 4, "not written yet"},
	} {
		t.Run(name, func(t *testing.T) {
			report := examined(t, source, 0, with(change.owner))
			if report.OK() || report.WouldBreak != owners || report.Types[workflows.OwnerWorkflow] != (preflight.Counts{WouldBreak: owners}) {
				t.Errorf("%d owners, and it says %+v", owners, report.Counts)
			}
			if want := len(source.histories) - owners; report.Replayed != want {
				t.Errorf("%d others replay instead of %d", report.Replayed, want)
			}
			for _, broken := range report.Broken {
				if broken.Type != workflows.OwnerWorkflow || !strings.Contains(broken.Why, change.why) || broken.Event != change.event {
					t.Errorf("%+v", broken)
				}
			}
		})
	}
}

func TestAChangeAtTheEndBreaksOnlyWhatCameThere(t *testing.T) {
	source, ended := recorded(t), map[string]int64{} // the end of each that came there, by its id
	for id, history := range source.histories {
		last := history.GetEvents()[len(history.GetEvents())-1]
		if typeOf(history) == workflows.OwnerWorkflow && last.GetWorkflowExecutionCompletedEventAttributes() != nil {
			ended[id] = last.GetEventId()
		}
	}
	report := examined(t, source, 0, with(func(ctx workflow.Context, input workflows.OwnerInput) error {
		if err := workflows.EntitlementAccess(ctx, input); err != nil {
			return err
		}
		return workflow.Sleep(ctx, time.Second)
	}))
	if len(ended) == 0 || report.WouldBreak != len(ended) {
		t.Errorf("%d came there, and it says %+v", len(ended), report.Counts)
	}
	for _, broken := range report.Broken {
		if at := ended[broken.Run.ID] - broken.Event; at < 0 || at > 4 || !strings.Contains(broken.Why, "would do StartTimer there, which the run did not") {
			t.Errorf("%+v", broken)
		}
	}
}

func TestWhatReplaysIsNotSaidToBreak(t *testing.T) {
	source := recorded(t)
	// Whatever moment it is looked at: in each of its tasks.
	for id, history := range maps.Clone(source.histories) {
		if !strings.HasPrefix(id, "TestGivingBack") {
			continue
		}
		for i, event := range history.GetEvents() {
			if event.GetWorkflowTaskStartedEventAttributes() != nil {
				source.histories[fmt.Sprintf("%s until %d", id, i)] = &historypb.History{Events: history.GetEvents()[:i+1]}
			}
		}
	}
	report := examined(t, source, 0, workflows.Register)
	if !report.OK() || report.Replayed != len(source.histories) {
		t.Errorf("%+v", report)
	}
}

func TestWhatCannotBeReadIsNotTakenAsWell(t *testing.T) {
	source := recorded(t)
	for id := range source.histories {
		if source.gone == "" {
			source.gone = id
		} else {
			source.locked = id
		}
	}
	report := examined(t, source, 0, workflows.Register)
	if report.OK() || report.NotRead != 1 || report.Gone != 1 || report.Replayed != len(source.histories)-2 {
		t.Errorf("%+v", report)
	}
	if len(report.Unread) != 1 || report.Unread[0].ID != source.locked || report.Unread[0].Why != "not today" {
		t.Errorf("%+v", report.Unread)
	}
}

func TestTheLimitIsSaid(t *testing.T) {
	report := examined(t, recorded(t), 3, workflows.Register)
	if report.Looked() != 3 || !report.More || !report.OK() {
		t.Errorf("%+v", report)
	}
}

func TestAWorkflowThatThisBinaryDoesNotKnowWouldBreak(t *testing.T) {
	source := recorded(t)
	report := examined(t, source, 0, func(registry workflows.Registry) {
		registry.RegisterWorkflowWithOptions(workflows.AccessRequest, workflow.RegisterOptions{Name: workflows.RequestWorkflow})
	})
	if report.Replayed != source.of(workflows.RequestWorkflow) || report.WouldBreak != len(source.histories)-report.Replayed {
		t.Errorf("%+v", report.Counts)
	}
	for _, broken := range report.Broken {
		if !strings.Contains(broken.Why, "unable to find workflow type") {
			t.Errorf("%+v", broken)
		}
	}
}

func TestAnInterruptionEndsIt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := preflight.Examination{
		Source: recorded(t), Concurrency: 1, Register: workflows.Register, Progress: func(preflight.Counts) {},
	}.Run(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
