package workflows

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"github.com/curfewhq/curfew/builder"
)

// The recorded histories come from a running product (docs/contributing.md says
// how), never from the code under test: comparing code with what it just wrote
// would always pass.
//
// A kind of step without one could be changed without anybody noticing that
// sleeping runs of it no longer go on, so each has to be taken in some history.
func TestEveryRecordedHistoryReplaysAndEveryKindHasOne(t *testing.T) {
	files, err := filepath.Glob("testdata/histories/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded histories: %v", err)
	}
	taken := kindsTaken{}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{EnableLoggingInReplay: true})
			if err != nil {
				t.Fatal(err)
			}
			Register(replayer)
			if err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(taken)), file); err != nil {
				t.Error(err)
			}
		})
	}
	// The files are named by the beginning of the workflow's id.
	for _, beginning := range []string{"request", "access", "leaver"} {
		if files, err := filepath.Glob("testdata/histories/*-" + beginning + "-*.json"); err != nil || len(files) == 0 {
			t.Errorf("there is no recorded run of %s/…: %v", beginning, err)
		}
	}
	for _, kind := range builder.Kinds() {
		if !taken[kind] {
			t.Errorf("no recorded run took a step of the kind %s", kind)
		}
	}
}

// kindsTaken listens to the log of a replay.
type kindsTaken map[builder.Kind]bool

func (k kindsTaken) Enabled(context.Context, slog.Level) bool { return true }
func (k kindsTaken) WithAttrs([]slog.Attr) slog.Handler       { return k }
func (k kindsTaken) WithGroup(string) slog.Handler            { return k }

func (k kindsTaken) Handle(_ context.Context, record slog.Record) error {
	record.Attrs(func(attribute slog.Attr) bool {
		if record.Message == stepTaken && attribute.Key == "kind" {
			k[builder.Kind(attribute.Value.String())] = true
		}
		return true
	})
	return nil
}
