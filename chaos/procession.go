package main

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// procession plays runs in a house. First those that need a living worker, then
// those through which Temporal dies; then one worker process after the other, each
// killed when every run that is to die in it has come to its point; and a last one
// that lives until everything is over.
type procession struct {
	house   *house
	tell    io.Writer
	chance  *rand.Rand
	waiting []*run            // not begun
	spare   map[string][]*run // by scenario
	survey  *survey
	died    map[string]map[string]bool // events at which workers died before, by scenario
	mu      sync.Mutex
	begun   []*run
	batch   int
	calmest time.Duration // how long a process gets that lives until its runs are over
	finish  time.Duration // how long the last one gets
	folk    *people
	deaths  int
}

// The bounds of one worker process.
const (
	// heldCalls is how many runs may be held in calls to Okta, of which a worker does
	// twenty at once.
	heldCalls = 16
	// standstill is how long nothing may move before a process dies all the same.
	standstill = 12 * time.Second
	// pace is the pause between two submissions.
	pace = 15 * time.Millisecond
	// reconcileEvery is how often access is reconciled where somebody interferes.
	reconcileEvery = 5 * time.Second
	// temporalDeaths is how often the Temporal server dies.
	temporalDeaths = 4
	// patience is through how many deaths beside its own a run is waited for to come
	// to its point, and tries how often a spare one is sent after one that did not.
	patience = 2
	tries    = 2
)

// play returns when every run is over, or when they had long enough to be.
func (p *procession) play() error {
	p.folk = startPeople(p.house)
	defer p.folk.leave()
	for _, phase := range p.phases() {
		if err := p.living(phase.meant, phase.given, phase.during); err != nil {
			return err
		}
	}
	for round := 0; len(p.waiting) > 0; round++ {
		for len(p.waiting) > 0 || p.anyDue() {
			if err := p.oneLife(); err != nil {
				return err
			}
		}
		if round < tries {
			p.again()
		}
	}
	if err := p.house.startWorker(orders{}); err != nil {
		return err
	}
	return p.settle()
}

// phase is for runs through which one worker lives.
type phase struct {
	meant  func(*run) bool
	given  orders
	during func(stop <-chan struct{}) error
}

func (p *procession) phases() []phase {
	met := func(r *run) bool {
		return !r.has(workerDies) && slices.ContainsFunc(r.points, func(at point) bool { return at.Fault.acts() })
	}
	return []phase{
		{func(r *run) bool { return r.has(temporalDies) }, orders{}, p.killTemporal},
		{func(r *run) bool { return r.has(killsSystem) }, orders{}, p.killSystem},
		{met, orders{Reconcile: reconcileEvery}, nil},
		{func(r *run) bool { return !r.has(workerDies) }, orders{}, nil},
	}
}

// anyDue tells whether a run has still to be broken by the worker's death.
func (p *procession) anyDue() bool {
	for _, each := range p.begun {
		if next, is := each.due(); is && next.Fault.holds() && !each.quiet() && each.elsewhere < patience {
			return true
		}
	}
	return false
}

// again sends spare runs to the events at which no worker has died yet: a run that
// was held before may have been cut short since, and has fewer of them.
func (p *procession) again() {
	died := map[string]map[string]bool{}
	for name, events := range p.died {
		died[name] = maps.Clone(events)
	}
	for _, each := range p.begun {
		each.addDied(died)
	}
	for _, name := range slices.Sorted(maps.Keys(p.spare)) {
		for _, at := range p.survey.missing(name, died[name]) {
			if len(p.spare[name]) == 0 {
				break
			}
			each := p.spare[name][0]
			p.spare[name] = p.spare[name][1:]
			each.points = []point{at}
			p.waiting = append(p.waiting, each)
		}
	}
}

// oneLife is the life of one worker process.
func (p *procession) oneLife() error {
	points, calls := map[string]point{}, 0
	order := func(each *run) bool {
		next, is := each.due()
		if !is || each.quiet() || each.elsewhere >= patience {
			return true
		}
		if next.Fault == workerDies && (next.Place == "outside" || next.Place == "activity") {
			if calls == heldCalls {
				return false
			}
			calls++
		}
		points[each.ID] = next
		return true
	}
	for _, each := range p.begun {
		order(each)
	}
	taken := min(p.batch*9/10, p.open())
	var starting, later []*run
	for i, each := range p.waiting {
		if len(starting) == p.batch-taken {
			later = append(later, p.waiting[i:]...)
			break
		}
		if order(each) {
			starting = append(starting, each)
		} else {
			later = append(later, each)
		}
	}
	p.waiting = later
	p.house.front.order(points)
	if err := p.house.startWorker(orders{Points: points}); err != nil {
		return err
	}
	if err := p.start(starting); err != nil {
		return err
	}
	p.until(points)
	held := p.house.worker.lines()
	p.house.worker.kill()
	p.count(held)
	return nil
}

func (p *procession) submit(starting []*run) error {
	failed := make(chan error, len(starting))
	for _, each := range starting {
		go func() { failed <- p.house.begin(each) }()
		time.Sleep(pace)
	}
	for range starting {
		if err := <-failed; err != nil {
			return err
		}
	}
	return nil
}

// until waits until every run has come to its point or to its end.
func (p *procession) until(points map[string]point) {
	moved, before := time.Now(), ""
	for {
		held, there := p.house.worker.lines(), map[string]bool{}
		for _, line := range held {
			there[line.Case] = true
		}
		open := 0
		for id, what := range points {
			each := p.house.cases[id]
			if what.Fault.holds() && !there[id] && !each.quiet() {
				open++
			}
		}
		if open == 0 {
			return
		}
		if now := fmt.Sprint(len(held), open, p.folk.seen()); now != before {
			moved, before = time.Now(), now
		}
		if time.Since(moved) > standstill {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// count notes which runs a death has met, and where.
func (p *procession) count(lines []passed) {
	p.deaths++
	met := map[string]bool{}
	for _, line := range lines {
		met[line.Case] = true
		p.house.cases[line.Case].hit(line)
	}
	for _, each := range p.begun {
		for _, struck := range p.house.front.strikes(each.ID) {
			each.hit(passed{Case: each.ID, Point: struck})
		}
		if !met[each.ID] && !each.over() {
			each.elsewhere++
		}
	}
	fmt.Fprintf(p.tell, "  worker %d dead, %d runs were at their points; %d of %d begun are over, %d wait\n",
		p.deaths, len(met), len(p.begun)-p.open(), len(p.begun), len(p.waiting))
}

// settle waits until nothing runs any more.
func (p *procession) settle() error {
	deadline, told := time.Now().Add(p.finish), time.Now()
	for time.Now().Before(deadline) {
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			running, _ := p.house.running() // it is only told
			fmt.Fprintf(p.tell, "  %d runs are not over, %d workflows are open\n", p.open(), len(running))
		}
		if p.open() == 0 {
			running, err := p.house.running()
			if err == nil && len(running) == 0 {
				p.count(p.house.worker.lines())
				return nil
			}
		}
		time.Sleep(500 * time.Millisecond)
	}
	p.count(p.house.worker.lines())
	return nil
}
