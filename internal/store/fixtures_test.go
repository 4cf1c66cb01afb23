package store

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

var jira = access.Key{Connector: "okta", Subject: "00u1", Resource: "group/00g1"}

// leaseFor is an open lease of an hour on Jira.
func leaseFor(id, person string, from time.Time) access.Lease {
	return access.Lease{
		ID: id, RequestID: "of-" + id, PersonID: person, EntitlementID: "jira/user", Key: jira,
		From: precise(from), GiveUp: precise(from.Add(time.Hour)), Duration: time.Hour,
		Ends: precise(from.Add(time.Hour)), HardEnd: precise(from.Add(2 * time.Hour)), State: access.Open,
	}
}

// asking is an open approval that asks those people.
func asking(id string, people ...string) access.Approval {
	approval := access.Approval{ID: id, RequestID: "r", Title: "Lead", Quorum: 1, State: access.ApprovalOpen, DueAt: precise(noon)}
	for _, person := range people {
		approval.Approvers = append(approval.Approvers, access.Approver{PersonID: person})
	}
	return approval
}
