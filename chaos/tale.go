package main

import (
	"fmt"
	"maps"

	commandpb "go.temporal.io/api/command/v1"
	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
)

// tale counts the events of a history by their kinds, so that each has a name that
// does not depend on how the history was cut into tasks.
type tale map[string]int

// goesOn counts what a task tells of, a whole history or what is new, and names
// what the worker has not been told before and has not written itself.
func (t tale) goesOn(events []*historypb.HistoryEvent, before int64) (told tale, news []string) {
	told = maps.Clone(t)
	if told == nil || len(events) > 0 && events[0].GetEventId() == 1 {
		told = tale{}
	}
	for _, event := range events {
		kind, written := kindOfEvent(event.GetEventType())
		if kind == "" {
			continue
		}
		told[kind]++
		if !written && event.GetEventId() > before {
			news = append(news, fmt.Sprintf("%s-%d", kind, told[kind]))
		}
	}
	return told, news
}

// writes names the events that commands will be.
func (t tale) writes(commands []*commandpb.Command) (events []string) {
	told := maps.Clone(t)
	for _, command := range commands {
		kind := kindOfCommand(command.GetCommandType())
		if kind == "" {
			continue
		}
		told[kind]++
		events = append(events, fmt.Sprintf("%s-%d", kind, told[kind]))
	}
	return events
}

// named names every event of a history, without the tasks themselves: of those there
// is one more whenever a worker dies.
func named(history *historypb.History) (events []string) {
	told := tale{}
	for _, event := range history.GetEvents() {
		if kind, _ := kindOfEvent(event.GetEventType()); kind != "" {
			told[kind]++
			events = append(events, fmt.Sprintf("%s-%d", kind, told[kind]))
		}
	}
	return events
}

// kindOfEvent is a short name, and whether a worker's answer writes such events.
func kindOfEvent(kind enums.EventType) (name string, written bool) {
	switch kind {
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
		return "started", false
	case enums.EVENT_TYPE_TIMER_FIRED:
		return "fired", false
	case enums.EVENT_TYPE_ACTIVITY_TASK_STARTED:
		return "begun", false
	case enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
		return "done", false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
		return "signal", false
	case enums.EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_SIGNALED:
		return "told", false
	case enums.EVENT_TYPE_MARKER_RECORDED:
		return "marker", true
	case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
		return "activity", true
	case enums.EVENT_TYPE_TIMER_STARTED:
		return "timer", true
	case enums.EVENT_TYPE_TIMER_CANCELED:
		return "cancel", true
	case enums.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED:
		return "tell", true
	case enums.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES:
		return "attributes", true
	case enums.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED:
		return "properties", true
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED:
		return "update", true
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED:
		return "end", true
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW:
		return "anew", true
	default:
		return "", false
	}
}

func kindOfCommand(kind enums.CommandType) string {
	switch kind {
	case enums.COMMAND_TYPE_RECORD_MARKER:
		return "marker"
	case enums.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK:
		return "activity"
	case enums.COMMAND_TYPE_START_TIMER:
		return "timer"
	case enums.COMMAND_TYPE_CANCEL_TIMER:
		return "cancel"
	case enums.COMMAND_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION:
		return "tell"
	case enums.COMMAND_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES:
		return "attributes"
	case enums.COMMAND_TYPE_MODIFY_WORKFLOW_PROPERTIES:
		return "properties"
	case enums.COMMAND_TYPE_PROTOCOL_MESSAGE:
		return "update"
	case enums.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION:
		return "end"
	case enums.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION:
		return "anew"
	default:
		return ""
	}
}
