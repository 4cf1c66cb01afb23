package main

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	uiversion "github.com/temporalio/ui-server/v2/server/version"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.temporal.io/server/common/headers"
)

// curfewAttributes are those of Curfew's workflows.
var curfewAttributes = []string{
	"CurfewState=Keyword", "CurfewAutomation=Keyword", "CurfewConnector=Keyword", "CurfewEntitlement=Keyword",
	"CurfewPerson=Keyword", "CurfewRequester=Keyword", "CurfewRisk=Keyword",
	"CurfewRequests=KeywordList", "CurfewEndsAt=Datetime", "CurfewAttention=Bool",
}

var (
	stateKey     = temporal.NewSearchAttributeKeyKeyword("CurfewState")
	requestsKey  = temporal.NewSearchAttributeKeyKeywordList("CurfewRequests")
	endsAtKey    = temporal.NewSearchAttributeKeyTime("CurfewEndsAt")
	attentionKey = temporal.NewSearchAttributeKeyBool("CurfewAttention")
)

const taskQueue = "serve-test"

// marked sets attributes of every kind that Curfew has and ends.
func marked(ctx workflow.Context) error {
	return workflow.UpsertTypedSearchAttributes(ctx,
		stateKey.ValueSet("active"),
		requestsKey.ValueSet([]string{"r1", "r2"}),
		endsAtKey.ValueSet(workflow.Now(ctx)),
		attentionKey.ValueSet(true),
	)
}

// counted takes updates until one asks it to end.
func counted(ctx workflow.Context) (int, error) {
	total := 0
	err := workflow.SetUpdateHandler(ctx, "add", func(_ workflow.Context, n int) (int, error) {
		total += n
		return total, nil
	})
	if err != nil {
		return 0, err
	}
	return total, workflow.Await(ctx, func() bool { return total >= 3 })
}

// TestServe is the life of one file: created, killed, upgraded with more
// attributes, stopped, and served again until the parent goes.
func TestServe(t *testing.T) {
	db := filepath.Join(t.TempDir(), "temporal.db")
	flags := func(attributes []string) []string {
		list := []string{"--db", db, "--port", "0", "--ui-port", "0", "--log-file", db + ".log", "--exit-with-stdin"}
		for _, attribute := range attributes {
			list = append(list, "--search-attribute", attribute)
		}
		return list
	}

	first := startChild(t, flags(curfewAttributes[:2])...)
	if !first.Ready.Ready || first.Ready.Server != headers.ServerVersion || first.Ready.UIVersion != uiversion.UIVersion {
		t.Fatalf("the server says %+v, %+v", first.Ready, first.Error)
	}
	checkUI(t, first.Ready.UI)
	checkNamespace(t, dial(t, first))
	execution, err := dial(t, first).ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{
		ID:                    "request/1",
		TaskQueue:             taskQueue,
		TypedSearchAttributes: temporal.NewSearchAttributes(stateKey.ValueSet("submitted")),
	}, marked)
	if err != nil {
		t.Fatal(err)
	}
	first.kill()

	second := startChild(t, flags(curfewAttributes)...)
	if !second.Ready.Ready {
		t.Fatalf("after a kill the server says %+v", second.Error)
	}
	temporalClient := dial(t, second)
	eventuallyCounts(t, temporalClient, `CurfewState = "submitted" AND ExecutionStatus = "Running"`, 1)
	checkAttributes(t, temporalClient)

	// The attributes that are new to the file work in the first task after
	// ready: a failed one would leave its event.
	w := worker.New(temporalClient, taskQueue, worker.Options{})
	w.RegisterWorkflow(marked)
	w.RegisterWorkflow(counted)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	if err := temporalClient.GetWorkflow(t.Context(), execution.GetID(), execution.GetRunID()).Get(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	events := temporalClient.GetWorkflowHistory(t.Context(), execution.GetID(), execution.GetRunID(), false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		if event.EventType == enumspb.EVENT_TYPE_WORKFLOW_TASK_FAILED {
			t.Errorf("a workflow task failed: %v", event.GetWorkflowTaskFailedEventAttributes())
		}
	}
	eventuallyCounts(t, temporalClient, `CurfewRequests = "r2" AND CurfewAttention = true AND CurfewEndsAt IS NOT NULL`, 1)

	checkUpdateWithStart(t, temporalClient)

	// The worker keeps polling, as a parent's does when everybody gets ^C.
	began := time.Now()
	if err := second.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := second.wait(); status != 0 {
		t.Errorf("SIGTERM gives exit status %d", status)
	}
	t.Logf("stopped in %s", time.Since(began))
	if took := time.Since(began); took > stopLimit+time.Second {
		t.Errorf("stopping took %s", took)
	}
	w.Stop()
	if info, err := os.Stat(db + "-wal"); err == nil && info.Size() > 0 {
		t.Errorf("%d bytes are left in the write-ahead log", info.Size())
	}

	third := startChild(t, flags(nil)...)
	checkAttributes(t, dial(t, third))
	if err := third.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if status := third.wait(); status != 0 {
		t.Errorf("the end of standard input gives exit status %d", status)
	}
}

func TestServeRefuses(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	busy := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	directory := t.TempDir()
	text := filepath.Join(directory, "notes.txt")
	write(t, text, []byte("not a database, but longer than its header\n"))
	fresh := filepath.Join(directory, "temporal.db")

	for name, test := range map[string]struct {
		args []string
		want startFailure
	}{
		"a busy frontend port": {[]string{"--db", fresh, "--port", busy}, startFailure{Code: codePortInUse, Flag: "--port"}},
		"a busy UI port":       {[]string{"--db", fresh, "--port", "0", "--ui-port", busy}, startFailure{Code: codePortInUse, Flag: "--ui-port"}},
		"no directory":         {[]string{"--db", filepath.Join(directory, "x", "y")}, startFailure{Code: codeDirectoryMissing, Flag: "--db"}},
		"no log directory":     {[]string{"--db", fresh, "--log-file", filepath.Join(directory, "x", "y")}, startFailure{Code: codeDirectoryMissing, Flag: "--log-file"}},
		"no database file":     {[]string{"--db", text, "--port", "0", "--ui-port", "0"}, startFailure{Code: codeDatabaseDamaged, Flag: "--db"}},
		"a wrong flag":         {[]string{"--db", fresh, "--retention", "soon"}, startFailure{Code: codeFlagInvalid, Flag: "--retention"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := startChild(t, append(test.args, "--log-level", "error")...)
			if c.Error == nil || c.Error.Code != test.want.Code || c.Error.Flag != test.want.Flag {
				t.Errorf("the server says %+v, %+v", c.Ready, c.Error)
			}
			if status := c.wait(); status != 1 {
				t.Errorf("the exit status is %d", status)
			}
			if _, err := os.Stat(fresh); err == nil {
				t.Error("a refused start created the database")
			}
		})
	}
}

func dial(t *testing.T, c *child) client.Client {
	t.Helper()
	connection, err := client.Dial(client.Options{HostPort: c.Ready.Frontend, Namespace: "curfew", Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	return connection
}

// quiet drops the SDK's complaints about a server that the test has killed.
type quiet struct{}

var _ log.Logger = quiet{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

func checkUI(t *testing.T, address string) {
	t.Helper()
	page, err := http.Get(address + "/namespaces/curfew/workflows")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	if page.StatusCode != http.StatusOK || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
		t.Errorf("the UI answers %s, %s", page.Status, page.Header.Get("Content-Type"))
	}
	answer, err := http.Get(address + "/api/v1/settings")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var settings struct {
		DefaultNamespace                     string
		DisableNewsFetch, NotifyOnNewVersion bool
	}
	if err := json.NewDecoder(answer.Body).Decode(&settings); err != nil {
		t.Fatal(err)
	}
	if settings.DefaultNamespace != "curfew" || !settings.DisableNewsFetch || settings.NotifyOnNewVersion {
		t.Errorf("the UI's settings are %+v", settings)
	}
	// Another site's page may not read the API through the browser.
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/api/v1/settings", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "https://example.com")
	foreign, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer foreign.Body.Close()
	if allowed := foreign.Header.Get("Access-Control-Allow-Origin"); allowed != "" {
		t.Errorf("the UI allows the origin %s", allowed)
	}
}

func checkNamespace(t *testing.T, temporalClient client.Client) {
	t.Helper()
	namespace, err := temporalClient.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: "curfew"})
	if err != nil {
		t.Fatal(err)
	}
	if retention := namespace.Config.WorkflowExecutionRetentionTtl.AsDuration(); retention != 30*24*time.Hour {
		t.Errorf("closed workflows are kept for %s", retention)
	}
}

func checkAttributes(t *testing.T, temporalClient client.Client) {
	t.Helper()
	list, err := temporalClient.OperatorService().ListSearchAttributes(t.Context(), &operatorservice.ListSearchAttributesRequest{Namespace: "curfew"})
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range attributes(t, curfewAttributes...) {
		if list.CustomAttributes[name] != kind {
			t.Errorf("search attribute %s is %s, want %s", name, list.CustomAttributes[name], kind)
		}
	}
}

// checkUpdateWithStart starts a workflow by its first update and finds it by the
// others.
func checkUpdateWithStart(t *testing.T, temporalClient client.Client) {
	t.Helper()
	for _, want := range []int{1, 2, 3} {
		handle, err := temporalClient.UpdateWithStartWorkflow(t.Context(), client.UpdateWithStartWorkflowOptions{
			StartWorkflowOperation: temporalClient.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
				ID:                       "access/1",
				TaskQueue:                taskQueue,
				WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
			}, counted),
			UpdateOptions: client.UpdateWorkflowOptions{
				UpdateName:   "add",
				Args:         []any{1},
				WaitForStage: client.WorkflowUpdateStageCompleted,
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		var total int
		if err := handle.Get(t.Context(), &total); err != nil || total != want {
			t.Errorf("the update gives %d, %v, want %d", total, err, want)
		}
	}
}

// eventuallyCounts polls, because visibility follows a workflow a moment later.
func eventuallyCounts(t *testing.T, temporalClient client.Client, query string, want int64) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		count, err := temporalClient.CountWorkflow(t.Context(), &workflowservice.CountWorkflowExecutionsRequest{Query: query})
		if err == nil && count.Count == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s counts %v, %v, want %d", query, count.GetCount(), err, want)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
