package main

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// twice does what somebody asked for through an API that dies after it was done and
// before it answered, where that is meant for the run: whoever asked hears nothing and
// asks again, in the same words. Otherwise it is done once.
func (r *run) twice(dies fault, do func() error) error {
	err := do()
	if err != nil || !r.has(dies) {
		return err
	}
	r.hit(passed{Case: r.ID, Point: point{Fault: dies}})
	return do()
}

// lateHandOver is how long after its request was lost a lease may still come up: what
// hands it over is under way for one attempt.
const lateHandOver = attemptTime + 12*time.Second

// giveBackEach has the holder give back what is left of a request that cannot go on:
// there is nothing of the request to be given back any more, but each access is.
func (p *people) giveBackEach(mine *run) {
	if !mine.scenario.givenBack() {
		return
	}
	p.insist(mine, "each/"+mine.ID, func() error {
		for deadline := time.Now().Add(lateHandOver); time.Now().Before(deadline) && p.house.ctx.Err() == nil; time.Sleep(500 * time.Millisecond) {
			leases, err := p.house.leasesOf(mine)
			if err != nil {
				return err
			}
			for _, lease := range leases {
				if lease.State.Over() {
					continue
				}
				_, err := p.house.engine.EndLease(p.house.ctx, lease.Key, workflows.EndInput{
					LeaseID: lease.ID, Reason: access.EarlyReturn, By: mine.ID, At: time.Now().UTC(),
				})
				if err != nil {
					return err
				}
			}
		}
		return nil
	}, func() bool { return true })
}
