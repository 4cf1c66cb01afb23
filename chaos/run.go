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
	met       []meeting                 // what somebody did to it
	leases    map[string]access.Lease   // as last seen
	strange   []string                  // what people saw that they should not
}

func newRun(n int, played scenario, points ...point) *run {
	return &run{
		ID: fmt.Sprintf("c%05d", n), scenario: played, points: points,
		requests: map[string]access.Request{}, decided: map[string]time.Time{}, refused: map[string]string{},
		leases: map[string]access.Lease{},
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

// ids are the requests of the case. Whoever a kill switch met asks once more when it
// is lifted.
func (r *run) ids() []string {
	_, thrown := r.thrown()
	if r.scenario.pairs || thrown {
		return []string{r.ID, r.ID + second}
	}
	return []string{r.ID}
}

func (r *run) see(request access.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before, known := r.requests[request.ID]
	reopened := before.State.Final() && request.State != before.State && !r.has(runReset)
	if known && (request.Seq < before.Seq || reopened) {
		r.strange = append(r.strange, fmt.Sprintf("request %s went back from %s (%d) to %s (%d)", request.ID, before.State, before.Seq, request.State, request.Seq))
	}
	r.requests[request.ID] = request
	r.seen = time.Now()
}

// seeLease notes where a lease stands, and where it went back.
func (r *run) seeLease(lease access.Lease) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before, known := r.leases[lease.ID]
	switch {
	case !known:
	case lease.State.Rank() < before.State.Rank() || lease.Rev < before.Rev || before.State.Over() && !lease.State.Over():
		r.strange = append(r.strange, fmt.Sprintf("lease %s went back from %s (%d) to %s (%d)", lease.ID, before.State, before.Rev, lease.State, lease.Rev))
	}
	r.leases[lease.ID] = lease
}

// wonder notes what people should not see.
func (r *run) wonder(says string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.strange = append(r.strange, says)
}

// odd is what people saw that they should not.
func (r *run) odd() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.strange)
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
	return !slices.ContainsFunc(r.ids(), func(id string) bool { return !r.isOver(id) })
}

// asks notes that the case begins.
func (r *run) asks() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.began = time.Now()
}

// asked tells whether the case began.
func (r *run) asked() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.began.IsZero()
}

// isOver tells the same of one of them.
func (r *run) isOver(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	request, heard := r.requests[id]
	return heard && request.State.Final()
}

// meet notes what somebody did to the run, or what became of it since.
func (r *run) meet(done meeting) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, each := range r.met {
		if each.point == done.point {
			r.met[i] = done
			return
		}
	}
	r.met = append(r.met, done)
}

// thrown is the kill switch that the run met, if any.
func (r *run) thrown() (meeting, bool) {
	return r.first(fault.throws)
}

// interfered is what an operator of Temporal did to the run, if anything.
func (r *run) interfered() (meeting, bool) {
	return r.first(fault.interferes)
}

func (r *run) first(is func(fault) bool) (meeting, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, each := range r.met {
		if is(each.point.Fault) {
			return each, true
		}
	}
	return meeting{}, false
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

// unmade tells whether a decision was made and a reset has taken it back: whoever is
// asked again decides again.
func (r *run) unmade(decision string, approval access.Approval) bool {
	met, interfered := r.interfered()
	r.mu.Lock()
	defer r.mu.Unlock()
	at, made := r.decided[decision]
	settled := time.Since(met.at) > aMoment/2 && time.Since(at) > aMoment/2
	return interfered && met.point.Fault == runReset && made && settled &&
		!slices.ContainsFunc(approval.Decisions, func(d access.Decision) bool { return d.ID == decision })
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
