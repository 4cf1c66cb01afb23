package policy

import (
	"bytes"
	"encoding/json"
	"time"
)

// Expected is what has to come of a scenario.
type Expected struct {
	FinalStatus string               `json:"final_status"`
	Reason      string               `json:"reason"`
	NextOpening time.Time            `json:"next_opening"`
	Requests    map[string]string    `json:"requests"`
	RequestEnds map[string]time.Time `json:"request_ends"`
	Asked       []Asked              `json:"asked"`
	Access      []Access             `json:"access"`
	Notified    []Notified           `json:"notified"`
	Review      *Review              `json:"review"`
	Cleanup     map[string]time.Time `json:"cleanup"`
	Tolerance   map[string]int       `json:"tolerance_s"`
	Checks      []string             `json:"checks"`
}

// UnmarshalJSON refuses what it does not know: nothing that a case says may be left
// out without anybody noticing.
func (e *Expected) UnmarshalJSON(data []byte) error {
	type plain Expected
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode((*plain)(e))
}

// Asked is somebody who gets a task.
type Asked struct {
	Who        string    `json:"who"`
	Stage      any       `json:"stage"`
	At         time.Time `json:"at"`
	Answer     string    `json:"answer"`
	AnsweredAt time.Time `json:"answered_at"`
	Request    string    `json:"request"`
	OnBehalfOf any       `json:"on_behalf_of"`
	Item       string    `json:"item"` // of a bundle
	Rule       any       `json:"rule"` // by which they are asked: 2, "baseline"
}

// Access is a stretch of time in which the target system really gives access.
type Access struct {
	Who            string    `json:"who"`
	Target         string    `json:"target"`
	Began          time.Time `json:"began"`
	Ended          time.Time `json:"ended"`
	Elapsed        float64   `json:"elapsed_s"`
	EndReason      string    `json:"end_reason"`
	DueEnd         time.Time `json:"due_end"`
	RequestedEnd   time.Time `json:"requested_end"`
	BeganNotBefore time.Time `json:"began_not_before"`
	BeganNotAfter  time.Time `json:"began_not_after"`
	EndedNotBefore time.Time `json:"ended_not_before"`
	EndedNotAfter  time.Time `json:"ended_not_after"`
	Request        string    `json:"request"`
	Requests       []string  `json:"requests"`
	ValidUntil     time.Time `json:"valid_until"`
	Note           string    `json:"note"`
}

// Notified is a message that must go out, and what it has to say.
type Notified struct {
	At        time.Time `json:"at"`
	To        string    `json:"to"`
	About     string    `json:"about"`
	Via       string    `json:"via"`
	Request   string    `json:"request"`
	Includes  string    `json:"includes"`
	Stage     float64   `json:"stage"`
	Tier      float64   `json:"tier"`
	ToTier    string    `json:"to_tier"`
	Item      string    `json:"item"`
	Kind      string    `json:"kind"`
	Granted   string    `json:"granted"`
	ChangedBy string    `json:"changed_by"`
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	NewEnd    time.Time `json:"new_end"`
	Late      float64   `json:"late_s"`
}

// Review is what becomes of a retrospective duty.
type Review struct {
	Opened time.Time `json:"opened"`
	Due    time.Time `json:"due"`
	Closed time.Time `json:"closed"`
	By     string    `json:"by"`
	Status string    `json:"status"`
}
