package workflows

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/builder"
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
	// Labels are the entitlements of a bundle as people say them, by id.
	Labels map[string]string `json:"labels,omitempty"`
	// Connector and Risk are what operators search runs by.
	Connector string      `json:"connector,omitempty"`
	Risk      access.Risk `json:"risk,omitempty"`
	// State carries a long series on as a new run; nil for the first run of a chain.
	State *RunState `json:"state,omitempty"`
}

// label is an entitlement as people say it.
func (in RequestInput) label(entitlementID string) string {
	if label := in.Labels[entitlementID]; label != "" {
		return label
	}
	return in.EntitlementLabel
}

// RunState is what one run of a request hands to the next, between two windows of
// a series. Fields are only ever added.
type RunState struct {
	Request    access.Request    `json:"request"`
	Approvals  []access.Approval `json:"approvals,omitempty"`
	Granted    access.Ask        `json:"granted"`
	ApprovedBy []string          `json:"approved_by,omitempty"`
	Rule       string            `json:"rule,omitempty"`
	StepID     string            `json:"step_id"`
	Opening    builder.Opening   `json:"opening"`
	Next       int               `json:"next"` // index of the window that comes next
	Start      time.Time         `json:"start,omitzero"`
	ChangedBy  string            `json:"changed_by,omitempty"`
	Closes     time.Time         `json:"closes,omitzero"`
	Closing    string            `json:"closing,omitempty"`
	Known      map[string]bool   `json:"known,omitempty"`
	// Events and FactsMoved came in and were not looked at yet.
	Events     []OutsideEvent `json:"events,omitempty"`
	FactsMoved bool           `json:"facts_moved,omitempty"`
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

// ExtendInput asks to keep access longer. Its id comes from the client: the same
// one sent again is the same ask.
type ExtendInput struct {
	ID       string        `json:"id"`
	PersonID string        `json:"person_id"`
	By       time.Duration `json:"by"`
	Reason   string        `json:"reason,omitempty"`
}

// Extended is what became of it: granted at once until Until, or asked of people
// in an approval.
type Extended struct {
	Until      time.Time `json:"until,omitzero"`
	ApprovalID string    `json:"approval_id,omitempty"`
}

// StopInput ends everything of a request: what is open, and every window to come.
type StopInput struct {
	PersonID string           `json:"person_id"`
	Reason   access.EndReason `json:"reason"` // EarlyReturn or Revoked
	Note     string           `json:"note,omitempty"`
}

// OutsideEvent is what an outside system said, checked to be from there.
type OutsideEvent struct {
	Event  string    `json:"event"`  // "ticket.closed"
	Matter string    `json:"matter"` // what it is about, for instance a ticket
	Says   string    `json:"says,omitempty"`
	At     time.Time `json:"at"`
}

// EndInput ends a lease before its time.
type EndInput struct {
	LeaseID string           `json:"lease_id"`
	Reason  access.EndReason `json:"reason"`
	By      string           `json:"by"` // a person's id
	Note    string           `json:"note,omitempty"`
	At      time.Time        `json:"at"`
}

// DoneInput is somebody's word that what they were asked for was done by hand.
type DoneInput struct {
	LeaseID string      `json:"lease_id"`
	Asked   access.Hand `json:"asked"` // what for: access.HandToGive or access.HandToTake
	By      string      `json:"by"`    // a person's id
	Name    string      `json:"name"`
	At      time.Time   `json:"at"`
}

// NewRequestInput is the input of a request's run; entitlements is what is asked
// for, one or the whole bundle in its order.
func NewRequestInput(request access.Request, plan []byte, requester access.Person, entitlements ...access.Entitlement) RequestInput {
	input := RequestInput{Schema: requestSchema, Request: request, Plan: plan, RequesterName: requester.Name}
	for i, entitlement := range entitlements {
		if i == 0 {
			input.EntitlementLabel, input.Connector, input.Risk = entitlement.Label(), entitlement.Target.Connector, entitlement.Risk
		}
		if len(entitlements) == 1 {
			break
		}
		if input.Labels == nil {
			input.Labels = map[string]string{}
		}
		input.Labels[entitlement.ID] = entitlement.Label()
		if entitlement.Risk == access.HighRisk {
			input.Risk = access.HighRisk
		}
	}
	if more := len(entitlements) - 1; more > 0 {
		input.EntitlementLabel += fmt.Sprintf(" and %d more", more)
	}
	return input
}
