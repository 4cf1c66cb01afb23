package workflows

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// farewell is the office on the day that Ada leaves.
type farewell struct {
	*office
	requests   []access.Request
	leases     []access.Lease
	reads      []time.Duration // since Ada left
	posted     []integrations.HookEvent
	hookFails  error
	toldTwice  bool
	toldAt     time.Duration
	postsTried int
}

func newFarewell(t *testing.T) *farewell {
	t.Helper()
	f := &farewell{office: newOffice(t)}
	f.enter()
	ada := f.people["ada"]
	ada.Status = access.Inactive
	f.people["ada"] = ada
	return f
}

// enter gives the office what a run of Leaver needs.
func (f *farewell) enter() {
	f.env.RegisterWorkflowWithOptions(Leaver, workflow.RegisterOptions{Name: LeaverWorkflow})
	f.env.RegisterActivity(&activities.LeaverWork{Records: f, Leavers: f})
	f.env.RegisterActivity(&activities.OutsideWork{Outside: f, Clock: f.env.Now})
}

// leaves runs what is told of Ada, and of nobody else.
func (f *farewell) leaves(t *testing.T, notice LeaverNotice) {
	t.Helper()
	f.env.ExecuteWorkflow(LeaverWorkflow, LeaverInput{Schema: 1, PersonID: "ada", Name: "Ada", LeftAt: monday, Notice: notice})
	if err := f.env.GetWorkflowError(); err != nil {
		t.Fatalf("the run failed: %v", err)
	}
}

// again gives the office a Temporal that knows nothing of the run before, later on.
func (f *farewell) again(t *testing.T) {
	t.Helper()
	fresh := newOffice(t)
	f.env = fresh.env
	f.env.SetStartTime(monday.Add(time.Hour))
	f.enter()
}

func (f *farewell) holds(id string) *access.Lease {
	f.leases = append(f.leases, access.Lease{
		ID: id, RequestID: "r-" + id, PersonID: "ada", EntitlementID: id + "/user", State: access.Open,
		Ends: monday.Add(time.Hour), HardEnd: monday.Add(time.Hour),
	})
	return &f.leases[len(f.leases)-1]
}

// gone is a lease that ended when Ada left and is read back so much later.
func gone(lease access.Lease, after time.Duration) access.Lease {
	lease = lease.Finished(monday, access.Offboarding, access.System, "")
	lease.State, lease.ConfirmedAt = access.Ended, monday.Add(after)
	return lease
}

func (f *farewell) sinceLeft() time.Duration { return f.env.Now().Sub(monday) }

func (f *farewell) RequestsSince(context.Context, string, time.Time) ([]access.Request, error) {
	return f.requests, nil
}

// LeasesSince confirms a lease whose ConfirmedAt has come.
func (f *farewell) LeasesSince(context.Context, string, time.Time) ([]access.Lease, error) {
	f.reads = append(f.reads, f.sinceLeft())
	leases := slices.Clone(f.leases)
	for i := range leases {
		if leases[i].ConfirmedAt.After(f.env.Now()) {
			leases[i].State, leases[i].ConfirmedAt = access.Ending, time.Time{}
		}
	}
	return leases, nil
}

func (f *farewell) TellPeople(_ context.Context, messages []access.Message, lines []access.AuditLine) error {
	f.toldAt = f.sinceLeft()
	for _, message := range messages {
		if slices.ContainsFunc(f.messages, func(m access.Message) bool { return m.ID == message.ID }) {
			f.toldTwice = true
			continue
		}
		f.messages = append(f.messages, message)
	}
	_, err := f.SaveRequest(context.Background(), access.RequestSnapshot{Audit: lines})
	return err
}

func (f *farewell) Ask(context.Context, integrations.FactQuestion) (integrations.FactAnswer, error) {
	return integrations.FactAnswer{}, errors.New("there are no facts")
}

func (f *farewell) Who(context.Context, integrations.WhoQuestion) (integrations.WhoAnswer, error) {
	return integrations.WhoAnswer{}, errors.New("there are no facts")
}

func (f *farewell) Post(_ context.Context, event integrations.HookEvent) error {
	f.mu.Lock() // hooks are posted to at once
	defer f.mu.Unlock()
	f.postsTried++
	if f.hookFails != nil {
		return f.hookFails
	}
	f.posted = append(f.posted, event)
	return nil
}

func (f *farewell) EachActivePerson(_ context.Context, visit func(access.Person) error) error {
	for _, id := range []string{"mara", "olaf", "rhea"} {
		if person := f.people[id]; person.Status == access.Active {
			if err := visit(person); err != nil {
				return err
			}
		}
	}
	return nil
}

// told is who got a message, in order.
func (f *farewell) told() (people []string) {
	for _, message := range f.messages {
		people = append(people, message.PersonID)
	}
	return people
}

// audited is the audit log's one line of an action.
func (f *farewell) audited(t *testing.T, action string) access.AuditLine {
	t.Helper()
	var found []access.AuditLine
	for _, line := range f.audit {
		if line.Action == action {
			found = append(found, line)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d lines of %s in %v", len(found), action, f.audit)
	}
	return found[0]
}
