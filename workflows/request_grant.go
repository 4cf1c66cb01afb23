package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// grant hands a lease to the owner of its key and follows it until the outside
// system was read to hold it no more. The lease ends by itself, whatever happens
// to this run.
func (r *run) grant(ctx workflow.Context, step builder.Step) (port string, err error) {
	if r.isOver() {
		return builder.PortFailed, nil
	}
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	lease, whyNot := r.newLease(step, workflow.Now(ctx))
	if whyNot != "" {
		return r.notGiven(ctx, whyNot), nil
	}
	r.lease, r.request.LeaseID = &lease, lease.ID
	r.request.State = access.RequestGranting
	r.request.Detail = "Approved. Being set up in " + lease.Key.Connector + "."
	r.note(workflow.Now(ctx), "request.approved", access.System, "Everybody who had to agree did.")
	r.tell(workflow.Now(ctx), r.request.RequesterID, "request_approved", r.input.EntitlementLabel+" was approved.")
	r.save(ctx)
	if err := r.handOver(ctx, lease); err != nil {
		refusal, refused := asRefusal(err)
		if !refused {
			return "", err
		}
		return r.notGiven(ctx, refusal.Message), nil
	}
	return r.hold(ctx)
}

// newLease is the right that the request has earned, with its hard end, or a
// sentence why there is none.
func (r *run) newLease(step builder.Step, now time.Time) (lease access.Lease, whyNot string) {
	target, subject, ask := r.facts.Entitlement.Target, r.facts.Subject, r.request.Ask
	account := subject.Accounts[target.Connector]
	switch {
	case subject.Status != access.Active:
		return lease, subject.Name + " is not active any more."
	case account == "":
		return lease, fmt.Sprintf("%s has no account in %s.", subject.Name, target.Connector)
	case ask.Duration <= 0 && !ask.Until.After(now):
		return lease, "The time asked for was over before everybody had agreed."
	}
	lease = access.Lease{
		ID: r.request.ID + "." + step.ID, RequestID: r.request.ID, PersonID: subject.ID,
		EntitlementID: r.facts.Entitlement.ID, Label: r.input.EntitlementLabel + " for " + subject.Name,
		Key:        access.Key{Connector: target.Connector, Subject: account, Resource: target.Resource},
		Attributes: target.Attributes, State: access.Opening,
	}
	if ask.Duration > 0 {
		lease.From, lease.Duration = now, ask.Duration
		lease.GiveUp = now.Add(time.Duration(step.Grant.GiveUp))
		lease.HardEnd = lease.GiveUp.Add(ask.Duration)
		return lease, ""
	}
	lease.From, lease.Ends, lease.GiveUp, lease.HardEnd = ask.From, ask.Until, ask.Until, ask.Until
	if lease.From.After(now) {
		lease.State = access.Scheduled
	}
	return lease, ""
}

func (r *run) handOver(ctx workflow.Context, lease access.Lease) error {
	var work *activities.RequestWork
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:           Queue,
		StartToCloseTimeout: 30 * time.Second,
		Summary:             brief("hand over " + lease.Label),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 30 * time.Second, MaximumAttempts: 0,
		},
	})
	var held access.Lease
	if err := workflow.ExecuteActivity(ctx, work.HandOver, lease).Get(ctx, &held); err != nil {
		return err
	}
	r.learn(held)
	return nil
}

// hold follows the lease to its confirmed end.
func (r *run) hold(ctx workflow.Context) (port string, err error) {
	asked := false
	for {
		r.leaseNews = false
		r.show(ctx)
		if r.lease.State == access.Ended || r.lease.State == access.RefusedLease {
			break
		}
		if err := workflow.Await(ctx, func() bool { return r.leaseNews || (r.stopped && !asked) }); err != nil {
			return "", err
		}
		if r.stopped && !asked {
			asked = true
			r.letGo(ctx)
		}
	}
	switch r.lease.EndReason {
	case access.EarlyReturn:
		r.ends(access.RequestReturned, "Given back before its time.")
	case access.Revoked:
		r.ends(access.RequestEndedEarly, "Taken away before its time. "+r.lease.Note)
	case access.NotGiven:
		return r.notGiven(ctx, r.lease.Note), nil
	default:
		r.ends(access.RequestCompleted, "Ended as planned"+lateness(*r.lease)+".")
	}
	return builder.PortNext, nil
}

// letGo ends the lease of a run that was cancelled in Temporal.
func (r *run) letGo(ctx workflow.Context) {
	in := EndInput{
		LeaseID: r.lease.ID, Reason: access.Revoked, By: access.System,
		Note: "The request's run was cancelled in Temporal.", At: workflow.Now(ctx),
	}
	owner := OwnerWorkflowID(r.lease.Key)
	if err := workflow.SignalExternalWorkflow(ctx, owner, "", SignalEnd, in).Get(ctx, nil); err != nil {
		r.log.Warn("the owner could not be told to end the lease; it ends at its own end", "error", err)
	}
}

// listen takes what the owner tells of the lease.
func (r *run) listen(ctx workflow.Context) {
	channel := workflow.GetSignalChannel(ctx, SignalLease)
	for {
		var lease access.Lease
		if more := channel.Receive(ctx, &lease); !more {
			return
		}
		r.learn(lease)
	}
}

// learn keeps the newest word about the lease; an older one that comes later is dropped.
func (r *run) learn(lease access.Lease) {
	if r.lease == nil || lease.ID != r.lease.ID || lease.State.Rank() < r.lease.State.Rank() {
		return
	}
	if lease.State == r.lease.State && lease.Rev < r.lease.Rev {
		return
	}
	r.lease, r.leaseNews = &lease, true
}

// show writes for people where the lease stands.
func (r *run) show(ctx workflow.Context) {
	now, lease := workflow.Now(ctx), *r.lease
	switch lease.State {
	case access.Scheduled:
		r.request.Detail = "Approved. It opens at " + stamp(lease.From) + "."
	case access.Open:
		r.request.State = access.RequestOpen
		r.request.Detail = "Open. It ends by itself."
		r.tell(now, r.request.SubjectID, "access_started", fmt.Sprintf("%s is open until %s.", r.input.EntitlementLabel, stamp(lease.End())))
	case access.Ending:
		r.request.State = access.RequestEnding
		r.request.Detail = "Over. Waiting for " + lease.Key.Connector + " to confirm that it is gone."
	case access.Ended:
		r.tell(now, r.request.SubjectID, "access_ended", r.input.EntitlementLabel+" has ended"+lateness(lease)+".")
	}
	r.save(ctx)
}

func (r *run) notGiven(ctx workflow.Context, why string) (port string) {
	now := workflow.Now(ctx)
	r.ends(access.RequestNotGranted, "It could not be given. "+why)
	r.note(now, "request.not_granted", access.System, r.because)
	r.tell(now, r.request.RequesterID, "not_granted", r.input.EntitlementLabel+" could not be given. "+why)
	return builder.PortFailed
}

func lateness(lease access.Lease) string {
	if late := lease.Late().Round(time.Second); late > 0 {
		return fmt.Sprintf(", confirmed %s late", late)
	}
	return ""
}
