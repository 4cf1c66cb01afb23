package main

import (
	"fmt"
	"time"
)

// living plays runs with a worker that stays alive until they are over.
func (p *procession) living(meant func(*run) bool, given orders, during func(stop <-chan struct{}) error) error {
	points := map[string]point{}
	var runs, others []*run
	for _, each := range p.waiting {
		if !meant(each) {
			others = append(others, each)
			continue
		}
		runs = append(runs, each)
		if next, is := each.due(); is {
			points[each.ID] = next
		}
	}
	p.waiting = others
	if len(runs) == 0 {
		return nil
	}
	p.house.front.order(points)
	given.Points, given.LetGo = points, true
	if err := p.house.startWorker(given); err != nil {
		return err
	}
	stop, broke := make(chan struct{}), make(chan error, 1)
	if during == nil {
		broke <- nil
	} else {
		go func() { broke <- during(stop) }()
	}
	deadline := time.Now().Add(p.calmest)
	for len(runs) > 0 || p.open() > 0 {
		if now := min(p.batch-p.open(), len(runs)); now > 0 {
			if err := p.start(runs[:now]); err != nil {
				return err
			}
			runs = runs[now:]
		}
		if time.Now().After(deadline) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	close(stop)
	err := <-broke
	lines := p.house.worker.lines()
	p.house.worker.kill()
	p.count(lines)
	return err
}

// open is how many of the runs that were begun are not over.
func (p *procession) open() (count int) {
	for _, each := range p.begun {
		if !each.over() {
			count++
		}
	}
	return count
}

// killTemporal kills the Temporal server a few times, at moments of chance at which
// runs are open.
func (p *procession) killTemporal(stop <-chan struct{}) error {
	for range temporalDeaths {
		met := []*run{}
		for len(met) == 0 {
			select {
			case <-stop:
				return nil
			case <-time.After(time.Second/2 + time.Duration(p.chance.Int64N(int64(3*time.Second)))):
			}
			for _, each := range p.started() {
				if each.has(temporalDies) && !each.over() {
					met = append(met, each)
				}
			}
		}
		p.house.temporal.kill()
		for _, each := range met {
			each.hit(passed{Case: each.ID, Point: point{Fault: temporalDies}})
		}
		fmt.Fprintf(p.tell, "  Temporal killed under %d open runs\n", len(met))
		if err := p.house.temporal.start(); err != nil {
			return err
		}
	}
	return nil
}

// started are the runs that were begun so far.
func (p *procession) started() []*run {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]*run{}, p.begun...)
}

// start counts runs among those that were begun.
func (p *procession) start(runs []*run) error {
	p.mu.Lock()
	p.begun = append(p.begun, runs...)
	p.mu.Unlock()
	return p.submit(runs)
}
