package simulation

import (
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Company is who there is, what there is to hold, and how it is before anything
// happens.
type Company struct {
	// People by login. A missing ID is the login, a missing status is active, and a
	// missing account in a connector is the login as well.
	People []access.Person
	// Entitlements need an ID, a Target and a MaxDuration; the app's id is the part
	// of the ID before the slash.
	Entitlements []access.Entitlement
	Delegations  []access.Delegation
	// Standing is what people held before the simulation begins, by nobody's lease.
	Standing []Standing
	// Rates are what connectors allow; one that is not named allows everything.
	Rates []Rate
}

// Standing is something that is held without a lease.
type Standing struct {
	Person     string // login
	Connector  string
	Resource   string
	Attributes map[string]string
}

// Setup is everything that is given before the first input.
type Setup struct {
	Start   time.Time
	Company Company
	// Automations are checked against the company, compiled and published; Plans are
	// published as they are.
	Automations []builder.Definition
	Plans       []builder.Plan
	// Leavers is who is told of people who left; where nobody is named, their manager.
	Leavers workflows.LeaverNotice
	Limits  Limits
	// Directory is where the record is kept while the simulation runs; empty is in
	// memory where the system offers that, and else among temporary files.
	Directory string
}

// Limits end a simulation that would not end by itself. Zero values are the defaults.
type Limits struct {
	Time  time.Duration // virtual, since the start; default three years
	Steps int           // timers, activities and messages; default a million
	// Suggest is how many events of history a run may have before Temporal suggests to
	// go on as a new one; default as a server does. Negative is never, and histories
	// count as empty.
	Suggest int
}

const (
	longestTime = 3 * 365 * 24 * time.Hour
	mostSteps   = 1_000_000
)

func (l Limits) orDefault() Limits {
	if l.Time <= 0 {
		l.Time = longestTime
	}
	if l.Steps <= 0 {
		l.Steps = mostSteps
	}
	if l.Suggest == 0 {
		l.Suggest = suggestedEventCount
	}
	return l
}

// Unsound is why a setup is refused: one of its automations could not be published.
type Unsound struct {
	Automation string
	Problems   []builder.Problem
}

func (u *Unsound) Error() string {
	for _, problem := range u.Problems {
		if problem.Severity == builder.Error {
			return "the automation " + u.Automation + " cannot be published: " + problem.Node + " " + problem.Field + ": " + problem.Message + " (" + string(problem.Code) + ")"
		}
	}
	return "the automation " + u.Automation + " cannot be published"
}
