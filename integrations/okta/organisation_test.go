package okta_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

const token = "00secretsecretsecretsecretsecretsecretsec"

// organisation is Brightwater behind a real listener, with a clock that only the
// test moves.
type organisation struct {
	t         *testing.T
	sim       *oktasim.Sim
	url       string
	connector *okta.Connector
	mu        sync.Mutex
	at        time.Time
}

func brightwater(t *testing.T) *organisation { return organisationOf(t, oktasim.Company()) }

func organisationOf(t *testing.T, seed oktasim.Seed) *organisation {
	t.Helper()
	o := &organisation{t: t, at: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)}
	sim, err := oktasim.New(oktasim.Options{Token: token, Seed: seed, Clock: o.now})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	o.sim, o.url = sim, server.URL
	o.connector = o.connect(okta.Config{OrgURL: server.URL, Token: token, Insecure: true})
	return o
}

func (o *organisation) connect(config okta.Config) *okta.Connector {
	o.t.Helper()
	config.Clock = o.now
	connector, err := okta.New(config)
	if err != nil {
		o.t.Fatal(err)
	}
	return connector
}

func (o *organisation) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.at
}

// admin makes a call past the connector.
func (o *organisation) admin(method, path string, body any) (int, map[string]any) {
	o.t.Helper()
	content, _ := json.Marshal(body)
	request, err := http.NewRequest(method, o.url+path, bytes.NewReader(content))
	if err != nil {
		o.t.Fatal(err)
	}
	request.Close = true
	request.Header.Set("Authorization", "SSWS "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var out map[string]any
	_ = json.NewDecoder(response.Body).Decode(&out) // lists and empty answers are nobody's business here
	return response.StatusCode, out
}

func (o *organisation) must(method, path string, body any) map[string]any {
	o.t.Helper()
	status, out := o.admin(method, path, body)
	if status >= 300 {
		o.t.Fatalf("%s %s: %d %v", method, path, status, out)
	}
	return out
}

func (o *organisation) fault(faults ...oktasim.Fault) {
	o.t.Helper()
	if err := o.sim.Faults().Add(faults...); err != nil {
		o.t.Fatal(err)
	}
}

func (o *organisation) effects() int {
	count := 0
	for _, request := range o.sim.Requests() {
		if request.Changed {
			count++
		}
	}
	return count
}
