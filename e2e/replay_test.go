package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/curfewhq/curfew/workflows"
)

// recordVariable names a folder to keep the histories of this run in; see
// docs/contributing.md, "Record histories".
const recordVariable = "RECORD_HISTORIES"

// replays holds every history that this installation has made against today's
// code: it must come to the same decisions from the events alone.
func (h house) replays() {
	h.t.Helper()
	quiet := log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	connection, err := client.Dial(client.Options{HostPort: h.where.Temporal, Namespace: "curfew", Logger: quiet})
	if err != nil {
		h.t.Fatal(err)
	}
	defer connection.Close()
	replayer := worker.NewWorkflowReplayer()
	workflows.Register(replayer)
	count := 0
	for id, history := range h.histories(connection) {
		if err := replayer.ReplayWorkflowHistory(quiet, history); err != nil {
			h.t.Errorf("%s does not replay: %v", id, err)
		}
		h.keep(id, history)
		count++
	}
	if count == 0 {
		h.t.Error("there is no history to replay")
	}
}

func (h house) histories(connection client.Client) map[string]*historypb.History {
	h.t.Helper()
	ctx := context.Background()
	// By id and not by search, which lags behind.
	list, err := connection.WorkflowService().ListWorkflowExecutions(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: "curfew"})
	if err != nil {
		h.t.Fatal(err)
	}
	found := map[string]*historypb.History{}
	for _, execution := range list.GetExecutions() {
		id, run := execution.GetExecution().GetWorkflowId(), execution.GetExecution().GetRunId()
		history := &historypb.History{}
		events := connection.GetWorkflowHistory(ctx, id, run, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		for events.HasNext() {
			event, err := events.Next()
			if err != nil {
				h.t.Fatal(err)
			}
			history.Events = append(history.Events, event)
		}
		found[id+"@"+run] = history
	}
	return found
}

func (h house) keep(id string, history *historypb.History) {
	h.t.Helper()
	folder := os.Getenv(recordVariable)
	if folder == "" {
		return
	}
	content, err := protojson.Marshal(history)
	if err != nil {
		h.t.Fatal(err)
	}
	kind, _, _ := strings.Cut(id, "/")
	name := fmt.Sprintf("%s-%s-%d.json", strings.ReplaceAll(h.t.Name(), "/", "-"), kind, len(history.GetEvents()))
	if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
		h.t.Fatal(err)
	}
}
