package builder

import "time"

// Published is one immutable version of an automation: what was drawn and what it
// compiled to. A published version never changes; publishing again makes the next.
type Published struct {
	Name        string
	Title       string
	Version     int
	Definition  []byte // as it was drawn, YAML
	Plan        []byte // canonical bytes, see Plan.Encode
	PlanHash    string
	PublishedBy string // a person's id, or access.System for seeds
	PublishedAt time.Time
}
