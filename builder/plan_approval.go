package builder

import "github.com/curfewhq/curfew/internal/access"

// ApproverRule says whom a step asks; see access.ApproverRule.
type ApproverRule = access.ApproverRule

// ApprovalStep asks people.
type ApprovalStep struct {
	Approvers []ApproverRule `json:"approvers"`
	// Quorum is how many of them have to approve; 0 means all that were found.
	Quorum int `json:"quorum"`
	// Denials is how many denials deny; 0 is one.
	Denials int      `json:"denials,omitempty"`
	Timeout Duration `json:"timeout"`
	// Fallback is who is asked as well when the approvers are fewer than the quorum.
	Fallback []ApproverRule `json:"fallback,omitempty"`
	// Escalations add people while nobody has decided, in order of After.
	Escalations []Escalation `json:"escalations,omitempty"`
	Remind      Reminders    `json:"remind,omitzero"`
	// Comment is when a decision needs one.
	Comment access.CommentRule `json:"comment,omitempty"`
	// Shorten and Postpone let an approver give less time, or move the start by at
	// most that much.
	Shorten  bool     `json:"shorten,omitempty"`
	Postpone Duration `json:"postpone,omitempty"`
	// Separate leaves out whoever approved an earlier step of the same request.
	Separate bool `json:"separate,omitempty"`
	// StepUp is how long ago an approver may have signed in at most; 0 is any time.
	StepUp Duration `json:"step_up,omitempty"`
	// Personal asks the approvers themselves, whatever delegations there are.
	Personal bool `json:"personal,omitempty"`
	// Each asks about every entitlement of a bundle apart, all at once; one denial
	// denies all of it.
	Each bool `json:"each,omitempty"`
	// Skip approves without asking where its expression is true; nil never does.
	Skip *Skip `json:"skip,omitempty"`
}

// Skip is when nobody is asked, and why.
type Skip struct {
	When    string `json:"when"` // CEL over requester, subject and entitlement
	Because string `json:"because"`
}

// Escalation adds people to those who are asked.
type Escalation struct {
	After     Duration       `json:"after"` // since the approval was opened
	Approvers []ApproverRule `json:"approvers"`
}

// Reminders is when people who were asked hear of it again.
type Reminders struct {
	// Before is how long before the timeout.
	Before []Duration `json:"before,omitempty"`
	// Every is the first pause since it was opened, and Factor what each pause is
	// longer than the one before; a Factor of 0 or 1 keeps them equal.
	Every  Duration `json:"every,omitempty"`
	Factor int      `json:"factor,omitempty"`
}

// AutoApproveStep lets a request through and says in words why nobody is asked.
type AutoApproveStep struct {
	Because string `json:"because"`
}

// ReviewStep asks somebody to look at what became of access, once it is gone. The
// request stays open until somebody did.
type ReviewStep struct {
	Reviewers []ApproverRule `json:"reviewers"`
	// Evidence is what the review has to show.
	Evidence access.Evidence `json:"evidence,omitempty"`
	// Due is how long they have. After that Overdue hear of it, at once and then
	// Every so often, and half-way to Closes those who answer for the entitlement are
	// asked as well.
	Due     Duration       `json:"due"`
	Overdue []ApproverRule `json:"overdue,omitempty"`
	Every   Duration       `json:"every,omitempty"`
	// Closes is when nobody is asked any more and the run goes on by timed_out.
	Closes Duration `json:"closes"`
	// Blocks refuses the requester's further requests by the automation while a
	// review of theirs is overdue.
	Blocks bool `json:"blocks,omitempty"`
}
