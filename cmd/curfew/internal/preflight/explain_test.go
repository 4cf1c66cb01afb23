package preflight

import (
	"os"
	"path/filepath"
	"testing"

	historypb "go.temporal.io/api/history/v1"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/curfewhq/curfew/workflows"
)

// What is cut off in the midst of a task's decisions does not replay, in any binary.
func TestAHistoryIsCutOnlyBetweenTasks(t *testing.T) {
	files, err := filepath.Glob("../../../../workflows/testdata/histories/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded histories: %v", err)
	}
	with := newReplay(workflows.Register)
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
