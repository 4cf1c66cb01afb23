package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/google/uuid"
)

// person is somebody signed in through the API.
type person struct {
	t     *testing.T
	base  string
	token string
}

type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

type held struct {
	ID          string    `json:"id"`
	RequestID   string    `json:"request_id"`
	State       string    `json:"state"`
	OpenedAt    time.Time `json:"opened_at"`
	EndsAt      time.Time `json:"ends_at"`
	EndedAt     time.Time `json:"ended_at"`
	ConfirmedAt time.Time `json:"confirmed_at"`
	Late        int64     `json:"late_seconds"`
	EndReason   string    `json:"end_reason"`
}

type request struct {
	ID     string `json:"id"`
	State  string `json:"state"`
	Final  bool   `json:"final"`
	Detail string `json:"detail"`
	Access *held  `json:"access"`
}

type approval struct {
	ID      string  `json:"id"`
	State   string  `json:"state"`
	Request request `json:"request"`
}

func signIn(t *testing.T, console, login string) *person {
	t.Helper()
	p := &person{t: t, base: console + "/api/v1"}
	var session struct {
		Token string `json:"token"`
	}
	if refused := p.call(http.MethodPost, "/session", map[string]any{"login": login}, &session); refused != nil {
		t.Fatalf("%s cannot sign in: %+v", login, refused)
	}
	p.token = session.Token
	return p
}

// call makes one call; a refusal is returned, anything else that is wrong ends the test.
func (p *person) call(method, path string, body, answer any) *problem {
	p.t.Helper()
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			p.t.Fatal(err)
		}
		content = bytes.NewReader(encoded)
	}
	ask, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, content)
	if err != nil {
		p.t.Fatal(err)
	}
	ask.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		ask.Header.Set("Authorization", "Bearer "+p.token)
	}
	response, err := http.DefaultClient.Do(ask)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	if response.StatusCode >= 400 {
		refused := &problem{Status: response.StatusCode}
		if err := json.Unmarshal(raw, refused); err != nil {
			p.t.Fatalf("%s %s answered %d without a problem: %s", method, path, response.StatusCode, raw)
		}
		return refused
	}
	if answer != nil {
		if err := json.Unmarshal(raw, answer); err != nil {
			p.t.Fatalf("%s %s: %v in %s", method, path, err, raw)
		}
	}
	return nil
}

func (p *person) must(method, path string, body, answer any) {
	p.t.Helper()
	if refused := p.call(method, path, body, answer); refused != nil {
		p.t.Fatalf("%s %s: %+v", method, path, refused)
	}
}

// newID is an id as clients make them.
func newID() string { return uuid.NewString() }

func (p *person) asks(automation, entitlement string, lasting time.Duration) request {
	p.t.Helper()
	var made request
	p.must(http.MethodPost, "/requests", map[string]any{
		"id": newID(), "automation": automation, "entitlement": entitlement,
		"reason": "End-to-end story", "duration_seconds": int64(lasting / time.Second),
	}, &made)
	return made
}

// inbox waits until the person is asked about a request.
func (p *person) inbox(requestID string) approval {
	p.t.Helper()
	var found approval
	eventually(p.t, time.Minute, "the approver is asked", func() bool {
		var list struct {
			Items []approval `json:"items"`
		}
		p.must(http.MethodGet, "/approvals", nil, &list)
		for _, each := range list.Items {
			if each.Request.ID == requestID {
				found = each
				return true
			}
		}
		return false
	})
	return found
}

func (p *person) decides(approvalID, verdict, comment string) *problem {
	p.t.Helper()
	return p.call(http.MethodPost, "/approvals/"+url.PathEscape(approvalID)+"/decisions",
		map[string]any{"id": newID(), "verdict": verdict, "comment": comment}, nil)
}

func (p *person) approves(requestID string) {
	p.t.Helper()
	if refused := p.decides(p.inbox(requestID).ID, "approve", "Fine."); refused != nil {
		p.t.Fatalf("the approval was refused: %+v", refused)
	}
}

func (p *person) follows(requestID string) request {
	p.t.Helper()
	var detail struct {
		Request request `json:"request"`
	}
	p.must(http.MethodGet, "/requests/"+requestID, nil, &detail)
	return detail.Request
}

// until waits for a request to reach a state.
func (p *person) until(requestID, state string, limit time.Duration) request {
	p.t.Helper()
	var now request
	eventually(p.t, limit, "the request is "+state, func() bool {
		now = p.follows(requestID)
		if now.Final && now.State != state {
			p.t.Fatalf("the request is %s: %s", now.State, now.Detail)
		}
		return now.State == state
	})
	return now
}

// opens asks for the minute pass, has it approved, and follows it until it is open.
func (p *person) opens(approver *person, lasting time.Duration) request {
	p.t.Helper()
	asked := p.asks(automation, pass, lasting)
	approver.approves(asked.ID)
	return p.until(asked.ID, "open", time.Minute)
}

// actions lists the audit lines of a request, in order.
func (p *person) actions(requestID string) []string {
	p.t.Helper()
	var list struct {
		Items []struct {
			Action string `json:"action"`
		} `json:"items"`
	}
	p.must(http.MethodGet, "/audit?limit=200&request="+requestID, nil, &list)
	var actions []string
	for _, line := range list.Items {
		actions = append(actions, line.Action)
	}
	return actions
}
