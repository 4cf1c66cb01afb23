package oktasim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

const token = "00simulated"

// organisation is a simulator behind a real listener, with a clock of its own.
type organisation struct {
	t   *testing.T
	sim *Sim
	url string
	now time.Time
}

// reply is an answer; body is nil where it was empty.
type response struct {
	status int
	header http.Header
	body   any
}

func open(t *testing.T, options Options) *organisation {
	t.Helper()
	o := &organisation{t: t, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	options.Token = token
	if options.Clock == nil {
		options.Clock = func() time.Time { return o.now }
	}
	sim, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	o.sim, o.url = sim, server.URL
	return o
}

func brightwater(t *testing.T) *organisation { return open(t, Options{Seed: Company()}) }

// call makes a call and fails the test when no answer arrives.
func (o *organisation) call(method, path string, body any) response {
	o.t.Helper()
	got, err := o.try(method, path, body)
	if err != nil {
		o.t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func (o *organisation) try(method, path string, body any) (response, error) {
	o.t.Helper()
	var content []byte
	if body != nil {
		content, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, o.url+path, bytes.NewReader(content))
	if err != nil {
		o.t.Fatal(err)
	}
	request.Close = true // no connection is used twice, so that a drop is never retried below us
	request.Header.Set("Authorization", "SSWS "+token)
	return answered(o.t, request)
}

func answered(t *testing.T, request *http.Request) (response, error) {
	t.Helper()
	got, err := http.DefaultClient.Do(request)
	if err != nil {
		return response{}, err
	}
	defer func() { _ = got.Body.Close() }()
	content, err := io.ReadAll(got.Body)
	if err != nil {
		return response{}, err
	}
	out := response{status: got.StatusCode, header: got.Header}
	if len(content) > 0 {
		if err := json.Unmarshal(content, &out.body); err != nil {
			t.Fatalf("%s %s answered something that is not JSON: %s", request.Method, request.URL, content)
		}
	}
	return out, nil
}

// want calls and checks the status, and the error code where one is given.
func (o *organisation) want(status int, code, method, path string, body any) response {
	o.t.Helper()
	got := o.call(method, path, body)
	if got.status != status || got.text("errorCode") != code {
		o.t.Fatalf("%s %s: want %d %s, got %d %v", method, path, status, code, got.status, got.body)
	}
	return got
}

func (r response) object() map[string]any {
	object, _ := r.body.(map[string]any)
	return object
}

func (r response) list() []any {
	list, _ := r.body.([]any)
	return list
}

func (r response) text(name string) string {
	text, _ := r.object()[name].(string)
	return text
}
