package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// clean looks who was told of the run's requests: nobody of another case and no
// outsider, and what the one who asked wrote about themselves nobody who is not asked
// and whom the automation does not name.
func clean(e *evidence) (wrong []string) {
	for _, each := range e.messages {
		mine := each.PersonID == e.run.ID
		if !mine && (each.PersonID == outsider || !slices.Contains(staff, each.PersonID)) {
			wrong = append(wrong, fmt.Sprintf("%s was told of %s: %s", each.PersonID, each.RequestID, each.Text))
		}
		if !mine && strings.Contains(each.Text, personal) && !e.asks(each.PersonID) && !e.draws(each) {
			wrong = append(wrong, fmt.Sprintf("%s is not asked and was told: %s", each.PersonID, each.Text))
		}
	}
	for _, line := range e.audit {
		if strings.Contains(line.Detail+fmt.Sprint(line.Data), oktaToken) {
			wrong = append(wrong, "the log of what was done tells a secret: "+line.ID)
		}
	}
	return wrong
}

// draws tells whether the automation has a step that writes such a message.
func (e *evidence) draws(message access.Message) bool {
	for _, step := range e.run.scenario.plan.Steps {
		if step.Kind == builder.KindNotify && (message.About == step.Notify.About || message.About == "notify") {
			return true
		}
	}
	return false
}

func (e *evidence) asks(personID string) bool {
	return slices.ContainsFunc(e.approvals, func(a access.Approval) bool { return a.Asks(personID) })
}
