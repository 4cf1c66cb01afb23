package workflows

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// RequestInput starts an AccessRequest. The plan travels by value, so that a
// running request depends on nothing that can change.
type RequestInput struct {
	Schema  int            `json:"schema"`
	Request access.Request `json:"request"`
	Plan    []byte         `json:"plan"` // canonical bytes, see builder.Plan.Encode
	// Titles are for people who read the run.
	RequesterName    string `json:"requester_name"`
	EntitlementLabel string `json:"entitlement_label"`
	// Connector and Risk are what operators search runs by.
	Connector string      `json:"connector,omitempty"`
	Risk      access.Risk `json:"risk,omitempty"`
}

// DecideInput is one person's decision in one approval.
type DecideInput struct {
	ApprovalID string          `json:"approval_id"`
	Decision   access.Decision `json:"decision"`
}

// WithdrawInput takes a request back.
type WithdrawInput struct {
	PersonID string    `json:"person_id"`
	At       time.Time `json:"at"`
}

// EndInput ends a lease before its time.
type EndInput struct {
	LeaseID string           `json:"lease_id"`
	Reason  access.EndReason `json:"reason"` // EarlyReturn or Revoked
	By      string           `json:"by"`     // a person's id
	Note    string           `json:"note,omitempty"`
	At      time.Time        `json:"at"`
}

// NewRequestInput is the input of a request's run.
func NewRequestInput(request access.Request, plan []byte, requester access.Person, entitlement access.Entitlement) RequestInput {
	return RequestInput{
		Schema: 1, Request: request, Plan: plan,
		RequesterName: requester.Name, EntitlementLabel: entitlement.Label(),
		Connector: entitlement.Target.Connector, Risk: entitlement.Risk,
	}
}
