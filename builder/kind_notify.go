package builder

import "slices"

const toRequester, toSubject = "requester", "subject"

func notifyKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindNotify,
			Title:    "Notify",
			Sentence: "Puts a message into people's own lists.",
			Ports:    []Port{{Name: PortNext, Label: "next"}},
			Fields: []Field{
				{Name: "to", Type: FieldRecipients, Label: "To", Help: "Who gets the message.", Required: true, Max: maxRules},
				{Name: "text", Type: FieldMessage, Label: "Text", Help: "What it says. " + listed("It may hold", placeholderTexts()), Required: true, Max: 2000},
			},
		},
		read: func(config fields) body {
			words := config.texts("to")
			return &NotifyStep{
				To: Recipients{
					People:    config.rules("to"),
					Requester: slices.Contains(words, toRequester),
					Subject:   slices.Contains(words, toSubject),
				},
				Text: config.text("text"),
			}
		},
	}
}

func (s *NotifyStep) ports() []string { return []string{PortNext} }

func (s *NotifyStep) lower(step *Step) { step.Notify = s }

func (s *NotifyStep) check(within surroundings, found *nodeFindings) {
	checkRules("to", s.To.People, within.world, found)
	for _, unknown := range unknownPlaceholders(s.Text) {
		found.fail(CodePlaceholder, "text", "Nothing fills {%s}. %s", unknown, listed("Known are", placeholderTexts()))
	}
}
