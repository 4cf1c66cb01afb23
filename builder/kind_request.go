package builder

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

const reasonRequired, reasonOptional = "required", "optional"

func requestKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindRequest,
			Title:    "Request",
			Sentence: "Offers entitlements to people, asks the questions, and starts a run.",
			Ports:    []Port{{Name: PortNext, Label: "asked"}},
			Fields: []Field{
				{Name: "entitlements", Type: FieldEntitlements, Label: "Entitlements", Help: "What may be asked for.", Required: true, Max: 200},
				{Name: "visible", Type: FieldExpression, Label: "Visible to", Help: "Who sees it in the portal. Empty means everyone.", Max: maxExpression, Reads: visibleReads},
				{Name: "reason", Type: FieldChoice, Label: "Reason", Help: "Whether the requester has to say why.", Choices: []string{reasonRequired, reasonOptional}, Default: reasonOptional},
				{Name: "questions", Type: FieldObjects, Label: "Questions", Help: "What else the form asks.", Max: 50, Fields: questionFields()},
				{Name: "duration", Type: FieldObject, Label: "Duration", Help: "How long access may be asked for.", Required: true, Fields: durationFields()},
				{Name: "windows", Type: FieldYesNo, Label: "Time windows", Help: "Whether one may ask for a time from and until instead of a duration.", Default: false},
			},
		},
		read: func(config fields) body {
			return &RequestStep{
				Entitlements:   config.texts("entitlements"),
				Visible:        strings.TrimSpace(config.text("visible")),
				ReasonRequired: config.text("reason") == reasonRequired,
				Questions:      readQuestions(config.objects("questions")),
				Duration:       readDurations(config.object("duration")),
				Windows:        map[bool]*WindowRules{true: {Absolute: true}}[config.yes("windows")],
			}
		},
	}
}

func (s *RequestStep) ports() []string { return []string{PortNext} }

func (s *RequestStep) lower(step *Step) { step.Request = s }

func (s *RequestStep) check(within surroundings, found *nodeFindings) {
	seen := map[string]bool{}
	for i, id := range s.Entitlements {
		place := fmt.Sprintf("entitlements[%d]", i)
		if seen[id] {
			found.fail(CodeRepeatedItem, place, "%q is offered twice. Remove one.", id)
		}
		seen[id] = true
		if within.world.Entitlements == nil {
			found.warn(CodeUnchecked, place, "Whether there is an entitlement %q could not be checked.", id)
		} else if _, known := within.world.Entitlements[id]; !known {
			found.fail(CodeUnknownEntitlement, place, "There is no entitlement %q in the catalogue. Correct its id, or add it first.", id)
		}
	}
	if s.Visible != "" {
		within.check.expression("visible", s.Visible, scope{reads: visibleReads}, found)
	}
	checkQuestions(s.Questions, "questions", scope{reads: questionReads}, within.check, found)
	s.Duration.check(within, found)
}

// offered are those of the step's entitlements that the world knows.
func (s *RequestStep) offered(world World) []access.Entitlement {
	var offered []access.Entitlement
	for _, id := range s.Entitlements {
		if entitlement, known := world.Entitlements[id]; known {
			offered = append(offered, entitlement)
		}
	}
	return offered
}
