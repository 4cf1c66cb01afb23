package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// people are those who decide, and those who give back: they look at what changed
// and do at once what is asked of them, over and over until it is acknowledged.
type people struct {
	house *house
	mu    sync.Mutex
	busy  map[string]bool
	last  int64
	stop  chan struct{}
	done  chan struct{}
}

const lookEvery = 40 * time.Millisecond

func startPeople(h *house) *people {
	p := &people{house: h, busy: map[string]bool{}, stop: make(chan struct{}), done: make(chan struct{})}
	go p.live()
	return p
}

func (p *people) leave() {
	close(p.stop)
	<-p.done
}

func (p *people) live() {
	defer close(p.done)
	ticker, back := time.NewTicker(lookEvery), time.NewTicker(aMoment)
	defer ticker.Stop()
	defer back.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-back.C:
			p.lookBack()
		case <-ticker.C:
			p.look()
		}
	}
}

func (p *people) look() {
	events, err := p.house.record.EventsAfter(p.house.ctx, p.seen(), 1000)
	if err != nil {
		return
	}
	news := map[string]func(string){}
	for _, event := range events {
		p.mu.Lock()
		p.last = event.ID
		p.mu.Unlock()
		switch event.Topic {
		case "request":
			news[event.Ref] = p.hear
		case "access":
			news[event.Ref] = p.hearOfLease
		}
	}
	for id, hear := range news {
		hear(id)
	}
}

// hearOfLease looks at one lease.
func (p *people) hearOfLease(id string) {
	view, err := p.house.record.Lease(p.house.ctx, id)
	if mine := p.house.cases[view.PersonID]; err == nil && mine != nil {
		mine.seeLease(view.Lease)
	}
}

// seen tells how much they have heard of.
func (p *people) seen() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last
}

// hear looks at one request.
func (p *people) hear(id string) {
	caseID, _ := whose(workflows.RequestWorkflowID(id))
	mine := p.house.cases[caseID]
	request, err := p.house.record.Request(p.house.ctx, id)
	if err != nil || mine == nil {
		return
	}
	mine.see(request)
	if request.State == access.RequestFailed {
		p.giveBackEach(mine)
	}
	if request.State == access.RequestOpen && mine.scenario.givenBack() {
		p.insist(mine, "stop/"+id, func() error {
			if err := p.allOpen(mine, id); err != nil {
				return err
			}
			return mine.twice(apiStops, func() error {
				_, err := p.house.engine.Stop(p.house.ctx, id, workflows.StopInput{PersonID: caseID, Reason: access.EarlyReturn})
				return err
			})
		}, func() bool {
			now, err := p.house.record.Request(p.house.ctx, id)
			return err == nil && now.State == access.RequestOpen
		})
	}
	approvals, err := p.house.record.ApprovalsOf(p.house.ctx, id)
	if err != nil {
		return
	}
	for _, approval := range approvals {
		if approval.State == access.ApprovalOpen {
			p.overlook(mine, request, approval)
			p.answer(mine, approval)
		}
	}
}

// overlook sees whether an approval that is open may be, and in whose inboxes it is not.
func (p *people) overlook(mine *run, request access.Request, approval access.Approval) {
	if request.State.Final() {
		mine.wonder(fmt.Sprintf("%s asks people, and %s is %s", approval.ID, request.ID, request.State))
	}
	for _, person := range []string{mine.ID, outsider} {
		list, err := p.house.record.ApprovalsAsking(p.house.ctx, person, true, access.Page{})
		if err == nil && len(list.Items) > 0 && !approval.Asks(person) {
			mine.wonder(fmt.Sprintf("%s is in the inbox of %s, who is not asked", list.Items[0].ID, person))
		}
	}
}

// allOpen says which part of what was asked for is not open yet.
func (p *people) allOpen(mine *run, requestID string) error {
	leases, err := p.house.record.Leases(p.house.ctx, access.LeaseFilter{PersonID: mine.ID}, access.Page{})
	if err != nil {
		return err
	}
	open := 0
	for _, lease := range leases.Items {
		if lease.State == access.Open && lease.RequestID == requestID {
			open++
		}
	}
	if wanted := max(1, len(mine.scenario.bundle)); open < wanted {
		return fmt.Errorf("%d of %d are open", open, wanted)
	}
	return nil
}

// answer has as many of those who are asked agree as it takes.
func (p *people) answer(mine *run, approval access.Approval) {
	for i, approver := range approval.Approvers {
		if i == approval.Quorum {
			return
		}
		decision := access.Decision{
			ID: fmt.Sprintf("%s/%s", approval.ID, approver.PersonID), PersonID: approver.PersonID,
			Verdict: approval.Kind.Verdicts()[0], Comment: "Agreed: it is what was planned for today.", At: time.Now().UTC(), AuthenticatedAt: time.Now().UTC(),
		}
		if mine.unmade(decision.ID, approval) {
			decision.ID += "/again"
		}
		p.insist(mine, decision.ID, func() error {
			err := mine.twice(apiDecides, func() error {
				_, err := p.house.engine.Decide(p.house.ctx, approval.RequestID, workflows.DecideInput{ApprovalID: approval.ID, Decision: decision})
				return err
			})
			if err == nil {
				mine.acknowledged(decision.ID)
			}
			return err
		}, func() bool {
			now, err := p.house.record.Approval(p.house.ctx, approval.ID)
			return err == nil && now.State == access.ApprovalOpen
		})
	}
}

// lookBack looks again at the requests whose runs were reset, at what was decided before.
func (p *people) lookBack() {
	for _, mine := range p.house.cases {
		if met, interfered := mine.interfered(); !interfered || met.point.Fault != runReset || mine.over() {
			continue
		}
		for _, id := range mine.ids() {
			p.hear(id)
		}
	}
}

// insist does something until it is acknowledged, once at a time. A no is taken for
// an answer only where people do not see any more that it is theirs to do.
func (p *people) insist(mine *run, name string, do func() error, asked func() bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.busy[name] {
		return
	}
	p.busy[name] = true
	go func() {
		for err := do(); err != nil && p.house.ctx.Err() == nil; err = do() {
			time.Sleep(200 * time.Millisecond)
			if !refused(err) {
				continue
			}
			if !asked() {
				p.mu.Lock()
				delete(p.busy, name) // a reset may have it asked once more
				p.mu.Unlock()
				return
			}
			mine.turnedAway(name, err)
		}
	}()
}
