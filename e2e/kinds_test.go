package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// everyKind goes through every kind of step there is.
const everyKind = `version: 2
name: every-kind
title: Every kind of step
calendars:
  always: {zone: UTC, open: [{days: [MO, TU, WE, TH, FR, SA, SU], from: "00:00", to: "24:00"}]}
nodes:
  - {id: ask, kind: request, config: {entitlements: [demo/minute-pass], duration: {default: 20s, max: 1m}}}
  - id: more
    kind: questions
    title: What for?
    config:
      to: [requester]
      timeout: 1h
      questions: [{id: ticket, label: Ticket, type: ticket, required: true, pattern: "CHG-[0-9]+", example: CHG-7}]
  - id: which
    kind: condition
    title: On call, in office hours?
    config: {branches: [{port: "on-call", title: On call, when: fact("on-call") && is_business_hours("always")}]}
  - {id: through, kind: auto_approve, config: {because: On call at this moment.}}
  - {id: lead, kind: approval, title: The manager agrees, config: {approvers: [{manager: requester}], timeout: 1h, shorten: true}}
  - {id: moment, kind: wait, config: {for: 1s}}
  - {id: ledger, kind: webhook, config: {hook: ledger, text: "{requester} for {answers.ticket}", give_up: 1m}}
  - {id: chat, kind: notify, config: {to: [requester, {hook: ledger}], text: "{entitlement} opens"}}
  - {id: give, kind: grant, config: {extend: {times: 1, by: 2s, approvers: [{manager: requester}]}}}
  - {id: look, kind: review, title: Look at it, config: {reviewers: [{manager: requester}], due: 1h, closes: 1d}}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: more}
  - {from: more.answered, to: which}
  - {from: more.timed_out, to: refused}
  - {from: which.on-call, to: through}
  - {from: which.otherwise, to: refused}
  - {from: through, to: lead}
  - {from: lead.approved, to: moment}
  - {from: lead.denied, to: refused}
  - {from: moment, to: ledger}
  - {from: ledger, to: chat}
  - {from: chat, to: give}
  - {from: give, to: look}
  - {from: give.failed, to: done}
  - {from: look, to: done}
`

// elsewhere is an outside system that says who is on call and takes what it is told.
type elsewhere struct {
	mu   sync.Mutex
	took []string
}

func (e *elsewhere) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	e.mu.Lock()
	defer e.mu.Unlock()
	if r.Method == http.MethodGet {
		_, _ = fmt.Fprint(w, `{"true": true, "says": "On call."}`)
		return
	}
	e.took = append(e.took, r.Header.Get("webhook-signature")+" "+string(body))
}

func (e *elsewhere) heard() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.took)
}

func TestEveryKindOfStepRunsAndReplays(t *testing.T) {
	t.Parallel()
	outside := &elsewhere{}
	server := httptest.NewServer(outside)
	t.Cleanup(server.Close)
	folder := t.TempDir()
	settings := filepath.Join(folder, "curfew.yaml")
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	content := fmt.Sprintf("hooks:\n  ledger: {url: %q, secret: %s}\nfacts:\n  on-call: {url: %q, secret: %s}\n", server.URL, secret, server.URL, secret)
	drawing := filepath.Join(folder, "every-kind.yaml")
	for file, text := range map[string]string{settings: content, drawing: everyKind} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, where := dev(t, t.TempDir(), "CURFEW_CONFIG="+settings)
	h := devHouse(t, where)
	out, errs, code := run(t, nil, "apply", "-f", drawing, "--yes", "--comment", "Try all of it", "--as", oktasim.LoginSofiaMarin, "--server", h.console)
	if code != 0 {
		t.Fatalf("apply ended with %d: %s%s", code, out, errs)
	}
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.asks("every-kind", pass, 20*time.Second)

	questions := ada.inbox(asked.ID)
	if refused := ada.answers(questions.ID, "seven"); refused == nil || refused.Code != "invalid" {
		t.Fatalf("a wrong answer was taken: %+v", refused)
	}
	if refused := ada.answers(questions.ID, "CHG-7"); refused != nil {
		t.Fatalf("the answer was refused: %+v", refused)
	}
	mara.approves(asked.ID)
	ada.until(asked.ID, "open", time.Minute)
	ada.must(http.MethodPost, "/requests/"+asked.ID+"/extend", map[string]any{"id": newID(), "by_seconds": 2}, nil)
	mara.approves(asked.ID)
	ada.until(asked.ID, "reviewing", time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("shown as over, but still a member")
	}
	if refused := mara.decides(mara.inbox(asked.ID).ID, "justified", "Seen."); refused != nil {
		t.Fatalf("the review was refused: %+v", refused)
	}
	done := ada.until(asked.ID, "completed", time.Minute)
	if length := done.Access.EndsAt.Sub(done.Access.OpenedAt); length != 22*time.Second {
		t.Errorf("lasted %s, with its extension", length)
	}
	if heard := outside.heard(); len(heard) != 2 {
		t.Errorf("the hook heard %v", heard)
	}
	h.okta.wentInAndOutOnce(employee)
	h.replays()
}

func (p *person) answers(approvalID, ticket string) *problem {
	p.t.Helper()
	return p.call(http.MethodPost, "/approvals/"+url.PathEscape(approvalID)+"/decisions",
		map[string]any{"id": newID(), "verdict": "answer", "answers": map[string]any{"ticket": ticket}}, nil)
}
