package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// approval is an approval as the contract shows it to the caller, with what is
// needed to decide it while it is open.
func (o *operations) approval(ctx context.Context, approval access.Approval) (gen.Approval, error) {
	c := callOf(ctx)
	shown := gen.Approval{
		ID: approval.ID, Title: approval.Title, Quorum: approval.Quorum, State: gen.ApprovalState(approval.State),
		OpenedAt: utc(approval.OpenedAt), DueAt: utc(approval.DueAt), ClosedAt: utc(approval.ClosedAt),
		Decisions: []gen.Decision{},
	}
	shown.Approvers = make([]struct {
		Name     string `json:"name"`
		PersonID string `json:"person_id"`
		Via      string `json:"via"`
	}, len(approval.Approvers))
	for i, approver := range approval.Approvers {
		shown.Approvers[i].PersonID, shown.Approvers[i].Name, shown.Approvers[i].Via = approver.PersonID, approver.Name, approver.Via
	}
	for _, decision := range approval.Decisions {
		name, err := o.personName(ctx, decision.PersonID)
		if err != nil {
			return shown, err
		}
		shown.Decisions = append(shown.Decisions, gen.Decision{
			PersonID: decision.PersonID, Name: name, Verdict: gen.DecisionVerdict(decision.Verdict),
			Comment: decision.Comment, At: utc(decision.At),
		})
	}
	request, err := c.seen.request(ctx, approval.RequestID)
	if err != nil {
		return shown, err
	}
	if shown.Request, err = o.request(ctx, request); err != nil {
		return shown, err
	}
	shown.MayDecide = mayDecide(approval, request, c.me.ID)
	if approval.State != access.ApprovalOpen {
		return shown, nil
	}
	held, err := c.seen.heldBy(ctx, request.SubjectID)
	if err != nil {
		return shown, err
	}
	shown.Holds, err = o.accesses(ctx, held)
	return shown, err
}

// mayDecide tells whether a decision of that person would count now.
func mayDecide(approval access.Approval, request access.Request, personID string) bool {
	for _, decision := range approval.Decisions {
		if decision.PersonID == personID {
			return false
		}
	}
	would := access.Decision{ID: "would", PersonID: personID, Verdict: access.Approve}
	return access.CheckDecision(approval, request.RequesterID, request.SubjectID, would) == nil
}

// approvals shows several.
func (o *operations) approvals(ctx context.Context, approvals []access.Approval) ([]gen.Approval, error) {
	shown := make([]gen.Approval, 0, len(approvals))
	for _, approval := range approvals {
		item, err := o.approval(ctx, approval)
		if err != nil {
			return nil, err
		}
		shown = append(shown, item)
	}
	return shown, nil
}
