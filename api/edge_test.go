package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAnotherSitesPageCannotAct(t *testing.T) {
	h := newHouse(t)
	token := h.as("mara")
	for name, headers := range map[string]map[string]string{
		"fetch metadata": {"Sec-Fetch-Site": "cross-site"},
		"same site":      {"Sec-Fetch-Site": "same-site"},
		"origin":         {"Origin": "https://evil.example"},
		"no origin":      {"Origin": "null"},
	} {
		request, _ := http.NewRequest("POST", h.http.URL+basePath+"/approvals/"+approveID+"/decisions",
			strings.NewReader(`{"id":"`+strangeID+`","verdict":"approve"}`))
		request.Header.Set("Content-Type", "application/json")
		request.AddCookie(&http.Cookie{Name: "curfew", Value: token})
		for key, value := range headers {
			request.Header.Set(key, value)
		}
		t.Run(name, func(*testing.T) { h.send(request).expect(403).refused("forbidden", "") })
	}
	h.untouched()
}

func TestWhatDoesNotExist(t *testing.T) {
	h := newHouse(t)
	h.call("ada", "GET", "/nothing", nil).expect(404).refused("not_found", "")
	h.call("ada", "DELETE", "/requests", nil).expect(405).refused("invalid", "")
	h.call("ada", "GET", "/approvals/"+approveID+"/decisions", nil).expect(405)
	h.call("ada", "GET", "/requests/a%00b", nil).refused("not_found", "id")
	h.call("ada", "GET", "/requests/a%252Fb", nil).refused("not_found", "id")
}

func TestHealth(t *testing.T) {
	h := newHouse(t)
	get := func(path string) *reply {
		request, _ := http.NewRequest("GET", h.http.URL+path, nil)
		return h.send(request)
	}
	get("/readyz").expect(200)
	h.records.change(func() { h.records.down = errors.New("dial postgres://curfew:secret@db") })
	h.engine.fails = errors.New("dial temporal:7233")
	answer := get("/readyz").expect(503).refused("unavailable", "")
	if answer.text("checks", "database") != "The database cannot be reached." || answer.text("checks", "temporal") != "Temporal cannot be reached." {
		t.Errorf("%s", answer.body)
	}
	if strings.Contains(string(answer.body), "secret") || strings.Contains(string(answer.body), "7233") {
		t.Errorf("readyz tells too much: %s", answer.body)
	}
	get("/healthz").expect(200)
}

func TestUnexpectedErrorsTellAnIDAndNothingElse(t *testing.T) {
	h := newHouse(t)
	h.as("ada")
	h.records.change(func() { h.records.down = errors.New("pq: relation secret_table is broken") })
	answer := h.call("ada", "GET", "/requests", nil).expect(500).refused("internal", "")
	id := answer.header.Get("X-Request-Id")
	if strings.Contains(string(answer.body), "secret_table") || !strings.Contains(answer.text("detail"), id) {
		t.Errorf("%s", answer.body)
	}
	if !strings.Contains(h.log.String(), "secret_table") || !strings.Contains(h.log.String(), id) {
		t.Error("the log does not have it")
	}
}

type panicking struct{ Engine }

func (panicking) Ping(context.Context) error { panic("secret state") }

func TestAPanicIsAProblem(t *testing.T) {
	h := newHouse(t, func(o *Options) { o.Engine = panicking{o.Engine} })
	request, _ := http.NewRequest("GET", h.http.URL+"/readyz", nil)
	answer := h.send(request).expect(500).refused("internal", "")
	if strings.Contains(string(answer.body), "secret") || !strings.Contains(h.log.String(), "secret state") {
		t.Errorf("%s", answer.body)
	}
}

func TestTheLogHasNoSecrets(t *testing.T) {
	h := newHouse(t)
	token := h.as("ada")
	h.call("ada", "GET", "/requests?cursor=query-secret", nil)
	if log := h.log.String(); strings.Contains(log, token) || strings.Contains(log, "query-secret") || !strings.Contains(log, `"person":"ada"`) {
		t.Error(log)
	}
}

func TestEveryCodeHasAStatus(t *testing.T) {
	for _, code := range []access.Code{
		access.CodeInvalid, access.CodeNotFound, access.CodeForbidden, access.CodeUnauthorized,
		access.CodeConflict, access.CodeUnavailable, access.CodeOwnRequest, access.CodeNotAsked, access.CodeAlreadyDecided,
		access.CodeAlreadyClosed, access.CodeNotVisible, access.CodeTooLong, access.CodeDuplicate,
	} {
		if problem, unexpected := problemOf(access.Refuse(code, "no"), "id"); unexpected || problem.Status < 400 || problem.Title == "" {
			t.Errorf("%s: %+v", code, problem)
		}
	}
}
