package builder

import "time"

const (
	defaultGiveUp = Duration(time.Hour)
	maxGiveUp     = Duration(7 * 24 * time.Hour)
)

func grantKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindGrant,
			Title:    "Grant",
			Sentence: "Gives the access, holds it until its end, and takes it away again.",
			Ports: []Port{
				{Name: PortNext, Label: "ended"},
				{Name: PortFailed, Label: "could not be given"},
			},
			Fields: []Field{
				{Name: "give_up", Type: FieldDuration, Label: "Give up after", Help: "How long giving it is tried, at most 7d. Taking it away is tried without end.", Default: defaultGiveUp.String()},
			},
		},
		read: func(config fields) body {
			step := &GrantStep{GiveUp: defaultGiveUp}
			if config.has("give_up") {
				step.GiveUp = config.duration("give_up")
			}
			return step
		},
	}
}

func (s *GrantStep) ports() []string { return []string{PortNext, PortFailed} }

func (s *GrantStep) lower(step *Step) { step.Grant = s }

func (s *GrantStep) check(_ surroundings, found *nodeFindings) {
	if s.GiveUp > maxGiveUp {
		found.fail(CodeOutOfBounds, "give_up", "A grant is tried for at most %s, not %s. Shorten it.", maxGiveUp, s.GiveUp)
	}
}
