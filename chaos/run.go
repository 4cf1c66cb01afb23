package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// run is one case: a scenario, played once with one thing broken.
type run struct {
	ID       string
	scenario scenario
	points   []point // one after the other, each in a process of its own

	mu        sync.Mutex
	began     time.Time
	seen      time.Time                 // when it was heard of last
	requests  map[string]access.Request // as last seen
	decided   map[string]time.Time      // decisions that were acknowledged, by their id
	refused   map[string]string         // what people were told who were asked and tried
	struck    []passed                  // the points at which it was broken, as it was
	elsewhere int                       // deaths that were meant for other runs and met this one
}

func newRun(n int, played scenario, points ...point) *run {
	return &run{
		ID: fmt.Sprintf("c%05d", n), scenario: played, points: points,
		requests: map[string]access.Request{}, decided: map[string]time.Time{}, refused: map[string]string{},
	}
}

// name is how the run is repeated.
func (r *run) name() string {
	var names []string
	for _, each := range r.points {
		names = append(names, each.String())
	}
	return r.scenario.Name + "/" + strings.Join(names, "+")
}

// has tells whether a fault is meant for the run.
func (r *run) has(what fault) bool {
	return slices.ContainsFunc(r.points, func(p point) bool { return p.Fault == what })
}

// ids are the requests of the case.
func (r *run) ids() []string {
	if r.scenario.pairs {
		return []string{r.ID, r.ID + second}
	}
	return []string{r.ID}
}

func (r *run) see(request access.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests[request.ID] = request
	r.seen = time.Now()
}

// quiet tells whether every request was over a while ago, so that what its workflows
// do after that is done as well.
func (r *run) quiet() bool {
	if !r.over() {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Since(r.seen) > aMoment
}

// aMoment is how long the last task of a workflow may take, and the way to hear of it.
const aMoment = 4 * time.Second

// over tells whether every request of the case has come to its end.
func (r *run) over() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range r.ids() {
		if !r.requests[id].State.Final() {
			return false
		}
	}
	return len(r.requests) > 0
}

func (r *run) hit(at passed) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.ContainsFunc(r.struck, func(p passed) bool { return p.Point == at.Point }) {
		r.struck = append(r.struck, at)
	}
}

// hits is how many of its points have struck.
func (r *run) hits() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.struck)
}

// due is the point at which it is to be broken next, if any.
func (r *run) due() (point, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.struck) >= len(r.points) {
		return point{}, false
	}
	return r.points[len(r.struck)], true
}

func (r *run) acknowledged(decision string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.decided[decision] = time.Now()
}

func (r *run) turnedAway(name string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refused[name] = err.Error()
}

// addDied adds the events at which the run's workers died.
func (r *run) addDied(died map[string]map[string]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if died[r.scenario.Name] == nil {
		died[r.scenario.Name] = map[string]bool{}
	}
	for _, struck := range r.struck {
		if moment := struck.Point.Moment; struck.Point.Place == "event" && (moment == "taken" || moment == "lost") {
			for _, event := range struck.Events {
				died[r.scenario.Name][struck.Point.Workflow+":"+event] = true
			}
		}
	}
}
