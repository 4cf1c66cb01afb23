package builder

// maxBecause is the longest reason that people read in a record.
const maxBecause = 500

func autoApproveKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindAutoApprove,
			Title:    "Automatic approval",
			Sentence: "Approves without asking anybody, and says why.",
			Ports:    []Port{{Name: PortNext, Label: "approved"}},
			Fields: []Field{
				{Name: "because", Type: FieldLongText, Label: "Because", Help: "Why nobody is asked, in one sentence that everybody reads.", Required: true, Max: maxBecause},
			},
		},
		read: func(config fields) body { return &AutoApproveStep{Because: config.text("because")} },
	}
}

func (s *AutoApproveStep) ports() []string { return []string{PortNext} }

func (s *AutoApproveStep) lower(step *Step) { step.AutoApprove = s }

func (s *AutoApproveStep) check(surroundings, *nodeFindings) {}
