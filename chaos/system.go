package main

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// killSystem throws kill switches over the whole connector, at moments of chance at
// which runs are open. Nobody asks for anything while one stands, as the API refuses it.
func (p *procession) killSystem(stop <-chan struct{}) error {
	for n := 0; ; n++ {
		for len(p.unmet()) == 0 {
			select {
			case <-stop:
				return nil
			case <-time.After(time.Duration(p.chance.Int64N(int64(1500 * time.Millisecond)))):
			}
		}
		if err := p.killOnce(n); err != nil {
			return err
		}
	}
}

// unmet are the runs that are open and wait to meet one.
func (p *procession) unmet() (runs []*run) {
	for _, each := range p.started() {
		if _, met := each.thrown(); each.has(killsSystem) && !met && each.asked() && !each.over() {
			runs = append(runs, each)
		}
	}
	return runs
}

// killOnce throws one, and returns when it is lifted and whoever met it has asked again.
func (p *procession) killOnce(n int) error {
	h := p.house
	h.asking.Lock()
	defer h.asking.Unlock()
	runs := p.unmet()
	at := point{Fault: killsSystem}
	all := make([]meeting, len(runs))
	for i, each := range runs {
		var err error
		if all[i], err = h.before(each, at); err != nil {
			return err
		}
	}
	thrown, err := h.throwOne(access.KillSwitch{
		ID: fmt.Sprintf("system-%d", n), Scope: access.KillConnector, Ref: connector, Label: connector,
		Reason: "Something is wrong.", By: whoThrows, At: time.Now().UTC(),
	}, n%2 == 0)
	if err != nil {
		return err
	}
	for i, each := range runs {
		all[i].kill, all[i].at = thrown, time.Now()
		each.meet(all[i])
		each.hit(passed{Case: each.ID, Point: at})
	}
	fmt.Fprintf(p.tell, "  a kill switch over the connector met %d open runs\n", len(runs))
	for i, each := range runs {
		h.untilDone(each, all[i])
	}
	for i, each := range runs {
		h.askAgain(each, all[i])
	}
	for deadline := time.Now().Add(bound); time.Now().Before(deadline) && p.anyOpen(runs); {
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

func (p *procession) anyOpen(runs []*run) bool {
	for _, each := range runs {
		if !each.over() {
			return true
		}
	}
	return false
}
