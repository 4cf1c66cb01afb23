package builder

import "regexp"

const (
	maxMessage = 2000
	maxAbout   = 40
)

var aboutWord = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func notifyKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindNotify,
			Title:    "Notify",
			Sentence: "Puts a message into people's own lists and posts it to channels.",
			Ports:    []Port{{Name: PortNext, Label: "next"}},
			Fields: []Field{
				{Name: "to", Type: FieldRecipients, Label: "To", Help: "Who gets the message.", Required: true, Max: maxRules},
				{Name: "text", Type: FieldMessage, Label: "Text", Help: "What it says. " + listed("It may hold", placeholderTexts()), Required: true, Max: maxMessage},
				{Name: "about", Type: FieldText, Label: "About", Help: "One word for what the message is about, for instance break_glass_used.", Max: maxAbout},
				{Name: "except", Type: FieldChoice, Label: "Except", Help: "Who does not get it although a rule names them.", Choices: []string{toRequester}},
			},
		},
		read: func(config fields) body {
			return &NotifyStep{
				To:              config.recipients("to"),
				Text:            config.text("text"),
				About:           config.text("about"),
				ExceptRequester: config.text("except") == toRequester,
			}
		},
	}
}

func (s *NotifyStep) ports() []string { return []string{PortNext} }

func (s *NotifyStep) lower(step *Step) { step.Notify = s }

func (s *NotifyStep) check(within surroundings, found *nodeFindings) {
	checkRecipients("to", s.To, within, found)
	checkMessage("text", s.Text, within, found)
	if s.About != "" && !aboutWord.MatchString(s.About) {
		found.fail(CodeConfigShape, "about", "What a message is about is one lower-case word such as break_glass_used, not %q.", shortened(s.About))
	}
	if s.ExceptRequester && s.To.Requester {
		found.fail(CodeRepeatedItem, "except", "The requester is both named and left out. Keep one of the two.")
	}
}
