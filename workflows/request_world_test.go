package workflows

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// office is the people and the record around one request, in memory.
type office struct {
	missing  time.Time // until when no owner is running
	ends     int       // how often owners were told to end something
	mu       sync.Mutex
	env      *testsuite.TestWorkflowEnvironment
	people   map[string]access.Person
	saved    access.RequestSnapshot
	before   access.RequestState // how the request ended by what a crash has undone
	audit    []access.AuditLine
	messages []access.Message
	handed   []access.Lease
	taken    bool
	refusal  *access.Refusal
	deaf     func(access.Lease) bool // owners that do not answer yet
	full     int                     // the revision of a lease that the ledger does not take
	onSave   func()                  // called with everything that is recorded
	saving   func() error            // why nothing can be recorded
	auto     bool                    // leases open and end by themselves, see keepOwners
	prompt   bool                    // and the answer to a hand-over says so
	asking   access.Ask              // an hour where it is not set
	answers  map[string]any
	bundle   []string
	limits   func(*access.Entitlement) // what became of everything in the catalogue
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{people: map[string]access.Person{}}
	o.renew(monday)
	for _, p := range []access.Person{
		{ID: "ada", Login: "ada", Name: "Ada", ManagerID: "mara", Employment: access.Employee},
		{ID: "mara", Login: "mara", Name: "Mara", ManagerID: "rhea"},
		{ID: "olaf", Login: "olaf", Name: "Olaf", ManagerID: "rhea"},
		{ID: "rhea", Login: "rhea", Name: "Rhea"},
	} {
		p.Status, p.Accounts = access.Active, map[string]string{"okta": "00u" + p.ID}
		o.people[p.ID] = p
	}
	return o
}

// renew gives the office a Temporal that has nothing running, at that moment.
func (o *office) renew(at time.Time) {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	o.env = suite.NewTestWorkflowEnvironment()
	o.env.SetTestTimeout(time.Minute)
	o.env.SetStartTime(at)
	o.env.RegisterWorkflowWithOptions(AccessRequest, workflow.RegisterOptions{Name: RequestWorkflow})
	o.env.RegisterActivity(&activities.RequestWork{Records: o, Owners: o})
	if o.auto {
		o.keepOwners()
	}
}

// simplePlan asks the manager for a day and grants.
func simplePlan(rules ...access.ApproverRule) builder.Plan {
	if len(rules) == 0 {
		rules = []access.ApproverRule{{Manager: "requester"}}
	}
	return builder.Plan{Format: builder.PlanFormat, Automation: "jira", Title: "Jira", Steps: []builder.Step{
		{ID: "ask", Kind: builder.KindRequest, Request: &builder.RequestStep{Entitlements: []string{"jira/user"}, Duration: builder.Durations{Default: hours(1), Max: hours(24)}}, Next: []builder.Exit{{Port: builder.PortNext, To: "lead"}}},
		{
			ID: "lead", Kind: builder.KindApproval, Title: "Manager", Approval: &builder.ApprovalStep{Approvers: rules, Quorum: 1, Timeout: builder.Duration(24 * time.Hour)},
			Next: []builder.Exit{{Port: builder.PortApproved, To: "give"}, {Port: builder.PortDenied, To: "no"}, {Port: builder.PortTimedOut, To: "no"}},
		},
		{
			ID: "give", Kind: builder.KindGrant, Title: "Give", Grant: &builder.GrantStep{GiveUp: builder.Duration(time.Hour)},
			Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortFailed, To: "done"}},
		},
		{ID: "done", Kind: builder.KindEnd, End: &builder.EndStep{Outcome: builder.OutcomeDone}},
		{ID: "no", Kind: builder.KindEnd, End: &builder.EndStep{Outcome: builder.OutcomeDenied}},
	}}
}

func (o *office) run(t *testing.T, plan builder.Plan) access.RequestState {
	t.Helper()
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	o.env.ExecuteWorkflow(RequestWorkflow, RequestInput{
		Schema: requestSchema, Plan: encoded, RequesterName: "Ada", EntitlementLabel: "Jira / User", Request: o.request("r1"),
	})
	if err := o.env.GetWorkflowError(); err != nil {
		t.Fatalf("the run failed: %v", err)
	}
	var state access.RequestState
	if err := o.env.GetWorkflowResult(&state); err != nil {
		t.Fatal(err)
	}
	return state
}

func (o *office) request(id string) access.Request {
	asking := o.asking
	if asking == (access.Ask{}) {
		asking.Duration = time.Hour
	}
	return access.Request{
		ID: id, Automation: "jira", RequesterID: "ada", SubjectID: "ada", EntitlementID: "jira/user", Bundle: o.bundle,
		Reason: "sprint", Ask: asking, Answers: o.answers, State: access.RequestSubmitted, CreatedAt: monday,
	}
}

// says decides after a while; refused gets the reason where it does not count.
func (o *office) says(after time.Duration, person string, verdict access.Verdict, refused *error) {
	o.decides(after, "r1.lead", access.Decision{PersonID: person, Verdict: verdict, Comment: "because"}, refused)
}

func (o *office) decides(after time.Duration, approval string, decision access.Decision, refused *error) {
	o.env.RegisterDelayedCallback(func() {
		id := uuid.NewString()
		decision.ID = cmp.Or(decision.ID, id)
		o.env.UpdateWorkflow(UpdateDecide, id, &testsuite.TestUpdateCallback{
			OnReject: func(err error) {
				if refused != nil {
					*refused = err
				}
			},
			OnAccept: func() {}, OnComplete: func(any, error) {},
		}, DecideInput{ApprovalID: approval, Decision: decision})
	}, after)
}

func (o *office) ownerSays(after time.Duration, change func(access.Lease) access.Lease) {
	o.env.RegisterDelayedCallback(func() {
		o.mu.Lock()
		lease := change(o.handed[0])
		o.handed[0] = lease
		o.mu.Unlock()
		o.env.SignalWorkflow(SignalLease, lease)
	}, after)
}

func (o *office) Person(_ context.Context, id string) (access.Person, error) {
	if person, known := o.people[id]; known {
		return person, nil
	}
	return access.Person{}, access.Refuse(access.CodeNotFound, "There is no person %s.", id)
}

func (o *office) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	return o.Person(ctx, login)
}

func (o *office) PeopleInGroup(context.Context, string) ([]access.Person, error) { return nil, nil }

func (o *office) Entitlement(_ context.Context, id string) (access.Entitlement, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	entitlement := access.Entitlement{
		ID: id, AppTitle: "Jira", Title: "User", OwnerID: "olaf", MaxDuration: 24 * time.Hour,
		Target: access.Target{Connector: "okta", Resource: "group/00g" + strings.TrimSuffix(id, "/user")},
	}
	if o.limits != nil {
		o.limits(&entitlement)
	}
	return entitlement, nil
}

// becomes is what somebody makes of the catalogue after a while.
func (o *office) becomes(after time.Duration, how func(*access.Entitlement)) {
	o.env.RegisterDelayedCallback(func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.limits = how
	}, after)
}

func (o *office) ClaimRequest(_ context.Context, id, _, _ string) (access.Claim, error) {
	return access.Claim{Taken: o.taken, Request: o.request(id)}, nil
}

func (o *office) SaveRequest(_ context.Context, snapshot access.RequestSnapshot) (saved access.RequestSaved, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.saving != nil {
		if err := o.saving(); err != nil {
			return saved, err
		}
	}
	saved.End = o.before
	if snapshot.Request.Seq > o.saved.Request.Seq {
		o.saved = snapshot
	} else {
		saved.Ahead = o.saved.Request.Seq
	}
	for _, line := range snapshot.Audit {
		if !slices.ContainsFunc(o.audit, func(a access.AuditLine) bool { return a.ID == line.ID }) {
			o.audit = append(o.audit, line)
		}
	}
	o.messages = append(o.messages, snapshot.Messages...)
	if o.onSave != nil {
		o.onSave()
	}
	return saved, nil
}

func (o *office) Acquire(_ context.Context, lease access.Lease) (access.Lease, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.refusal != nil {
		return access.Lease{}, o.refusal
	}
	if o.deaf != nil && o.deaf(lease) {
		return access.Lease{}, errLedgerDown
	}
	known := slices.IndexFunc(o.handed, func(l access.Lease) bool { return l.ID == lease.ID })
	if known < 0 {
		o.handed = append(o.handed, lease)
	}
	if o.full > 0 && lease.Rev == o.full {
		return o.handed[known], nil
	}
	if o.auto && o.prompt && known < 0 {
		lease = lease.Confirmed(o.env.Now())
		o.handed[len(o.handed)-1] = lease
		o.env.RegisterDelayedCallback(func() { o.endNow(lease.ID, lease.ExpiryReason(), access.System, "") }, lease.End().Sub(o.env.Now()))
		return lease, nil
	}
	if o.auto {
		o.keep(lease)
	}
	return lease, nil
}

func hours(n int) builder.Duration { return builder.Duration(time.Duration(n) * time.Hour) }
