package builder

// ConditionStep takes the first branch whose expression is true, else Otherwise.
type ConditionStep struct {
	Branches []Branch `json:"branches"`
}

// Branch is one way out of a condition.
type Branch struct {
	Port  string `json:"port"`
	Title string `json:"title,omitempty"` // what the record calls the rule
	When  string `json:"when"`            // CEL over everything that is known, see branchReads
}

// WaitStep waits for exactly one of its fields.
type WaitStep struct {
	For Duration `json:"for,omitempty"`
	// Opening names a calendar: until its hours are open.
	Opening string `json:"opening,omitempty"`
	// When is CEL: until it is true. It is looked at when what is known of the people
	// changes and Every so often, for as long as Timeout.
	When    string   `json:"when,omitempty"`
	Every   Duration `json:"every,omitempty"`
	Timeout Duration `json:"timeout,omitempty"`
}

// Recipients is who hears of something.
type Recipients struct {
	People []ApproverRule `json:"people,omitempty"`
	// Requester, Subject and Approvers address the people of the request themselves;
	// Approvers are those who approved it.
	Requester bool `json:"requester,omitempty"`
	Subject   bool `json:"subject,omitempty"`
	Approvers bool `json:"approvers,omitempty"`
	// Hooks are channels outside, by their name in the configuration.
	Hooks []string `json:"hooks,omitempty"`
}

// NotifyStep puts a message into people's own lists and posts it to channels.
type NotifyStep struct {
	To   Recipients `json:"to"`
	Text string     `json:"text"` // with placeholders, see FillMessage
	// About is one word for what the message is about, by which programs and people
	// sort messages; empty is "notify".
	About string `json:"about,omitempty"`
	// Except leaves out whoever asked, although a rule would name them.
	ExceptRequester bool `json:"except_requester,omitempty"`
}

// WebhookStep sends a signed event to an outside system and waits until it was taken.
type WebhookStep struct {
	Hook string `json:"hook"` // its name in the configuration
	Text string `json:"text,omitempty"`
	// GiveUp is how long it is tried; then the run goes on by failed.
	GiveUp Duration `json:"give_up"`
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
