package access

import "time"

// LateMarks returns how late an end has to be for people to hear of it, rising.
func LateMarks() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute}
}

// AboutLate is what messages and hooks call an end that is late.
const AboutLate = "access_end_delayed"

// LateReport says of ends that they are not confirmed so long after they were due, to
// everybody who has to know, and to hooks.
type LateReport struct {
	Mark     time.Duration
	Leases   []string // their ids
	Messages []Message
	Lines    []AuditLine
	Posts    []LatePost
}

// LatePost is what a hook is still to be told of ends that are late.
type LatePost struct {
	ID   string // the same whenever it is sent
	Hook string
	At   time.Time
	Text string
	Data map[string]any
}
