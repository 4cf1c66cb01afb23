package builder

import (
	"github.com/curfewhq/curfew/internal/access"
)

// PlanFormat is the version of the compiled form; a worker refuses a newer one.
const PlanFormat = 1

// MaxPlanBytes is the largest plan that may be published: it travels by value in
// the history of every request.
const MaxPlanBytes = 256 << 10

// Plan is the compiled, closed, ordered form of a definition: everything that a
// run needs and nothing that can change. The same definition always compiles to
// the same bytes (see Encode), which are what the hash is of.
type Plan struct {
	Format     int    `json:"format"`
	Automation string `json:"automation"`
	Title      string `json:"title"`
	// Steps in topological order; the first is the request.
	Steps []Step `json:"steps"`
}

// Kind is what a step does.
type Kind string

// The kinds of steps.
const (
	KindRequest   Kind = "request"
	KindCondition Kind = "condition"
	KindApproval  Kind = "approval"
	KindGrant     Kind = "grant"
	KindNotify    Kind = "notify"
	KindEnd       Kind = "end"
)

// Step is one node of a plan. Exactly the field of its kind is set.
type Step struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind"`
	Title string `json:"title"`
	// Next holds, for each port of the step in the kind's order, where it leads.
	Next []Exit `json:"next,omitempty"`

	Request   *RequestStep   `json:"request,omitempty"`
	Condition *ConditionStep `json:"condition,omitempty"`
	Approval  *ApprovalStep  `json:"approval,omitempty"`
	Grant     *GrantStep     `json:"grant,omitempty"`
	Notify    *NotifyStep    `json:"notify,omitempty"`
	End       *EndStep       `json:"end,omitempty"`
}

// Exit is one port of a step and the step it leads to.
type Exit struct {
	Port string `json:"port"`
	To   string `json:"to"`
}

// The ports of the kinds. A condition's ports are its branches' names and Otherwise.
const (
	PortNext      = "next"      // request, notify, and grant when the access has ended
	PortApproved  = "approved"  // approval
	PortDenied    = "denied"    // approval
	PortTimedOut  = "timed_out" // approval; leads where denied leads unless it is drawn
	PortFailed    = "failed"    // grant that could not be given
	PortOtherwise = "otherwise" // condition
)

// RequestStep is the trigger: what may be asked for, by whom, and how long.
type RequestStep struct {
	Entitlements   []string   `json:"entitlements"`
	Visible        string     `json:"visible,omitempty"` // CEL over requester and entitlement; empty is everyone
	ReasonRequired bool       `json:"reason_required,omitempty"`
	Questions      []Question `json:"questions,omitempty"`
	Duration       Durations  `json:"duration"`
	// Windows allows asking for a time from–until instead of a duration.
	Windows bool `json:"windows,omitempty"`
}

// Durations is how long access may be asked for.
type Durations struct {
	Default Duration `json:"default"`
	Max     Duration `json:"max"`
	// Limits are stricter maxima for some; of all that apply the smallest wins.
	Limits []Limit `json:"limits,omitempty"`
}

// Limit is a maximum that holds when a CEL expression over requester, subject and
// entitlement is true.
type Limit struct {
	When string   `json:"when"`
	Max  Duration `json:"max"`
}

// Question is one thing the form asks.
type Question struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Help     string   `json:"help,omitempty"`
	Type     string   `json:"type"` // text, long_text, number, choice, yes_no
	Required bool     `json:"required,omitempty"`
	Choices  []string `json:"choices,omitempty"`
	Pattern  string   `json:"pattern,omitempty"` // RE2, of the whole text
}

// ConditionStep takes the first branch whose expression is true, else Otherwise.
type ConditionStep struct {
	Branches []Branch `json:"branches"`
}

// Branch is one way out of a condition.
type Branch struct {
	Port string `json:"port"`
	When string `json:"when"` // CEL over requester, subject, entitlement, answers, request
}

// ApprovalStep asks people.
type ApprovalStep struct {
	Approvers []access.ApproverRule `json:"approvers"`
	// Quorum is how many of them have to approve; 0 means all that were found.
	Quorum  int      `json:"quorum"`
	Timeout Duration `json:"timeout"`
}

// GrantStep provisions, holds until the end, and deprovisions: one unit.
type GrantStep struct {
	// GiveUp is how long opening is tried before the grant fails.
	GiveUp Duration `json:"give_up"`
}

// NotifyStep puts a message into people's own lists.
type NotifyStep struct {
	To []access.ApproverRule `json:"to,omitempty"`
	// Requester and Subject address the people of the request themselves.
	Requester bool   `json:"requester,omitempty"`
	Subject   bool   `json:"subject,omitempty"`
	Text      string `json:"text"` // with {requester}, {subject}, {entitlement}, {reason}
}

// Outcome is how a request ends where an end step is reached.
type Outcome string

// The outcomes that a drawing can name.
const (
	OutcomeDone   Outcome = "done" // whatever became of the grant
	OutcomeDenied Outcome = "denied"
)

// EndStep closes the request.
type EndStep struct {
	Outcome Outcome `json:"outcome"`
	Because string  `json:"because,omitempty"`
}

// Step returns the step of that id and whether there is one.
func (p Plan) Step(id string) (Step, bool) {
	for _, step := range p.Steps {
		if step.ID == id {
			return step, true
		}
	}
	return Step{}, false
}

// Exit returns where a port of the step leads and whether it is connected.
func (s Step) Exit(port string) (string, bool) {
	for _, exit := range s.Next {
		if exit.Port == port {
			return exit.To, true
		}
	}
	return "", false
}
