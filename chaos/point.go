package main

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// fault is what is broken.
type fault string

// The faults, in the order of the table.
const (
	undisturbed   fault = "none"
	workerDies    fault = "worker"     // SIGKILL of the worker's process
	databaseAway  fault = "database"   // every statement of the run fails for a while
	answerLost    fault = "commit"     // the statement is committed and its answer is lost
	outsideBefore fault = "cut-before" // the connection to Okta is cut before the effect
	outsideAfter  fault = "cut-after"  // and after it
	outsideFails  fault = "status-500"
	outsideLate   fault = "late" // cut, and the effect lands seconds later
	outsideDown   fault = "down" // every call fails for a while
	outsideSlow   fault = "slow" // the effect and its answer come after the attempt was given up
	temporalDies  fault = "temporal"
	apiDies       fault = "api"         // after its commit, before the start of the run
	apiStarts     fault = "api-started" // after the start of the run, before it noted so and answered
	apiDecides    fault = "api-decided" // after a decision was taken, before it answered
	apiStops      fault = "api-stopped" // after access was given back, before it answered
	runCancelled  fault = "cancel"      // somebody cancels the run in Temporal
	runTerminated fault = "terminate"
	runReset      fault = "reset" // to an earlier task
	runDeleted    fault = "delete"
	killsPerson   fault = "switch-person" // a kill switch is thrown
	killsThing    fault = "switch-entitlement"
	killsPlan     fault = "switch-automation"
	killsSystem   fault = "switch-connector"
)

// interferes tells whether the fault is somebody's who works on runs in Temporal.
func (f fault) interferes() bool {
	return f == runCancelled || f == runTerminated || f == runReset || f == runDeleted
}

// throws tells whether it is a kill switch.
func (f fault) throws() bool { return f.scope() != "" }

// scope is what a kill switch of the fault ends everything of; empty where it is none.
func (f fault) scope() access.KillScope {
	switch f {
	case killsPerson:
		return access.KillPerson
	case killsThing:
		return access.KillEntitlement
	case killsPlan:
		return access.KillAutomation
	case killsSystem:
		return access.KillConnector
	default:
		return ""
	}
}

// holds tells whether a run waits at its point until its worker dies.
func (f fault) holds() bool { return f == workerDies || f.acts() }

// acts tells whether somebody does it to a run that waits for it at its point.
func (f fault) acts() bool { return f.interferes() || f.throws() }

// point is one place to break one thing. Place event is an event of the history, by
// its kind and its number among its kind, and so the same wherever the history is cut
// into tasks: the worker dies when it has been told of it (taken), before it is
// written (sent), or after that and before the worker hears so (lost). The other
// places are the n-th of what a process does for the run.
//
// Of a call to Okta, Workflow is empty, as the outside system cannot tell whose it is.
type point struct {
	Fault    fault  `json:"fault"`
	Workflow string `json:"workflow,omitempty"` // request, request-2, access, access-2
	Place    string `json:"place,omitempty"`    // event, record, read, activity, outside, call
	Which    string `json:"which,omitempty"`    // "marker-7" of an event, "7" of the others
	Moment   string `json:"moment,omitempty"`   // taken, before, after, sent, lost
}

// String is the point's name; parsePoint reads it back.
func (p point) String() string {
	if p.Place == "" {
		return string(p.Fault)
	}
	return fmt.Sprintf("%s:%s:%s:%s:%s", p.Fault, p.Workflow, p.Place, p.Which, p.Moment)
}

func parsePoint(text string) (point, error) {
	parts := strings.Split(text, ":")
	switch len(parts) {
	case 1:
		return point{Fault: fault(parts[0])}, nil
	case 5:
		return point{fault(parts[0]), parts[1], parts[2], parts[3], parts[4]}, nil
	default:
		return point{}, fmt.Errorf("%q is not the name of a point, such as worker:access:event:timer-1:lost", text)
	}
}

// as is the same place with another fault.
func (p point) as(other fault) point {
	p.Fault = other
	return p
}

// faults lists them all, in the order of the table.
func faults() []fault {
	return []fault{
		workerDies, databaseAway, answerLost, outsideBefore, outsideAfter, outsideFails, outsideDown, outsideLate, outsideSlow,
		temporalDies, apiDies, apiStarts, apiDecides, apiStops, runCancelled, runTerminated, runReset, runDeleted,
		killsPerson, killsThing, killsPlan, killsSystem,
	}
}
