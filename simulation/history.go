package simulation

import (
	"reflect"

	"go.temporal.io/sdk/workflow"
)

// How many events a server writes for what a workflow does and what reaches it. The
// environment counts none, and a run would never learn that its history is long.
const (
	eventsOfTask        = 3 // scheduled, started and completed, after whatever reaches a run
	eventsOfTimer       = 2 + eventsOfTask
	eventsOfActivity    = 3 + eventsOfTask
	eventsOfMarker      = 1 // a local activity or a side effect, within the task that asked for it
	eventsOfSignal      = 1 + eventsOfTask
	eventsOfSignalOut   = 2 + eventsOfTask
	eventsOfUpdate      = 2 + eventsOfTask
	eventsOfBeginning   = 1 + eventsOfTask
	eventsOfAttributes  = 1
	suggestedEventCount = 4096 // at which a server suggests to go on as a new run
)

// happened counts events of the history of a run.
func (e *engine) happened(ctx workflow.Context, events int) {
	if r := e.runs[workflow.GetInfo(ctx).WorkflowExecution.ID]; r != nil {
		r.events += events
	}
}

// asServer is what a server would say of a run. The environment says its own of each;
// only the length of the history of the stage can be set, so that length and all
// else that is not exported are the stage's.
func (e *engine) asServer(own *workflow.Info) *workflow.Info {
	r := e.runs[own.WorkflowExecution.ID]
	if r == nil || e.staged == nil {
		return own
	}
	length, suggested := r.events, r.events >= e.limits.Suggest
	if e.limits.Suggest < 0 {
		length, suggested = 0, false
	}
	e.env.SetCurrentHistoryLength(length)
	e.env.SetContinueAsNewSuggested(suggested)
	info := *e.staged
	to, from := reflect.ValueOf(&info).Elem(), reflect.ValueOf(own).Elem()
	for i := range to.NumField() {
		if field := to.Field(i); field.CanSet() {
			field.Set(from.Field(i))
		}
	}
	if r.first != "" {
		info.FirstRunID = r.first
	}
	return &info
}
