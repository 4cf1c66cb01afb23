package builder

func endKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindEnd,
			Title:    "End",
			Sentence: "Closes the request.",
			Fields: []Field{
				{Name: "outcome", Type: FieldChoice, Label: "Outcome", Help: "Whether the request was denied, or done whatever became of the grant.", Required: true, Choices: []string{string(OutcomeDone), string(OutcomeDenied)}},
				{Name: "because", Type: FieldLongText, Label: "Because", Help: "One sentence that the requester reads.", Max: maxBecause},
			},
		},
		read: func(config fields) body {
			return &EndStep{Outcome: Outcome(config.text("outcome")), Because: config.text("because")}
		},
	}
}

func (s *EndStep) ports() []string { return nil }

func (s *EndStep) lower(step *Step) { step.End = s }

func (s *EndStep) check(surroundings, *nodeFindings) {}
