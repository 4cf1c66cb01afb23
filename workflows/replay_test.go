package workflows

import (
	"log/slog"
	"path/filepath"
	"testing"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// The recorded histories come from a running product (docs/contributing.md says
// how), never from the code under test: comparing code with what it just wrote
// would always pass.
func TestEveryRecordedHistoryReplays(t *testing.T) {
	files, err := filepath.Glob("testdata/histories/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded histories: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			replayer := worker.NewWorkflowReplayer()
			replayer.RegisterWorkflowWithOptions(AccessRequest, workflow.RegisterOptions{Name: RequestWorkflow})
			replayer.RegisterWorkflowWithOptions(EntitlementAccess, workflow.RegisterOptions{Name: OwnerWorkflow})
			if err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), file); err != nil {
				t.Error(err)
			}
		})
	}
}
