package e2e

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/workflows"
)

const (
	employee   = oktasim.LoginAdaLindqvist
	automation = "demo-minute"
	pass       = "demo/minute-pass"
	lounge     = oktasim.GroupDemoLounge
)

func TestAskGetApprovedGetAccessLoseItOnTime(t *testing.T) {
	t.Parallel()
	for name, installation := range map[string]func(*testing.T) house{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := installation(t)
			ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
			asked := ada.asks(automation, pass, 8*time.Second)
			if h.okta.member(lounge, employee) {
				t.Fatal("a member before anybody agreed")
			}
			mara.approves(asked.ID)
			open := ada.until(asked.ID, "open", time.Minute)
			if !h.okta.member(lounge, employee) {
				t.Fatal("shown as open, but the organisation says no member")
			}
			if length := open.Access.EndsAt.Sub(open.Access.OpenedAt); length != 8*time.Second {
				t.Errorf("lasts %s, asked for 8 s", length)
			}
			ended := ada.until(asked.ID, "completed", time.Minute)
			if h.okta.member(lounge, employee) {
				t.Fatal("shown as ended, but the organisation still says member")
			}
			if ended.Access.ConfirmedAt.Before(ended.Access.EndsAt) {
				t.Errorf("ended %s, before its time %s", ended.Access.ConfirmedAt, ended.Access.EndsAt)
			}
			want := []string{
				"request.submitted", "approval.opened", "decision.approved", "approval.approved", "request.approved",
				"access.claimed", "access.opened", "access.over", "access.ended", "request.completed",
			}
			if got := ada.actions(asked.ID); !slices.Equal(got, want) {
				t.Errorf("audit lines\n%v, want\n%v", got, want)
			}
			h.okta.wentInAndOutOnce(employee)
			h.replays()
		})
	}
}

func TestTheEndOfOneRequestLeavesTheAccessOfAnother(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	first := ada.opens(mara, 15*time.Second)
	second := ada.opens(mara, 30*time.Second)
	h.preflights(map[string]int{workflows.RequestWorkflow: 2, workflows.OwnerWorkflow: 1})
	ada.until(first.ID, "completed", time.Minute)
	if !h.okta.member(lounge, employee) {
		t.Fatal("the end of the first took the access of the second")
	}
	if state := ada.follows(second.ID).State; state != "open" {
		t.Fatalf("the second is %s", state)
	}
	ada.until(second.ID, "completed", time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("still a member after the second ended")
	}
	h.okta.wentInAndOutOnce(employee)
	h.replays()
}

func TestAnEndThatOktaHindersIsLateAndNeverLost(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.opens(mara, 6*time.Second)
	h.okta.misbehaves(
		oktasim.Fault{Route: memberRoute, Method: http.MethodDelete, Times: 1, Status: 429, ResetSeconds: 3},
		oktasim.Fault{Route: memberRoute, Method: http.MethodDelete, Times: 2, Status: 500},
	)
	ada.until(asked.ID, "ending", time.Minute)
	if !h.okta.member(lounge, employee) {
		t.Fatal("the faults did not hinder anything")
	}
	ended := ada.until(asked.ID, "completed", 2*time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("shown as ended, but still a member")
	}
	if ended.Access.Late < 3 {
		t.Errorf("recorded as %d s late; the organisation hindered it for at least 3", ended.Access.Late)
	}
	h.replays()
}

func TestNobodyApprovesTheirOwnRequest(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.asks(automation, pass, 30*time.Second)
	waiting := mara.inbox(asked.ID)
	refused := ada.decides(waiting.ID, "approve", "I trust me.")
	if refused == nil || refused.Code != "own_request" || refused.Detail == "" {
		t.Fatalf("through the API: %+v", refused)
	}
	_, stderr, code := run(t, nil, "approve", waiting.ID, "--as", employee, "--server", h.console)
	if code != 3 || stderr == "" {
		t.Errorf("by the CLI: exit %d, said %q", code, stderr)
	}
	if state := ada.follows(asked.ID).State; state != "waiting" {
		t.Errorf("the request is %s", state)
	}
	if !slices.Contains(ada.actions(asked.ID), "decision.refused") {
		t.Error("the refused attempts are not in the audit log")
	}
}

func TestADenialEndsTheRequestAndSaysWhy(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.asks(automation, pass, time.Minute)
	waiting := mara.inbox(asked.ID)
	if refused := mara.decides(waiting.ID, "deny", ""); refused == nil {
		t.Error("a denial without a word was taken")
	}
	if refused := mara.decides(waiting.ID, "deny", "Not this week."); refused != nil {
		t.Fatalf("the denial was refused: %+v", refused)
	}
	if denied := ada.until(asked.ID, "denied", time.Minute); !strings.Contains(denied.Detail, "Not this week.") {
		t.Errorf("told %q", denied.Detail)
	}
	if h.okta.member(lounge, employee) {
		t.Fatal("denied, but a member")
	}
	h.replays()
}

func TestGivingBackEndsItAtOnce(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.opens(mara, time.Minute)
	ada.must(http.MethodPost, "/access/"+asked.Access.ID+"/end", map[string]any{}, nil)
	ada.until(asked.ID, "returned", time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("given back, but still a member")
	}
	h.replays()
}
