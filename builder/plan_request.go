package builder

// RequestStep is the trigger: what may be asked for, by whom, for whom and how long.
type RequestStep struct {
	Entitlements []string `json:"entitlements"`
	// Bundle means that all of them are asked for together.
	Bundle  bool   `json:"bundle,omitempty"`
	Visible string `json:"visible,omitempty"` // CEL over requester and entitlement; empty is everyone
	// ForOthers is for whom else one may ask: CEL over requester and subject; empty
	// is nobody.
	ForOthers      string     `json:"for_others,omitempty"`
	ReasonRequired bool       `json:"reason_required,omitempty"`
	ReasonMin      int        `json:"reason_min,omitempty"` // fewest characters of a reason that is given
	Questions      []Question `json:"questions,omitempty"`
	Duration       Durations  `json:"duration"`
	// Windows is which times one may ask for instead of a duration; nil is none.
	Windows *WindowRules `json:"windows,omitempty"`
	// Hours limits asking and holding to business hours; nil is any time.
	Hours *HoursRule `json:"hours,omitempty"`
	// Frequency is how often one may ask; nil is any number of times.
	Frequency *FrequencyRule `json:"frequency,omitempty"`
	// CoolDown is how long after a denial one may ask again; 0 is at once.
	CoolDown Duration `json:"cool_down,omitempty"`
}

// Durations is how long access may be asked for.
type Durations struct {
	Default Duration `json:"default"`
	Min     Duration `json:"min,omitempty"` // 0 is any
	Max     Duration `json:"max"`
	// Limits are stricter for some; of all that apply the smallest wins.
	Limits []Limit `json:"limits,omitempty"`
}

// Limit is a maximum, and where it is set a default, that holds when a CEL
// expression over requester, subject and entitlement is true.
type Limit struct {
	When    string   `json:"when"`
	Max     Duration `json:"max"`
	Default Duration `json:"default,omitempty"` // 0 leaves the default as it is
}

// WindowRules is which times one may ask for.
type WindowRules struct {
	// Absolute allows a time from–until.
	Absolute bool `json:"absolute,omitempty"`
	// Ahead is how far ahead access may begin; 0 is MaxAhead.
	Ahead Duration `json:"ahead,omitempty"`
	// Recurring allows hours that come again; nil does not.
	Recurring *RecurringRule `json:"recurring,omitempty"`
}

// RecurringRule bounds a series. Where Rule is set the automation says when the
// windows are and the requester only from when until when.
type RecurringRule struct {
	MaxWindow Duration `json:"max_window"` // longest single window, on the wall clock
	MaxSpan   Duration `json:"max_span"`   // from the first date to the last, in days
	// Zone is whose wall clock counts: "requester", "subject" or an IANA name. A
	// person without a zone has UTC.
	Zone     string `json:"zone"`
	Rule     string `json:"rule,omitempty"`  // RFC 5545, see internal/windows
	Start    string `json:"start,omitempty"` // clocks, with Rule
	End      string `json:"end,omitempty"`
	Holidays string `json:"holidays,omitempty"` // calendar whose holidays have no window
}

// HoursRule limits access to the hours of a calendar: it is cut at closing time.
type HoursRule struct {
	Calendar string `json:"calendar"`
	// Wait lets one ask at any time and opens at the next opening; otherwise asking
	// outside of the hours is refused, and what is not decided at closing is closed.
	Wait bool `json:"wait,omitempty"`
}

// FrequencyRule is how often one person may ask by the automation.
type FrequencyRule struct {
	Most   int      `json:"most"`
	Within Duration `json:"within"`
}
