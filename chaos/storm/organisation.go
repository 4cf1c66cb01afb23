package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// unlimited is more calls a minute than two processors can make.
const unlimited = 100_000_000

// organisation is an Okta with a crowd in it, which remembers when each member of
// the room came and went.
type organisation struct {
	address  string
	server   *http.Server
	sim      *oktasim.Sim
	mu       sync.Mutex
	away     bool
	came     map[string][]time.Time // by user id
	went     map[string][]time.Time
	calls    int
	refusals int // 429
}

func openOrganisation(crowd int) (*organisation, error) {
	seed := oktasim.Company()
	seed.Rules = nil // every change would be held against every person
	for i := range crowd {
		seed.Users = append(seed.Users, oktasim.SeedUser{ID: userID(i), Profile: map[string]any{
			"login": login(i), "email": login(i), "firstName": "Person", "lastName": fmt.Sprint(i),
			"department": "Crowd", "userType": "Employee", "timezone": "Europe/Stockholm",
		}})
	}
	limits := oktasim.Limits()
	for class := range limits {
		limits[class] = unlimited
	}
	sim, err := oktasim.New(oktasim.Options{Token: token, Seed: seed, Limits: limits})
	if err != nil {
		return nil, err
	}
	o := &organisation{sim: sim, came: map[string][]time.Time{}, went: map[string][]time.Time{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	o.address = "http://" + listener.Addr().String()
	o.server = &http.Server{Handler: o.seeing(sim), ReadHeaderTimeout: time.Minute}
	go func() { _ = o.server.Serve(listener) }() // it ends with close
	return o, nil
}

func (o *organisation) close() { _ = o.server.Close() }

// limitTo allows so many calls a minute on single groups and people from now on.
func (o *organisation) limitTo(calls int) error {
	return o.sim.Limit(map[string]int{"/api/v1/groups/{id}": calls, "/api/v1/users/{id}": calls})
}

func (o *organisation) callsMade() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.calls
}

// seeing remembers what became of each call.
func (o *organisation) seeing(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.isAway() {
			panic(http.ErrAbortHandler) // the connection breaks without an answer
		}
		answer := &answered{ResponseWriter: w}
		sim.ServeHTTP(answer, r)
		now := time.Now()
		o.mu.Lock()
		defer o.mu.Unlock()
		o.calls++
		if answer.status == http.StatusTooManyRequests {
			o.refusals++
		}
		parts := strings.Split(r.URL.Path, "/")
		if len(parts) != 7 || parts[3] != "groups" || parts[5] != "users" || answer.status != http.StatusNoContent {
			return
		}
		switch r.Method {
		case http.MethodPut:
			o.came[parts[6]] = append(o.came[parts[6]], now)
		case http.MethodDelete:
			o.went[parts[6]] = append(o.went[parts[6]], now)
		}
	})
}

// reachable has it answer from now on, or not.
func (o *organisation) reachable(is bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.away = !is
}

func (o *organisation) isAway() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.away
}

// count is how many have come so far, and how many have left.
func (o *organisation) count() (came, went int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.came), len(o.went)
}

// answered remembers the status.
type answered struct {
	http.ResponseWriter
	status int
}

func (a *answered) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap lets the simulator drop the connection.
func (a *answered) Unwrap() http.ResponseWriter { return a.ResponseWriter }

const token = "storm"

func login(i int) string  { return fmt.Sprintf("person%05d@brightwater.example", i) }
func userID(i int) string { return fmt.Sprintf("00ustorm%012d", i) }
