package api

import (
	"context"
	"sync"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// fakeEngine does to the records what the workflows would, and remembers what it
// was asked to do.
type fakeEngine struct {
	mu      sync.Mutex
	records *fakeRecords
	calls   []any
	fails   error // what every call answers, where set
	// reconciling is that every connector is being reconciled.
	reconciling bool
}

func (f *fakeEngine) called(input any) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, input)
	return f.fails
}

func (f *fakeEngine) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.calls)
}

func (f *fakeEngine) StartRequest(_ context.Context, input workflows.RequestInput) error {
	return f.called(input)
}

func (f *fakeEngine) Decide(_ context.Context, requestID string, input workflows.DecideInput) (access.Approval, error) {
	if err := f.called(input); err != nil {
		return access.Approval{}, err
	}
	f.records.mu.Lock()
	defer f.records.mu.Unlock()
	for i := range f.records.approvals {
		approval := &f.records.approvals[i]
		if approval.ID == input.ApprovalID && approval.RequestID == requestID {
			approval.Decisions = append(approval.Decisions, input.Decision)
			if approval.State = access.Tally(*approval); approval.State != access.ApprovalOpen {
				approval.ClosedAt = input.Decision.At
			}
			return *approval, nil
		}
	}
	return access.Approval{}, noSuch("approval", input.ApprovalID)
}

func (f *fakeEngine) Withdraw(_ context.Context, requestID string, input workflows.WithdrawInput) (access.Request, error) {
	if err := f.called(input); err != nil {
		return access.Request{}, err
	}
	f.records.mu.Lock()
	defer f.records.mu.Unlock()
	for i := range f.records.requests {
		if f.records.requests[i].ID == requestID {
			f.records.requests[i].State = access.RequestCancelled
			return f.records.requests[i], nil
		}
	}
	return access.Request{}, noSuch("request", requestID)
}

func (f *fakeEngine) Extend(_ context.Context, _ string, input workflows.ExtendInput) (workflows.Extended, error) {
	return workflows.Extended{Until: today.Add(input.By)}, f.called(input)
}

func (f *fakeEngine) Stop(ctx context.Context, requestID string, input workflows.StopInput) (access.Request, error) {
	if err := f.called(input); err != nil {
		return access.Request{}, err
	}
	return f.records.Request(ctx, requestID)
}

func (f *fakeEngine) TellEvent(_ context.Context, requestID string, event workflows.OutsideEvent) error {
	return f.called(told{requestID, event})
}

// told is an event that a run was told.
type told struct {
	requestID string
	event     workflows.OutsideEvent
}

func (f *fakeEngine) EndLease(_ context.Context, _ access.Key, input workflows.EndInput) (access.Lease, error) {
	if err := f.called(input); err != nil {
		return access.Lease{}, err
	}
	f.records.mu.Lock()
	defer f.records.mu.Unlock()
	for i := range f.records.leases {
		if lease := &f.records.leases[i]; lease.ID == input.LeaseID {
			lease.Lease = lease.Finished(input.At, input.Reason, input.By, input.Note)
			return lease.Lease, nil
		}
	}
	return access.Lease{}, noSuch("lease", input.LeaseID)
}

func (f *fakeEngine) StartKillSwitch(_ context.Context, k access.KillSwitch) error {
	return f.called(k)
}

func (f *fakeEngine) Ping(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fails
}
