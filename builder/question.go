package builder

import (
	"fmt"
	"regexp"
	"slices"
)

// The types of questions.
const (
	QuestionText     = "text"
	QuestionLongText = "long_text"
	QuestionNumber   = "number"
	QuestionChoice   = "choice"
	QuestionYesNo    = "yes_no"
)

func questionFields() []Field {
	return []Field{
		{Name: "id", Type: FieldText, Label: "Id", Help: "A short word by which expressions read the answer.", Required: true, Max: 40},
		{Name: "label", Type: FieldText, Label: "Question", Help: "What the form asks.", Required: true, Max: maxTitle},
		{Name: "help", Type: FieldLongText, Label: "Help", Help: "What stands below the question.", Max: 1000},
		{Name: "type", Type: FieldChoice, Label: "Type", Help: "What kind of answer it takes.", Required: true, Choices: []string{QuestionText, QuestionLongText, QuestionNumber, QuestionChoice, QuestionYesNo}},
		{Name: "required", Type: FieldYesNo, Label: "Required", Help: "Whether it has to be answered.", Default: false},
		{Name: "choices", Type: FieldTexts, Label: "Choices", Help: "The possible answers of a choice.", Max: 100},
		{Name: "pattern", Type: FieldText, Label: "Pattern", Help: "A regular expression (RE2) that the whole text has to match.", Max: 200},
	}
}

func readQuestions(entries []fields) []Question {
	var questions []Question
	for _, entry := range entries {
		questions = append(questions, Question{
			ID:       entry.text("id"),
			Label:    entry.text("label"),
			Help:     entry.text("help"),
			Type:     entry.text("type"),
			Required: entry.yes("required"),
			Choices:  entry.texts("choices"),
			Pattern:  entry.text("pattern"),
		})
	}
	return questions
}

// answerID is what a CEL expression can write after "answers.".
var answerID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// notAnswerIDs are the words that CEL keeps for itself.
var notAnswerIDs = []string{"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null", "package", "return", "true", "var", "void", "while"}

func checkQuestions(questions []Question, found *nodeFindings) {
	seen := map[string]bool{}
	for i, question := range questions {
		at := fmt.Sprintf("questions[%d]", i)
		if question.ID != "" && (!answerID.MatchString(question.ID) || slices.Contains(notAnswerIDs, question.ID)) {
			found.fail(CodeQuestion, at+".id", "A question's id is a lower-case word such as ticket or change_id, not %q.", question.ID)
		}
		if seen[question.ID] && question.ID != "" {
			found.fail(CodeRepeatedItem, at+".id", "Two questions have the id %q. Rename one.", question.ID)
		}
		seen[question.ID] = true
		question.check(at, found)
	}
}

func (q Question) check(at string, found *nodeFindings) {
	switch {
	case q.Type == QuestionChoice && len(q.Choices) < 2:
		found.fail(CodeQuestion, at+".choices", "A choice needs at least two choices.")
	case q.Type != QuestionChoice && len(q.Choices) > 0:
		found.fail(CodeQuestion, at+".choices", "Only a question of the type choice has choices. Remove them, or change the type.")
	}
	for i, choice := range q.Choices {
		if slices.Index(q.Choices, choice) < i {
			found.fail(CodeRepeatedItem, fmt.Sprintf("%s.choices[%d]", at, i), "The choice %q is there twice. Remove one.", choice)
		}
	}
	if q.Pattern == "" {
		return
	}
	if q.Type != QuestionText {
		found.fail(CodeQuestion, at+".pattern", "Only a question of the type text has a pattern. Remove it, or change the type.")
	}
	if _, err := q.compiledPattern(); err != nil {
		found.fail(CodeQuestion, at+".pattern", "The pattern is not a regular expression: %v.", err)
	}
}

// compiledPattern is the pattern, of the whole text.
func (q Question) compiledPattern() (*regexp.Regexp, error) {
	if _, err := regexp.Compile(q.Pattern); err != nil {
		return nil, err
	}
	return regexp.Compile(`\A(?:` + q.Pattern + `)\z`)
}
