package builder

import "slices"

const maxQuestions = 50

func questionsKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindQuestions,
			Title:    "Questions",
			Sentence: "Asks the requester or somebody else, and waits until the first of them has answered or time is up.",
			Ports: []Port{
				{Name: PortAnswered, Label: "answered"},
				{Name: PortTimedOut, Label: "timed out"},
			},
			Fields: []Field{
				{Name: "to", Type: FieldRespondents, Label: "To", Help: "Who is asked: the word requester, or rules as an approval has them.", Required: true, Max: maxRules},
				{Name: "questions", Type: FieldObjects, Label: "Questions", Help: "What they are asked.", Required: true, Max: maxQuestions, Fields: questionFields()},
				{Name: "timeout", Type: FieldDuration, Label: "Timeout", Help: "How long it waits for them, at most 30d.", Required: true, Longest: maxApprovalTimeout},
				remindField(),
			},
		},
		read: func(config fields) body {
			return &QuestionsStep{
				Requester: slices.Contains(config.texts("to"), toRequester),
				To:        config.rules("to"),
				Questions: readQuestions(config.objects("questions")),
				Timeout:   config.duration("timeout"),
				Remind:    config.reminders("remind"),
			}
		},
	}
}

func (s *QuestionsStep) ports() []string { return []string{PortAnswered, PortTimedOut} }

func (s *QuestionsStep) lower(step *Step) { step.Questions = s }

func (s *QuestionsStep) check(within surroundings, found *nodeFindings) {
	if s.Requester && len(s.To) > 0 {
		found.fail(CodeExactlyOne, "to", "The questions go either to the requester, or to somebody else by rules. Keep one, or draw two steps.")
	}
	checkRules("to", s.To, within, found)
	checkOnCall("to", 1, found, s.To)
	checkOwned("to", within.offered, found, s.To)
	checkQuestions(s.Questions, "questions", within.scope(questionReads), within.check, found)
	s.Remind.check(s.Timeout, found)
}
