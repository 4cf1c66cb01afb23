package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// house is a server over HTTP with the company in it.
type house struct {
	t       *testing.T
	records *fakeRecords
	engine  *fakeEngine
	server  *Server
	http    *httptest.Server
	log     *syncBuffer
	routes  routers.Router
	tokens  map[string]string
}

type sessions struct{ *memstore.MemStore }

func (s sessions) FindCtx(_ context.Context, token string) ([]byte, bool, error) {
	return s.Find(token)
}

func (s sessions) CommitCtx(_ context.Context, token string, data []byte, expiry time.Time) error {
	return s.Commit(token, data, expiry)
}
func (s sessions) DeleteCtx(_ context.Context, token string) error { return s.Delete(token) }

type syncBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *syncBuffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(data)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

func newHouse(t *testing.T, changes ...func(*Options)) *house {
	t.Helper()
	records := company(t)
	h := &house{t: t, records: records, engine: &fakeEngine{records: records}, log: &syncBuffer{}, tokens: map[string]string{}}
	options := Options{
		Records: records, Sessions: sessions{memstore.NewWithCleanupInterval(0)}, Engine: h.engine, DemoSignIn: true, Connectors: []string{"okta", "vault"},
		TemporalUI: "http://127.0.0.1:8233", Namespace: "default", Version: "test",
		Clock: func() time.Time { return today }, Log: slog.New(slog.NewJSONHandler(h.log, nil)),
		Console: fstest.MapFS{
			"index.html":      {Data: []byte("<!doctype html><title>Curfew</title>")},
			"assets/app-1.js": {Data: []byte("1")},
		},
	}
	for _, change := range changes {
		change(&options)
	}
	var err error
	if h.server, err = New(options); err != nil {
		t.Fatal(err)
	}
	h.server.hub.pace = pace{poll: 5 * time.Millisecond, heartbeat: 20 * time.Millisecond, recheck: 10 * time.Millisecond, write: time.Second}
	h.http = httptest.NewServer(h.server.Handler())
	t.Cleanup(func() {
		h.server.Close()
		h.http.Close()
	})
	if h.routes, err = contractRoutes(); err != nil {
		t.Fatal(err)
	}
	return h
}

// contractRoutes also checks that the contract is valid OpenAPI.
var contractRoutes = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contractYAML)
	if err != nil {
		return nil, err
	}
	return legacy.NewRouter(doc)
})

// as signs somebody in, once, and returns their token; "" is nobody.
func (h *house) as(login string) string {
	h.t.Helper()
	if login == "" {
		return ""
	}
	if h.tokens[login] == "" {
		h.tokens[login] = h.call("", "POST", "/session", map[string]any{"login": login + "@example.com"}).expect(200).text("token")
	}
	return h.tokens[login]
}

// call sends JSON as somebody and checks the answer against the contract.
func (h *house) call(who, method, path string, body any) *reply {
	h.t.Helper()
	var data []byte
	if text, raw := body.(string); raw {
		data = []byte(text)
	} else if body != nil {
		data, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, h.http.URL+basePath+path, bytes.NewReader(data))
	if err != nil {
		h.t.Fatal(err)
	}
	if token := h.as(who); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return h.send(request)
}

func (h *house) send(request *http.Request) *reply {
	h.t.Helper()
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	h.checkContract(request, response, body)
	return &reply{t: h.t, what: request.Method + " " + request.URL.Path, status: response.StatusCode, header: response.Header, body: body}
}

// checkContract fails the test where an answer is not what the contract says, or
// an error is not a problem.
func (h *house) checkContract(request *http.Request, response *http.Response, body []byte) {
	h.t.Helper()
	if response.StatusCode >= 400 {
		var problem struct{ Type, Title, Detail, Code string }
		if kind := response.Header.Get("Content-Type"); kind != "application/problem+json" {
			h.t.Fatalf("%s %s: %d is not a problem but %q: %s", request.Method, request.URL, response.StatusCode, kind, body)
		}
		if err := json.Unmarshal(body, &problem); err != nil || problem.Code == "" || problem.Detail == "" || problem.Title == "" || problem.Type == "" {
			h.t.Fatalf("%s %s: incomplete problem %s (%v)", request.Method, request.URL, body, err)
		}
	}
	route, params, err := h.routes.FindRoute(request)
	if err != nil {
		return
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route},
		Status:                 response.StatusCode, Header: response.Header,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, SchemaValidationOptions: formats},
	}
	input.SetBodyBytes(body)
	if err := openapi3filter.ValidateResponse(context.Background(), input); err != nil {
		h.t.Fatalf("%s %s does not answer as the contract says: %v\n%s", request.Method, request.URL, err, body)
	}
}

// reply is one answer.
type reply struct {
	t      *testing.T
	what   string
	status int
	header http.Header
	body   []byte
}

func (r *reply) expect(status int) *reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("%s answered %d, not %d: %s", r.what, r.status, status, r.body)
	}
	return r
}

// refused expects a problem with that code, and its field where one is given.
func (r *reply) refused(code, field string) *reply {
	r.t.Helper()
	if r.status < 400 || r.text("code") != code || r.text("field") != field {
		r.t.Fatalf("%s answered %d %s; wanted %s at %q", r.what, r.status, r.body, code, field)
	}
	return r
}

// at walks into the answer: names, and numbers for places in a list.
func (r *reply) at(path ...any) any {
	r.t.Helper()
	var value any
	if err := json.Unmarshal(r.body, &value); err != nil {
		r.t.Fatalf("%s: %v in %s", r.what, err, r.body)
	}
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}

func (r *reply) text(path ...any) string {
	r.t.Helper()
	text, _ := r.at(path...).(string)
	return text
}

func (r *reply) count(path ...any) int {
	r.t.Helper()
	list, _ := r.at(path...).([]any)
	return len(list)
}

// untouched fails the test if anything was written or handed to the workflows.
func (h *house) untouched() {
	h.t.Helper()
	h.records.mu.Lock()
	defer h.records.mu.Unlock()
	if len(h.records.writes) > 0 || h.engine.count() > 0 {
		h.t.Fatalf("something was changed: %v %v", h.records.writes, h.engine.calls)
	}
}

// scan reads lines of a stream until one has all the words, or the stream ends.
func scan(t *testing.T, reader *bufio.Scanner, words string) []string {
	t.Helper()
	var read []string
	for reader.Scan() {
		read = append(read, reader.Text())
		if strings.Contains(reader.Text(), words) {
			return read
		}
	}
	t.Fatalf("the stream ended without %q: %q", words, read)
	return nil
}
