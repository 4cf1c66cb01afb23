package builder

// Shown is a question of a form, and whether it is asked as things stand.
type Shown struct {
	Question
	Asked bool `json:"asked"`
	// Because says why, where that depends on something.
	Because string `json:"because,omitempty"`
}

// Form says which questions are asked while the answers are as they are: those that
// are none yet, or wrong, count as not given. A question that depends on one of
// them is not asked until it is.
func Form(questions []Question, answers map[string]any, facts Facts) []Shown {
	filled := newForm(questions, facts)
	shown := make([]Shown, 0, len(questions))
	for _, question := range questions {
		asked, err := filled.asks(question)
		one := Shown{Question: question, Asked: err == nil && asked.Value, Because: asked.Because}
		shown = append(shown, one)
		if answer := answers[question.ID]; one.Asked && !noAnswer(answer) {
			if taken, wrong, _ := question.take(answer, nil); wrong == "" {
				filled.facts.Answers[question.ID] = taken
			}
		}
	}
	return shown
}

// Lengths are the ids of the plan's questions that take a duration, for Facts.
func (p Plan) Lengths() []string {
	var ids []string
	for _, step := range p.Steps {
		var questions []Question
		switch {
		case step.Request != nil:
			questions = step.Request.Questions
		case step.Questions != nil:
			questions = step.Questions.Questions
		}
		for _, question := range questions {
			if question.Type == QuestionDuration {
				ids = append(ids, question.ID)
			}
		}
	}
	return ids
}
