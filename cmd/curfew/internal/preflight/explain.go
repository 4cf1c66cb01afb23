package preflight

import (
	"errors"
	"sort"

	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
)

// explain finds the first task of a run that this binary would have done in another
// way: what Temporal's SDK says of the whole history is often about a later one.
func (r *replay) explain(history *historypb.History, whole error) *difference {
	if errors.Is(whole, errRestless) {
		return point(nil, whole) // every further attempt would take as long
	}
	ends := decided(history)
	first := sort.Search(len(ends), func(i int) bool { return r.attempt(upTo(history, ends[i])) != nil })
	if first == len(ends) {
		return point(nil, whole)
	}
	begin, said := 0, r.attempt(upTo(history, ends[first]))
	if first > 0 {
		begin = ends[first-1]
	}
	return point(history.GetEvents()[begin:ends[first]], said)
}

// decided lists the lengths of a history after each task that was completed, with
// all that was decided in it.
func decided(history *historypb.History) (ends []int) {
	events := history.GetEvents()
	for i := range events {
		if events[i].GetEventType() != enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			continue
		}
		end := i + 1
		for end < len(events) && isDecision(events[end]) {
			end++
		}
		ends = append(ends, end)
	}
	return ends
}

// isDecision tells what a run did from what happened to it.
func isDecision(event *historypb.HistoryEvent) bool {
	switch event.GetEventType() {
	case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED, enums.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED,
		enums.EVENT_TYPE_TIMER_STARTED, enums.EVENT_TYPE_TIMER_CANCELED, enums.EVENT_TYPE_MARKER_RECORDED,
		enums.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
		enums.EVENT_TYPE_REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
		enums.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED,
		enums.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES, enums.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED,
		enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED,
		enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
		enums.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW:
		return true
	default:
		return false
	}
}

func upTo(history *historypb.History, length int) *historypb.History {
	return &historypb.History{Events: history.GetEvents()[:length]}
}
