package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func bundle(o *office) builder.Plan {
	o.bundle = []string{"jira/user", "wiki/user", "chat/user"}
	plan := approving(builder.ApprovalStep{
		Each: true, Skip: &builder.Skip{When: `entitlement.id == "chat/user"`, Because: "Everybody chats."},
	})
	plan.Steps[0].Request.Entitlements, plan.Steps[0].Request.Bundle = o.bundle, true
	return plan
}

func TestABundleIsGivenWhenEveryPartIsAgreedAndEndsTogether(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.decides(time.Hour, "r1.lead.jira.user", access.Decision{PersonID: "mara", Verdict: access.Approve}, nil)
	o.decides(2*time.Hour, "r1.lead.wiki.user", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
	if state := o.run(t, bundle(o)); state != access.RequestCompleted || len(o.handed) != 3 {
		t.Fatalf("ended as %s with %d: %s", state, len(o.handed), o.saved.Request.Detail)
	}
	for _, lease := range o.handed {
		if lease.OpenedAt.Sub(monday) != 2*time.Hour || lease.EndedAt.Sub(monday) != 3*time.Hour || lease.EndReason != access.Expiry {
			t.Errorf("%s from %s to %s by %s", lease.EntitlementID, lease.OpenedAt.Sub(monday), lease.EndedAt.Sub(monday), lease.EndReason)
		}
	}
	started := 0
	for _, about := range o.told("ada") {
		if about == "access_started" {
			started++
		}
	}
	if started != 1 {
		t.Errorf("told %d times that it began", started)
	}
}

func TestOneDeniedPartDeniesTheWholeBundle(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.decides(time.Hour, "r1.lead.jira.user", access.Decision{PersonID: "mara", Verdict: access.Approve}, nil)
	o.decides(2*time.Hour, "r1.lead.wiki.user", access.Decision{PersonID: "olaf", Verdict: access.Deny, Comment: "No."}, nil)
	if state := o.run(t, bundle(o)); state != access.RequestDenied || len(o.handed) != 0 {
		t.Errorf("ended as %s with %d", state, len(o.handed))
	}
}
