package preflight

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/curfewhq/curfew/workflows"
)

// What is cut off in the midst of a task's decisions does not replay, in any binary.
func TestAHistoryIsCutOnlyBetweenTasks(t *testing.T) {
	files, err := filepath.Glob("../../../../workflows/testdata/histories/TestEveryKind*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded histories: %v", err)
	}
	with, err := newReplay(workflows.Register)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		history := &historypb.History{}
		if err := protojson.Unmarshal(content, history); err != nil {
			t.Fatal(err)
		}
		for _, end := range decided(history) {
			if err := with.attempt(upTo(history, end)); err != nil {
				t.Errorf("%s, cut after event %d: %v", filepath.Base(file), end, err)
			}
		}
	}
}

func TestAWorkflowThatNeverRestsWouldBreak(t *testing.T) {
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	with, err := newReplay(func(registry workflows.Registry) {
		registry.RegisterWorkflowWithOptions(func(workflow.Context) error {
			<-never
			return nil
		}, workflow.RegisterOptions{Name: workflows.LeaverWorkflow})
	})
	if err != nil {
		t.Fatal(err)
	}
	with.patience = 10 * time.Millisecond
	content, err := os.ReadFile("../../../../workflows/testdata/histories/TestWhoLeavesLosesEverythingAndOneSummarySaysSo-leaver-21.json")
	if err != nil {
		t.Fatal(err)
	}
	history := &historypb.History{}
	if err := protojson.Unmarshal(content, history); err != nil {
		t.Fatal(err)
	}
	if found := with.verdict(history, true); found.broken == nil || !strings.Contains(found.broken.why, "does not come to rest") {
		t.Errorf("%+v", found)
	}
}
