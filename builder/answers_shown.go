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
		for _, question := range step.asks() {
			if question.Type == QuestionDuration {
				ids = append(ids, question.ID)
			}
		}
	}
	return ids
}

// asks are the questions of the step's form, if it has one.
func (s Step) asks() []Question {
	switch {
	case s.Request != nil:
		return s.Request.Questions
	case s.Questions != nil:
		return s.Questions.Questions
	default:
		return nil
	}
}

// readDefaults gives the defaults of a decoded plan the types that answers have.
func (p Plan) readDefaults() {
	for _, step := range p.Steps {
		for i, question := range step.asks() {
			step.asks()[i].Default = plainAnswer(question.Default)
		}
	}
}
