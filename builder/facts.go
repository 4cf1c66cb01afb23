package builder

import (
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Facts are everything that an expression can know: who asks for what, for whom,
// why and for how long. They are gathered once and then do not change, so that the
// same expression over the same facts always gives the same decision.
type Facts struct {
	Requester        access.Person      `json:"requester"`
	RequesterManager string             `json:"requester_manager,omitempty"` // a login
	Subject          access.Person      `json:"subject"`
	SubjectManager   string             `json:"subject_manager,omitempty"` // a login
	Entitlement      access.Entitlement `json:"entitlement"`
	Automation       string             `json:"automation"` // its name
	Reason           string             `json:"reason,omitempty"`
	Duration         time.Duration      `json:"duration"` // how long it would last
	// Answers by the question's id: text, float64, bool or, of several choices, texts.
	Answers map[string]any `json:"answers,omitempty"`
	// Approvals by the id of their step; a step that is not there was not asked.
	Approvals map[string]ApprovalFact `json:"approvals,omitempty"`
	// Known are the answers of facts outside, by name, and Open whether each calendar's
	// hours are open: both as they were recorded just before.
	Known map[string]bool `json:"known,omitempty"`
	Open  map[string]bool `json:"open,omitempty"`
	// Person is who is looked at, where an expression chooses people.
	Person        access.Person `json:"person,omitzero"`
	PersonManager string        `json:"person_manager,omitempty"` // a login
}

// ApprovalFact is what became of an approval.
type ApprovalFact struct {
	State string   `json:"state"`        // approved, denied, timed_out, or not_asked
	By    []string `json:"by,omitempty"` // logins of those who approved
}

// values are the facts by the names of factSchema.
func (f Facts) values() (map[string]any, error) {
	answers := map[string]any{}
	for id, answer := range f.Answers {
		switch answer := answer.(type) {
		case string:
			if strings.TrimSpace(answer) != "" { // a field left empty is no answer
				answers[id] = answer
			}
		case bool, float64:
			answers[id] = answer
		case int:
			answers[id] = float64(answer)
		case int64:
			answers[id] = float64(answer)
		case nil:
		default:
			return nil, fmt.Errorf("the answer %q is a %T, and an answer is a text, a number or yes or no", id, answer)
		}
	}
	return map[string]any{
		factRequester: personFacts(f.Requester, f.RequesterManager),
		factSubject:   personFacts(f.Subject, f.SubjectManager),
		factEntitlement: map[string]any{
			"id":    f.Entitlement.ID,
			"app":   f.Entitlement.AppID,
			"title": f.Entitlement.Title,
			"risk":  string(f.Entitlement.Risk),
		},
		factRequest: map[string]any{
			"automation": f.Automation,
			"reason":     f.Reason,
			"duration":   f.Duration,
		},
		factAnswers: answers,
	}, nil
}

func personFacts(person access.Person, manager string) map[string]any {
	return map[string]any{
		"login":      person.Login,
		"name":       person.Name,
		"department": person.Department,
		"title":      person.Title,
		"employment": string(person.Employment),
		"groups":     person.Groups,
		"zone":       person.Zone,
		"status":     string(person.Status),
		"manager":    manager,
	}
}
