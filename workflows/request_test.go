package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestOnesOwnApprovalIsRefusedWithTheReason(t *testing.T) {
	o := newOffice(t)
	var refused error
	o.says(time.Hour, "ada", access.Approve, &refused)
	state := o.run(t, simplePlan())
	refusal, is := asRefusal(refused)
	if !is || refusal.Code != access.CodeOwnRequest {
		t.Fatalf("refused with %v", refused)
	}
	if state != access.RequestTimedOut || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

func TestSomebodyWhoIsNotAskedDoesNotCount(t *testing.T) {
	o := newOffice(t)
	var refused error
	o.says(time.Hour, "olaf", access.Approve, &refused)
	if state := o.run(t, simplePlan()); state != access.RequestTimedOut {
		t.Errorf("ended as %s", state)
	}
	if refusal, is := asRefusal(refused); !is || refusal.Code != access.CodeNotAsked {
		t.Errorf("refused with %v", refused)
	}
}

func TestAnApprovalWithNobodyToAskNeverPasses(t *testing.T) {
	o := newOffice(t)
	state := o.run(t, simplePlan(access.ApproverRule{Group: "nobody"}))
	if state != access.RequestDenied || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

func TestSilenceMeansNo(t *testing.T) {
	o := newOffice(t)
	if state := o.run(t, simplePlan()); state != access.RequestTimedOut || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

func TestOneDenialDenies(t *testing.T) {
	o := newOffice(t)
	o.says(time.Hour, "mara", access.Deny, nil)
	if state := o.run(t, simplePlan()); state != access.RequestDenied || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
	if got := o.saved.Request.Detail; got != "Mara said no. because" {
		t.Errorf("told %q", got)
	}
}

func TestAWithdrawnRequestAsksNobodyAnyMore(t *testing.T) {
	o := newOffice(t)
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflowNoRejection(UpdateWithdraw, "w", t, WithdrawInput{PersonID: "ada"})
	}, time.Hour)
	var refused error
	o.says(2*time.Hour, "mara", access.Approve, &refused)
	if state := o.run(t, simplePlan()); state != access.RequestCancelled {
		t.Errorf("ended as %s", state)
	}
	if o.saved.Approvals[0].State != access.ApprovalClosed {
		t.Errorf("the approval is %s", o.saved.Approvals[0].State)
	}
}

func TestARequestThatAnotherRunHasIsLeftAlone(t *testing.T) {
	o := newOffice(t)
	o.taken = true
	o.run(t, simplePlan())
	if len(o.audit) != 0 || o.saved.Request.Seq != 0 {
		t.Errorf("it wrote %v", o.audit)
	}
}

func TestAnApprovedRequestFollowsItsLeaseToTheConfirmedEnd(t *testing.T) {
	o := newOffice(t)
	o.says(time.Hour, "mara", access.Approve, nil)
	o.ownerSays(61*time.Minute, func(l access.Lease) access.Lease { return l.Confirmed(o.env.Now()) })
	o.ownerSays(2*time.Hour, func(l access.Lease) access.Lease { return l.Finished(l.End(), access.Expiry, "", "") })
	var whileEnding access.RequestState
	o.env.RegisterDelayedCallback(func() { whileEnding = o.saved.Request.State }, 125*time.Minute)
	o.ownerSays(130*time.Minute, func(l access.Lease) access.Lease {
		l.State, l.ConfirmedAt = access.Ended, o.env.Now()
		return l
	})
	if state := o.run(t, simplePlan()); state != access.RequestCompleted {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if whileEnding != access.RequestEnding {
		t.Errorf("shown as %s before it was read back", whileEnding)
	}
	lease := o.handed[0]
	if lease.Duration != time.Hour || lease.Key != (access.Key{Connector: "okta", Subject: "00uada", Resource: "group/00gjira"}) {
		t.Errorf("handed over %+v", lease)
	}
	if lease.HardEnd.Before(lease.GiveUp.Add(lease.Duration)) {
		t.Errorf("the hard end %s is before the latest possible planned end", lease.HardEnd)
	}
}

func TestAManagerWhoAsksIsDecidedByTheNextOneUp(t *testing.T) {
	o := newOffice(t)
	ada := o.people["ada"]
	ada.ManagerID = "ada"
	o.people["ada"] = ada
	if state := o.run(t, simplePlan()); state != access.RequestDenied {
		t.Errorf("ended as %s: somebody who is their own manager must find nobody to ask", state)
	}
}

func TestALeaseThatCannotBeGivenIsSaidSo(t *testing.T) {
	o := newOffice(t)
	o.says(time.Hour, "mara", access.Approve, nil)
	o.refusal = access.Refuse(access.CodeConflict, "New access is blocked.")
	if state := o.run(t, simplePlan()); state != access.RequestNotGranted {
		t.Errorf("ended as %s", state)
	}
}
