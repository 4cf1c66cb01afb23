package main

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// front stands before the simulated Okta: it writes down every change of a
// membership with what was true before and after it, and hinders single calls.
type front struct {
	sim *oktasim.Sim
	// justified tells whether, at this moment, the record knows why somebody may be
	// given a group; it is asked right before the effect.
	justified func(caseID, group string) bool

	down     outages
	mu       sync.Mutex
	points   map[string]point
	calls    map[string]int
	inflight map[string]int
	log      map[string][]effect // by case
	struck   map[string][]point
}

// effect is one call that could change a membership.
type effect struct {
	Group         string
	Do            string // PUT or DELETE
	Issued, At    time.Time
	Before, After bool
	Justified     bool
	Overlapped    bool // another one of the same key was under way
	Late          bool // it landed after its caller had given up
}

func newFront(sim *oktasim.Sim) *front {
	return &front{
		sim: sim, points: map[string]point{}, calls: map[string]int{}, inflight: map[string]int{},
		log: map[string][]effect{}, struck: map[string][]point{}, justified: func(string, string) bool { return true },
	}
}

// serve answers until ctx ends, and says where.
func (f *front) serve(ctx context.Context) (address string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: f, ReadHeaderTimeout: time.Minute, ErrorLog: nil}
	go func() { _ = server.Serve(listener) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return "http://" + listener.Addr().String(), nil
}

// slowness is longer than an attempt may take.
const slowness = attemptTime + 2*time.Second

// lateness is after how long an effect lands whose call was cut.
const lateness = 4 * time.Second

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	caseID, group := concerned(r.URL.Path)
	if caseID == "" {
		f.sim.ServeHTTP(w, r)
		return
	}
	issued := time.Now()
	f.mu.Lock()
	f.calls[caseID]++
	ordered := f.points[caseID]
	strikes := ordered.Place == "call" && ordered.Which == strconv.Itoa(f.calls[caseID]) && len(f.struck[caseID]) == 0
	if strikes {
		f.struck[caseID] = append(f.struck[caseID], ordered)
	}
	f.mu.Unlock()
	if strikes && ordered.Fault == outsideDown {
		f.down.begin(caseID, issued.Add(awayFor))
	}
	if f.down.on(caseID, issued) {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if !strikes {
		f.pass(w, r, caseID, group, issued, false)
		return
	}
	switch ordered.Fault {
	case outsideBefore:
		panic(http.ErrAbortHandler)
	case outsideAfter:
		f.pass(unheard{}, r, caseID, group, issued, false)
		panic(http.ErrAbortHandler)
	case outsideFails:
		w.WriteHeader(http.StatusInternalServerError)
	case outsideLate:
		late := r.Clone(context.WithoutCancel(r.Context()))
		late.Body = http.NoBody
		time.AfterFunc(lateness, func() { f.pass(unheard{}, late, caseID, group, issued, true) })
		panic(http.ErrAbortHandler)
	case outsideSlow:
		time.Sleep(slowness)
		f.pass(w, r, caseID, group, issued, true)
	default:
		f.pass(w, r, caseID, group, issued, false)
	}
}

// pass lets a call through to the organisation.
func (f *front) pass(w http.ResponseWriter, r *http.Request, caseID, group string, issued time.Time, late bool) {
	if group == "" || r.Method != http.MethodPut && r.Method != http.MethodDelete {
		f.sim.ServeHTTP(w, r)
		return
	}
	key := caseID + " " + group
	seen := effect{Group: group, Do: r.Method, Issued: issued, Late: late}
	f.mu.Lock()
	seen.Overlapped = f.inflight[key] > 0 && !late
	f.inflight[key]++
	f.mu.Unlock()
	seen.Justified = r.Method == http.MethodDelete || f.justified(caseID, group)
	seen.Before = f.sim.Member(group, accountOf(caseID))
	f.sim.ServeHTTP(w, r)
	seen.At, seen.After = time.Now(), f.sim.Member(group, accountOf(caseID))
	f.mu.Lock()
	defer f.mu.Unlock()
	f.inflight[key]--
	f.log[caseID] = append(f.log[caseID], seen)
}

// effects are what was done to the memberships of a case, in order.
func (f *front) effects(caseID string) []effect {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]effect{}, f.log[caseID]...)
}

// count is how many calls there were for a case.
func (f *front) count(caseID string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[caseID]
}

// strikes are the orders that were carried out on a case.
func (f *front) strikes(caseID string) []point {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]point{}, f.struck[caseID]...)
}

// order says what to do to whose calls from now on.
func (f *front) order(points map[string]point) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.points = points
}

// concerned reads whose call it is, and which membership it changes.
func concerned(path string) (caseID, group string) {
	parts := strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")
	switch {
	case len(parts) == 4 && parts[0] == "groups" && parts[2] == "users":
		return caseOfAccount(parts[3]), parts[1]
	case len(parts) >= 2 && parts[0] == "users":
		return caseOfAccount(parts[1]), ""
	default:
		return "", ""
	}
}

// unheard is where an answer goes that nobody reads.
type unheard struct{}

func (unheard) Header() http.Header            { return http.Header{} }
func (unheard) Write(body []byte) (int, error) { return len(body), nil }
func (unheard) WriteHeader(int)                {}
