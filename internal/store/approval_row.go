package store

import "github.com/curfewhq/curfew/internal/access"

type approvalRow struct {
	ID        string
	RequestID string
	StepID    string
	Title     string
	Kind      string
	Approvers document[[]access.Approver]
	Quorum    int
	Denials   int
	Decisions document[[]access.Decision]
	State     string
	Opened    instant `gorm:"column:opened_at"`
	Due       instant `gorm:"column:due_at"`
	Closed    instant `gorm:"column:closed_at"`
	// EntitlementID is empty where all of a request is decided about.
	EntitlementID string
	Terms         document[access.Terms]
}

func (approvalRow) TableName() string { return "approvals" }

// taskRow is an approval's place in the inbox of one person whom it asks.
type taskRow struct {
	ApprovalID string `gorm:"primaryKey"`
	PersonID   string `gorm:"primaryKey"`
	ListGroup  int64
	ListOrder  int64
}

func (taskRow) TableName() string { return "approval_tasks" }

// The groups of a person's inbox.
const (
	tasksOpen   = 0
	tasksClosed = 1
)

func rowOfApproval(approval access.Approval) approvalRow {
	return approvalRow{
		ID:            approval.ID,
		RequestID:     approval.RequestID,
		StepID:        approval.StepID,
		Title:         approval.Title,
		Kind:          string(approval.Kind),
		Approvers:     documentOf(preciselyAsked(approval.Approvers)),
		Quorum:        approval.Quorum,
		Denials:       approval.Denials,
		Decisions:     documentOf(precisely(approval.Decisions)),
		State:         string(approval.State),
		Opened:        on(approval.OpenedAt),
		Due:           on(approval.DueAt),
		Closed:        on(approval.ClosedAt),
		EntitlementID: approval.EntitlementID,
		Terms:         documentOf(approval.Terms),
	}
}

func (r approvalRow) approval() access.Approval {
	return access.Approval{
		ID:            r.ID,
		RequestID:     r.RequestID,
		StepID:        r.StepID,
		Title:         r.Title,
		Kind:          access.ApprovalKind(r.Kind),
		Approvers:     r.Approvers.v,
		Quorum:        r.Quorum,
		Denials:       r.Denials,
		Decisions:     r.Decisions.v,
		State:         access.ApprovalState(r.State),
		OpenedAt:      r.Opened.at,
		DueAt:         r.Due.at,
		ClosedAt:      r.Closed.at,
		EntitlementID: r.EntitlementID,
		Terms:         r.Terms.v,
	}
}

// precisely is a copy of decisions with their instants as they will be read back.
func precisely(decisions []access.Decision) []access.Decision {
	var copied []access.Decision
	for _, decision := range decisions {
		decision.At = precise(decision.At)
		decision.Start = precise(decision.Start)
		decision.AuthenticatedAt = precise(decision.AuthenticatedAt)
		copied = append(copied, decision)
	}
	return copied
}

// preciselyAsked is the same of approvers.
func preciselyAsked(approvers []access.Approver) []access.Approver {
	var copied []access.Approver
	for _, approver := range approvers {
		approver.AskedAt = precise(approver.AskedAt)
		copied = append(copied, approver)
	}
	return copied
}

// tasksOf are the approval's places in inboxes: open ones by when they are due,
// closed ones newest first.
func tasksOf(approval access.Approval) []taskRow {
	group, order := int64(tasksOpen), approval.DueAt.UnixMicro()
	if approval.State != access.ApprovalOpen {
		group, order = tasksClosed, -approval.ClosedAt.UnixMicro()
	}
	var tasks []taskRow
	for _, person := range sortedSet(approverIDs(approval)) {
		tasks = append(tasks, taskRow{ApprovalID: approval.ID, PersonID: person, ListGroup: group, ListOrder: order})
	}
	return tasks
}

func approverIDs(approval access.Approval) []string {
	var ids []string
	for _, approver := range approval.Approvers {
		ids = append(ids, approver.PersonID)
	}
	return ids
}
