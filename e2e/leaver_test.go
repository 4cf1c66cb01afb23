package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// letter is a message as the API shows it.
type letter struct {
	About     string `json:"about"`
	Text      string `json:"text"`
	RequestID string `json:"request_id"`
}

// summaries are those of people who left.
func (p *person) summaries() (found []letter) {
	p.t.Helper()
	var list struct {
		Items []letter `json:"items"`
	}
	p.must(http.MethodGet, "/messages", nil, &list)
	for _, each := range list.Items {
		if each.About == "offboarding_summary" {
			found = append(found, each)
		}
	}
	return found
}

// readsPeople has the directory imported now; on its own it is every few minutes.
func (h house) readsPeople(data string) {
	h.t.Helper()
	out, errs, code := run(h.t, []string{
		"CURFEW_DATABASE_PATH=" + filepath.Join(data, "curfew.db"), "CURFEW_TEMPORAL_ADDRESS=" + h.where.Temporal,
		"CURFEW_OKTA_ORG_URL=" + h.where.Okta, "CURFEW_OKTA_API_TOKEN=" + simulatorToken,
	}, "migrate", "--demo")
	if code != 0 {
		h.t.Fatalf("migrate ended with %d: %s%s", code, out, errs)
	}
}

// leaverIsOver waits until the run that tells of somebody has come to its end.
func (h house) leaverIsOver(login string) {
	h.t.Helper()
	connection, err := client.Dial(client.Options{HostPort: h.where.Temporal, Namespace: "curfew"})
	if err != nil {
		h.t.Fatal(err)
	}
	defer connection.Close()
	eventually(h.t, time.Minute, "the run that tells of "+login+" is over", func() bool {
		list, err := connection.WorkflowService().ListWorkflowExecutions(h.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Namespace: "curfew"})
		if err != nil {
			h.t.Fatal(err)
		}
		for _, execution := range list.GetExecutions() {
			if strings.HasPrefix(execution.GetExecution().GetWorkflowId(), "leaver/"+oktasim.UserID(login)+"/") {
				return execution.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
			}
		}
		return false
	})
}

func TestWhoLeavesLosesEverythingAndOneSummarySaysSo(t *testing.T) {
	t.Parallel()
	security := &elsewhere{}
	server := httptest.NewServer(security)
	t.Cleanup(server.Close)
	settings, data := filepath.Join(t.TempDir(), "curfew.yaml"), t.TempDir()
	content := fmt.Sprintf("leavers: {tell: [manager, %s], hooks: [security]}\nhooks:\n  security: {url: %q, style: text}\n", oktasim.LoginBenCarter, server.URL)
	if err := os.WriteFile(settings, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	_, where := dev(t, data, "CURFEW_CONFIG="+settings)
	h := devHouse(t, where)
	ada, mara, ben := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee)), signIn(t, h.console, oktasim.LoginBenCarter)
	held := ada.opens(mara, time.Minute)
	waiting := ada.asks(automation, pass, time.Minute)
	mara.inbox(waiting.ID)

	if status := h.okta.call(http.MethodPost, "/api/v1/users/"+oktasim.UserID(employee)+"/lifecycle/deactivate", nil, nil); status != http.StatusOK {
		t.Fatalf("the organisation answered %d", status)
	}
	if !h.okta.member(lounge, employee) {
		t.Fatal("the organisation itself took the membership away, so this shows nothing")
	}
	h.readsPeople(data)
	h.leaverIsOver(employee)
	if h.okta.member(lounge, employee) {
		t.Fatal("a summary was sent, and they are still a member")
	}
	told := mara.summaries()
	if len(told) != 1 || len(ben.summaries()) != 1 || ben.summaries()[0] != told[0] || told[0].RequestID != "" {
		t.Fatalf("the manager got %+v, and who is named got %+v", told, ben.summaries())
	}
	for _, says := range []string{"is not active any more", "is over and confirmed: 2 things.", "; confirmed at ", "before it opened."} {
		if !strings.Contains(told[0].Text, says) {
			t.Errorf("%q does not say %q", told[0].Text, says)
		}
	}
	if heard := security.heard(); len(heard) != 1 || !strings.Contains(heard[0], "is not active any more") {
		t.Errorf("the hook heard %v", heard)
	}
	for id, want := range map[string]string{held.ID: "ended_early", waiting.ID: "cancelled"} {
		if state := mara.follows(id).State; state != want {
			t.Errorf("%s is %s instead of %s", id, state, want)
		}
	}
	h.replays()
}
