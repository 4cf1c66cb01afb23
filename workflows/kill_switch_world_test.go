package workflows

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// purge is a kill switch with everything that it covers. An owner that is told ends
// its lease at once and confirms that after a while.
type purge struct {
	mu       sync.Mutex
	env      *testsuite.TestWorkflowEnvironment
	k        access.KillSwitch
	leases   []*purged
	requests []*purged
	messages []access.Message
	lines    []access.AuditLine
	order    []string // who was told, in order
	crowded  bool     // every run is told that its history is long
}

// purged is a lease or a request of it.
type purged struct {
	id          string
	comesUp     time.Duration // and is not there before
	unreachable time.Duration // nobody can tell it anything until then
	takes       time.Duration // to be confirmed once it is told; negative is for ever
	told        []time.Duration
	overAt      time.Duration
	over        bool
	direct      bool // somebody ended it directly, and it is confirmed
	looked      []time.Duration
}

func newPurge(t *testing.T) *purge {
	t.Helper()
	p := &purge{k: access.KillSwitch{
		ID: "k", Scope: access.KillPerson, Ref: "ada", Label: "Ada", Reason: "Stolen laptop.", By: "olaf", At: monday,
	}}
	p.renew(monday)
	return p
}

func (p *purge) renew(at time.Time) {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	p.env = suite.NewTestWorkflowEnvironment()
	p.env.SetTestTimeout(time.Minute)
	p.env.SetStartTime(at)
	p.env.SetContinueAsNewSuggested(p.crowded)
	p.env.RegisterWorkflowWithOptions(KillSwitch, workflow.RegisterOptions{Name: KillWorkflow})
	p.env.RegisterActivity(&activities.KillWork{Directory: board{}, Switches: p, Enders: p, AtOnce: 4, Clock: p.env.Now})
}

// run follows the switch through all its runs to its end, and says how many there were.
func (p *purge) run(t *testing.T) (runs int) {
	t.Helper()
	input := KillInput{Schema: 1, ID: "k"}
	for {
		runs++
		p.env.ExecuteWorkflow(KillWorkflow, input)
		err := p.env.GetWorkflowError()
		if err == nil {
			return runs
		}
		var next *workflow.ContinueAsNewError
		if !errors.As(err, &next) {
			t.Fatalf("the run failed: %v", err)
		}
		input = KillInput{}
		if err := converter.GetDefaultDataConverter().FromPayloads(next.Input, &input); err != nil {
			t.Fatal(err)
		}
		p.renew(p.env.Now())
	}
}

func (p *purge) covers(count int) {
	for range count {
		p.leases = append(p.leases, &purged{id: fmt.Sprintf("l-%04d", len(p.leases))})
	}
}

func (p *purge) now() time.Duration { return p.env.Now().Sub(monday) }

func (p *purge) tell(one *purged) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	one.told = append(one.told, p.now())
	if p.now() < one.unreachable {
		return errors.New("no answer from " + one.id)
	}
	p.order = append(p.order, one.id)
	if !one.over {
		one.over, one.overAt = true, p.now()
	}
	return nil
}

func (p *purge) confirmed(one *purged) bool {
	return one.direct || one.over && one.takes >= 0 && p.now() >= one.overAt+one.takes
}

func (p *purge) EndSoon(_ context.Context, lease access.Lease, end activities.KillEnd) error {
	if end.By != "olaf" || end.Note != "Kill switch: Stolen laptop." {
		panic(fmt.Sprintf("ended as %+v", end))
	}
	return p.tell(purgedOf(p.leases, lease.ID))
}

func (p *purge) Look(_ context.Context, key access.Key, why string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	one := purgedOf(p.leases, key.Subject)
	one.looked = append(one.looked, p.now())
	if p.now() < one.unreachable {
		return errors.New("no answer from " + one.id)
	}
	return nil
}

func (p *purge) StopSoon(_ context.Context, id string, _ activities.KillEnd) error {
	return p.tell(purgedOf(p.requests, id))
}

func purgedOf(all []*purged, id string) *purged {
	return all[slices.IndexFunc(all, func(one *purged) bool { return one.id == id })]
}

func (p *purge) KillSwitch(context.Context, string) (access.KillSwitch, error) { return p.k, nil }

func (p *purge) CoverKillSwitch(context.Context, string) error { return nil }

func (p *purge) KillProgress(context.Context, string, int) (progress access.KillProgress, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, lease := range p.there(p.leases) {
		progress.Leases++
		if lease.direct {
			progress.Direct++
		}
		switch {
		case p.confirmed(lease):
			progress.Confirmed++
			continue
		case lease.over:
			progress.Ending++
		}
		if len(progress.Stragglers) < 3 {
			progress.Stragglers = append(progress.Stragglers, access.KillStraggler{LeaseID: lease.id, Label: lease.id, Why: "It is stuck."})
		}
	}
	for _, request := range p.there(p.requests) {
		progress.Requests++
		if request.over {
			progress.Told++
		}
	}
	return progress, nil
}

func (p *purge) there(all []*purged) (there []*purged) {
	for _, one := range all {
		if p.now() >= one.comesUp {
			there = append(there, one)
		}
	}
	return there
}

func (p *purge) KillLeases(_ context.Context, _, after string, again bool, most int) (leases []access.Lease, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, lease := range p.there(p.leases) {
		if lease.id > after && !p.confirmed(lease) && (again || !lease.over) && len(leases) < most {
			leases = append(leases, access.Lease{ID: lease.id})
		}
	}
	return leases, nil
}

func (p *purge) KillDirect(_ context.Context, _, after string, most int) (leases []access.Lease, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, lease := range p.there(p.leases) {
		if lease.id > after && lease.direct && len(leases) < most {
			leases = append(leases, access.Lease{ID: lease.id, Key: access.Key{Connector: "okta", Subject: lease.id, Resource: "group/1"}})
		}
	}
	return leases, nil
}

func (p *purge) KillRequests(_ context.Context, _, after string, most int) (ids []string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, request := range p.there(p.requests) {
		if request.id > after && !request.over && len(ids) < most {
			ids = append(ids, request.id)
		}
	}
	return ids, nil
}

func (p *purge) KillToldRequests(_ context.Context, _ string, ids []string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		if !purgedOf(p.requests, id).over {
			panic(id + " was not told")
		}
	}
	return nil
}

func (p *purge) FinishKillSwitch(ctx context.Context, _ string, at time.Time, messages []access.Message, line access.AuditLine) error {
	p.k.DoneAt = at
	return p.TellPeople(ctx, messages, []access.AuditLine{line})
}

func (p *purge) TellPeople(_ context.Context, messages []access.Message, lines []access.AuditLine) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.messages, p.lines = append(p.messages, messages...), append(p.lines, lines...)
	return nil
}

// board is a directory of two admins and somebody else.
type board struct{ activities.Directory }

func (board) EachActivePerson(_ context.Context, visit func(access.Person) error) error {
	for _, person := range []access.Person{
		{ID: "olaf", Roles: []access.Role{access.Admin}}, {ID: "rhea", Roles: []access.Role{access.Admin}}, {ID: "sam"},
	} {
		if err := visit(person); err != nil {
			return err
		}
	}
	return nil
}
