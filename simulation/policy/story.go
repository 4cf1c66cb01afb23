package policy

import (
	"fmt"
	"strings"
	"time"
)

// Story is what differs, and everything that happened in order of time, for whoever
// has to find out why.
func (r Result) Story() string {
	var story strings.Builder
	fmt.Fprintf(&story, "%s %s\n", r.Scenario.ID, r.Scenario.Title)
	if r.Scale > 1 {
		fmt.Fprintf(&story, "  of crowds, and of what systems allow in a minute, one part in %d was played\n", r.Scale)
	}
	if r.Err != nil {
		fmt.Fprintf(&story, "  could not be played: %v\n", r.Err)
	}
	for _, difference := range r.Differences {
		fmt.Fprintf(&story, "  differs: %s\n", difference)
	}
	story.WriteString("  what happened:\n")
	for _, line := range r.lines() {
		fmt.Fprintf(&story, "    %s  %s\n", clock(line.at), line.text)
	}
	return story.String()
}

type line struct {
	at   time.Time
	text string
}

func (r Result) lines() []line {
	var lines []line
	add := func(at time.Time, format string, args ...any) {
		lines = append(lines, line{at, fmt.Sprintf(format, args...)})
	}
	for _, input := range r.Scenario.Inputs {
		add(input.At, "INPUT %s by %s %v", input.Do, input.Actor, map[string]any(input.Detail))
	}
	report := r.Report
	for _, refused := range report.Refused {
		add(refused.At, "refused (%s): %s", refused.Code, refused.Message)
	}
	for _, state := range report.States {
		add(state.At, "%s is %s: %s", state.Request, state.State, state.Detail)
	}
	for _, asked := range report.Asked {
		add(asked.At, "%s asks %s %s in %s", asked.Request, asked.Person, asked.Kind, asked.Step)
		if asked.Verdict != "" {
			add(asked.AnsweredAt, "%s says %s in %s of %s", asked.Person, asked.Verdict, asked.Step, asked.Request)
		}
	}
	for _, held := range report.Held {
		add(held.From, "%s holds %s until %s", held.Person, targetOf(held), clock(held.Until))
	}
	for _, lease := range report.Leases {
		add(lease.EndedAt, "lease %s of %s is over by %s", lease.ID, lease.RequestID, lease.EndReason)
	}
	for _, message := range report.Messages {
		add(message.At, "tells %s %s: %s", message.To, message.About, message.Text)
	}
	for _, posted := range report.Hooks {
		add(posted.At, "posts %s to %s: %s", posted.Type, posted.Hook, posted.Text)
	}
	last := ""
	for _, call := range report.Calls {
		if text := fmt.Sprintf("%s %s fails: %s", call.Do, call.Key, call.Error); call.Error == "" {
			last = ""
		} else if text != last { // the first of many
			add(call.At, "%s", text)
			last = text
		}
	}
	byTime(lines, func(l line) time.Time { return l.at })
	return lines
}
