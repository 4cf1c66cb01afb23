package preflight

import "time"

// Run is one run of a workflow.
type Run struct {
	ID      string    `json:"id"`
	RunID   string    `json:"run_id"`
	Type    string    `json:"type"`
	Started time.Time `json:"started_at"`
}

// Counts is what became of the runs that were looked at.
type Counts struct {
	Replayed   int `json:"replayed"`
	WouldBreak int `json:"would_break"`
	NotRead    int `json:"could_not_be_read"`
}

// Looked is how many that are.
func (c Counts) Looked() int { return c.Replayed + c.WouldBreak + c.NotRead }

// Broken is a run that this binary could not carry on.
type Broken struct {
	Run
	// Event is the number of the event at which the run did something else than
	// this binary would; zero where that cannot be said.
	Event int64 `json:"event,omitempty"`
	// Why is a sentence.
	Why string `json:"why"`
}

// Unread is a run whose history could not be had.
type Unread struct {
	Run
	Why string `json:"why"`
}

// mostNamed is how many runs a report names of each sort; it counts all of them.
const mostNamed = 20

// Report is what was found. Gone are runs whose history was removed meanwhile.
type Report struct {
	Counts
	Gone   int               `json:"gone"`
	Types  map[string]Counts `json:"types"`
	Broken []Broken          `json:"broken,omitempty"`
	Unread []Unread          `json:"unread,omitempty"`
	// More says that the limit ended it, and that there are more.
	More bool `json:"more,omitempty"`
}

// OK reports whether every run that was looked at goes on in this binary.
func (r Report) OK() bool { return r.WouldBreak == 0 && r.NotRead == 0 }

// room reports whether one more broken run would be named.
func (r *Report) room() bool { return len(r.Broken) < mostNamed }

func (r *Report) add(run Run, found verdict) {
	counts := r.Types[run.Type]
	switch {
	case found.gone:
		r.Gone++
		return
	case found.unread != nil:
		counts.NotRead++
		r.NotRead++
		if len(r.Unread) < mostNamed {
			r.Unread = append(r.Unread, Unread{Run: run, Why: found.unread.Error()})
		}
	case found.broken != nil:
		counts.WouldBreak++
		r.WouldBreak++
		if r.room() {
			r.Broken = append(r.Broken, Broken{Run: run, Event: found.broken.event, Why: found.broken.why})
		}
	default:
		counts.Replayed++
		r.Replayed++
	}
	r.Types[run.Type] = counts
}
