package preflight

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
)

// How Temporal's SDK says where a replay differs.
var (
	another = regexp.MustCompile(`history event is (\w+): .*replay command is (\w+): `)
	missing = regexp.MustCompile(`missing replay command for (\w+): `)
	extra   = regexp.MustCompile(`extra replay command for (\w+): `)
	lookup  = regexp.MustCompile(`lookup failed for scheduledEventID to \w+: scheduleEventID: (\d+)`)
	code    = regexp.MustCompile(`^\[TMPRL\d+\] (nondeterministic workflow: )?`)
)

// point names the event of a task that the SDK speaks of, or where the task ended.
func point(task []*historypb.HistoryEvent, err error) *difference {
	said := strings.ReplaceAll(err.Error(), "\n", " ")
	for _, event := range task {
		if isDecision(event) && isAbout(said, event) {
			return &difference{event: event.GetEventId(), why: sentence(said, named(event))}
		}
	}
	for _, event := range task {
		if event.GetEventType() == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			return &difference{event: event.GetEventId(), why: sentence(said, "")}
		}
	}
	return &difference{why: sentence(said, "")}
}

func isAbout(said string, event *historypb.HistoryEvent) bool {
	if found := lookup.FindStringSubmatch(said); found != nil {
		return found[1] == strconv.FormatInt(event.GetEventId(), 10)
	}
	for _, pattern := range []*regexp.Regexp{another, missing} {
		if found := pattern.FindStringSubmatch(said); found != nil {
			return found[1] == event.GetEventType().String()
		}
	}
	return false
}

// named is an event as Temporal's UI shows it.
func named(event *historypb.HistoryEvent) string {
	if activity := event.GetActivityTaskScheduledEventAttributes().GetActivityType().GetName(); activity != "" {
		return event.GetEventType().String() + " (" + activity + ")"
	}
	return event.GetEventType().String()
}

// sentence says what the SDK found, for somebody who has not read it. The event may
// not be known.
func sentence(said, event string) string {
	if found := another.FindStringSubmatch(said); found != nil {
		if event == "" {
			event = found[1]
		}
		return fmt.Sprintf("The run has %s there, and this binary would do another %s.", event, found[2])
	}
	if found := extra.FindStringSubmatch(said); found != nil {
		return fmt.Sprintf("This binary would do %s there, which the run did not.", found[1])
	}
	if found := missing.FindStringSubmatch(said); found != nil && event == "" {
		event = found[1]
	}
	if event != "" {
		return fmt.Sprintf("The run has %s there, which this binary would not do.", event)
	}
	return "This binary cannot carry it on: " + short(code.ReplaceAllString(said, "")) + "."
}

const longestWhy = 300

func short(said string) string {
	said = strings.TrimRight(said, ". ")
	if len(said) > longestWhy {
		return said[:longestWhy] + " …"
	}
	return said
}
