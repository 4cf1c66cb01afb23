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
	Duration         time.Duration      `json:"duration"`          // how long it would last
	Answers          map[string]any     `json:"answers,omitempty"` // text, float64 or bool, by the question's id
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
