package builder

// Question is one thing a form asks.
type Question struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Help     string `json:"help,omitempty"`
	Type     string `json:"type"`
	Required bool   `json:"required,omitempty"`
	// When is CEL over requester, subject, entitlement and the answers to earlier
	// questions: the question is asked where it is true. Empty is always. The answer
	// to a question that is not asked is dropped.
	When    string   `json:"when,omitempty"`
	Default any      `json:"default,omitempty"` // what the form offers: text, bool, float64 or []string
	Choices []string `json:"choices,omitempty"`
	// Min and Max bound a number, or the characters of a text, or how many choices
	// are taken; nil is the type's own bound.
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
	// Shortest and Longest bound a duration; 0 is no bound.
	Shortest Duration `json:"shortest,omitempty"`
	Longest  Duration `json:"longest,omitempty"`
	Pattern  string   `json:"pattern,omitempty"` // RE2, of the whole text
	Example  string   `json:"example,omitempty"` // what a good answer looks like, for the message
	// Confirm takes only yes for an answer.
	Confirm bool `json:"confirm,omitempty"`
}

// QuestionsStep asks somebody later on.
type QuestionsStep struct {
	// Requester asks whoever asked; otherwise To says who is.
	Requester bool           `json:"requester,omitempty"`
	To        []ApproverRule `json:"to,omitempty"`
	Questions []Question     `json:"questions"`
	Timeout   Duration       `json:"timeout"`
	Remind    Reminders      `json:"remind,omitzero"`
}
