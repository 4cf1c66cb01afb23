package builder

import (
	"github.com/curfewhq/curfew/internal/windows"
)

// PlanFormat is the version of the compiled form that Compile writes. DecodePlan
// reads every earlier one; a worker refuses a newer one. Format 2 came with the
// kinds questions, auto_approve, wait, review and webhook.
const PlanFormat = 2

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
	// Calendars are the business hours that steps name, by name.
	Calendars map[string]windows.Calendar `json:"calendars,omitempty"`
	// Steps in topological order; the first is the request.
	Steps []Step `json:"steps"`
}

// Kind is what a step does.
type Kind string

// The kinds of steps.
const (
	KindRequest     Kind = "request"
	KindQuestions   Kind = "questions"
	KindCondition   Kind = "condition"
	KindApproval    Kind = "approval"
	KindAutoApprove Kind = "auto_approve"
	KindWait        Kind = "wait"
	KindGrant       Kind = "grant"
	KindReview      Kind = "review"
	KindNotify      Kind = "notify"
	KindWebhook     Kind = "webhook"
	KindEnd         Kind = "end"
)

// Step is one node of a plan. Exactly the field of its kind is set.
type Step struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind"`
	Title string `json:"title"`
	// Next holds, for each port of the step in the kind's order, where it leads.
	Next []Exit `json:"next,omitempty"`
	// Asks lists the facts outside that the step's expressions read, and Hours the
	// calendars: they are looked up before an expression is evaluated.
	Asks  []string `json:"asks,omitempty"`
	Hours []string `json:"hours,omitempty"`

	Request     *RequestStep     `json:"request,omitempty"`
	Questions   *QuestionsStep   `json:"questions,omitempty"`
	Condition   *ConditionStep   `json:"condition,omitempty"`
	Approval    *ApprovalStep    `json:"approval,omitempty"`
	AutoApprove *AutoApproveStep `json:"auto_approve,omitempty"`
	Wait        *WaitStep        `json:"wait,omitempty"`
	Grant       *GrantStep       `json:"grant,omitempty"`
	Review      *ReviewStep      `json:"review,omitempty"`
	Notify      *NotifyStep      `json:"notify,omitempty"`
	Webhook     *WebhookStep     `json:"webhook,omitempty"`
	End         *EndStep         `json:"end,omitempty"`
}

// Exit is one port of a step and the step it leads to.
type Exit struct {
	Port string `json:"port"`
	To   string `json:"to"`
}

// The ports of the kinds. A condition's ports are its branches' names and Otherwise.
const (
	PortNext      = "next"      // request, auto_approve, wait, notify, webhook, review, and grant when the access has ended
	PortAnswered  = "answered"  // questions
	PortApproved  = "approved"  // approval
	PortDenied    = "denied"    // approval
	PortTimedOut  = "timed_out" // approval, where it leads like denied unless drawn; questions; a wait for a fact; review, where it leads like next unless drawn
	PortFailed    = "failed"    // grant that could not be given; webhook, where it leads like next unless drawn
	PortOtherwise = "otherwise" // condition
)

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
