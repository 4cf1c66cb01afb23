package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// contractFile stays where it is when a test goes to a directory of its own.
var contractFile, _ = filepath.Abs("../../api/openapi.yaml")

// contract is read once for all tests: nobody changes it, and reading it took longer
// than the tests.
var contract = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromFile(contractFile)
	if err != nil {
		return nil, err
	}
	openapi3.DefineStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122))
	return legacy.NewRouter(doc)
})

// server answers as a Curfew server would, with what a test says: every call and
// every answer is held against the contract.
type server struct {
	t       *testing.T
	router  routers.Router
	answers map[string]answer // by "METHOD path"
	http    *httptest.Server

	mu    sync.Mutex
	calls []string // "METHOD path body"
}

type answer struct {
	status int
	body   any
}

func ok(body any) answer { return answer{http.StatusOK, body} }

func problem(status int, code, detail string) answer {
	return answer{status, map[string]any{"type": "urn:curfew:problem:" + code, "title": "No", "status": status, "detail": detail, "code": code}}
}

func serving(t *testing.T, answers map[string]answer) *server {
	t.Helper()
	router, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, router: router, answers: map[string]answer{
		"GET /demo/people": ok(map[string]any{"items": []any{card("ada.lindqvist", "Ada Lindqvist"), card("tomas.berg", "Tomas Berg")}}),
		"POST /session":    ok(map[string]any{"person": card("ada.lindqvist", "Ada Lindqvist"), "roles": []string{}, "token": "session-token"}),
		"DELETE /session":  {http.StatusNoContent, nil},
	}}
	for route, given := range answers {
		s.answers[route] = given
	}
	s.http = httptest.NewServer(s)
	t.Cleanup(s.http.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	path, _ := strings.CutPrefix(r.URL.Path, "/api/v1")
	s.mu.Lock()
	s.calls = append(s.calls, strings.TrimSpace(r.Method+" "+path+" "+string(body)))
	s.mu.Unlock()
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.URL.Host, r.URL.Scheme = "", ""
	route, params, err := s.router.FindRoute(r)
	if err != nil {
		s.t.Errorf("%s %s is not in the contract: %v", r.Method, r.URL, err)
		return
	}
	input := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		s.t.Errorf("%s %s breaks the contract: %v", r.Method, r.URL, err)
	}
	named := r.Method + " " + path
	given, known := s.answers[named+" dry_run"]
	if !known || !strings.Contains(string(body), `"dry_run":true`) {
		given, known = s.answers[named]
	}
	if !known {
		given = problem(http.StatusNotFound, "not_found", "There is nothing at this address.")
	}
	encoded, _ := json.Marshal(given.body)
	kind := "application/json"
	if given.status >= 400 {
		kind = "application/problem+json"
	}
	header := http.Header{"Content-Type": {kind}}
	if given.body != nil {
		output := (&openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: given.status, Header: header}).SetBodyBytes(encoded)
		if err := openapi3filter.ValidateResponse(context.Background(), output); err != nil {
			s.t.Errorf("the test's answer to %s %s breaks the contract: %v", r.Method, path, err)
		}
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(given.status)
	if given.body != nil {
		_, _ = w.Write(encoded)
	}
}

// called lists the calls that were made, but for signing in and out.
func (s *server) called() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.calls), func(call string) bool {
		return strings.Contains(call, " /session") || strings.Contains(call, " /demo/")
	})
}

// said is what a run of the program left behind.
type said struct {
	code     int
	out, err string
}

// typed runs the program as if somebody had typed the arguments.
func typed(t *testing.T, environ []string, args ...string) said {
	t.Helper()
	var out, stderr bytes.Buffer
	code := run(t.Context(), args, program{environ: environ, out: &out, err: &stderr})
	return said{code, out.String(), stderr.String()}
}

// as runs it against the server, as Ada.
func (s *server) as(args ...string) said {
	s.t.Helper()
	return typed(s.t, []string{"CURFEW_SERVER=" + s.http.URL}, append(args, "--as", "ada.lindqvist")...)
}
