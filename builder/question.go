package builder

import (
	"regexp"
	"slices"
	"strings"
)

// The types of questions.
const (
	QuestionText        = "text"
	QuestionLongText    = "long_text"
	QuestionNumber      = "number"
	QuestionChoice      = "choice"
	QuestionMultiChoice = "multi_choice"
	QuestionDate        = "date"
	QuestionDuration    = "duration"
	QuestionPerson      = "person"      // a login
	QuestionEntitlement = "entitlement" // an id
	QuestionYesNo       = "yes_no"
	QuestionTicket      = "ticket" // a text that has to match a pattern
)

// maxChoices is how many choices a question may offer.
const maxChoices = 100

func questionTypes() []string {
	return []string{
		QuestionText, QuestionLongText, QuestionNumber, QuestionChoice, QuestionMultiChoice, QuestionDate,
		QuestionDuration, QuestionPerson, QuestionEntitlement, QuestionYesNo, QuestionTicket,
	}
}

func questionFields() []Field {
	return []Field{
		{Name: "id", Type: FieldText, Label: "Id", Help: "A short word by which expressions read the answer.", Required: true, Max: 40},
		{Name: "label", Type: FieldText, Label: "Question", Help: "What the form asks.", Required: true, Max: maxTitle},
		{Name: "help", Type: FieldLongText, Label: "Help", Help: "What stands below the question.", Max: 1000},
		{Name: "type", Type: FieldChoice, Label: "Type", Help: "What kind of answer it takes.", Required: true, Choices: questionTypes()},
		{Name: "required", Type: FieldYesNo, Label: "Required", Help: "Whether it has to be answered.", Default: false},
		{Name: "when", Type: FieldExpression, Label: "Asked when", Help: "When it is asked; it reads answers given before. Empty means always.", Max: maxExpression, Reads: questionReads},
		{Name: "default", Type: FieldAnswer, Label: "Default", Help: "What the form offers as the answer."},
		{Name: "choices", Type: FieldTexts, Label: "Choices", Help: "The possible answers of a choice.", Max: maxChoices},
		{Name: "min", Type: FieldNumber, Label: "At least", Help: "The smallest number, the fewest characters or the fewest choices."},
		{Name: "max", Type: FieldNumber, Label: "At most", Help: "The largest number, the most characters or the most choices."},
		{Name: "shortest", Type: FieldDuration, Label: "Shortest", Help: "The shortest duration, for instance 1h."},
		{Name: "longest", Type: FieldDuration, Label: "Longest", Help: "The longest duration, for instance 30d."},
		{Name: "pattern", Type: FieldText, Label: "Pattern", Help: "A regular expression (RE2) that the whole text has to match.", Max: 200},
		{Name: "example", Type: FieldText, Label: "Example", Help: "What a good answer looks like, for instance CHG-20417.", Max: maxTitle},
		{Name: "confirm", Type: FieldYesNo, Label: "Has to be yes", Help: "Whether only yes is taken for an answer.", Default: false},
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
			When:     strings.TrimSpace(entry.text("when")),
			Default:  plainAnswer(entry.values["default"]),
			Choices:  entry.texts("choices"),
			Min:      entry.number("min"),
			Max:      entry.number("max"),
			Shortest: entry.duration("shortest"),
			Longest:  entry.duration("longest"),
			Pattern:  entry.text("pattern"),
			Example:  entry.text("example"),
			Confirm:  entry.yes("confirm"),
		})
	}
	return questions
}

// plainAnswer is a default in the form in which answers are given.
func plainAnswer(given any) any {
	if number, is := numberOf(given); is {
		return number
	}
	switch given := given.(type) {
	case string, bool:
		return given
	case []any, []string:
		if taken, ok := textsOf(given); ok && len(taken) > 0 {
			return taken
		}
	}
	return nil
}

// answerID is what a CEL expression can write after "answers.".
var answerID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// notAnswerIDs are the words that CEL keeps for itself.
var notAnswerIDs = []string{"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null", "package", "return", "true", "var", "void", "while"}

// among tells whether the question is of one of the types.
func (q Question) among(types ...string) bool { return slices.Contains(types, q.Type) }

// compiledPattern is the pattern, of the whole text.
func (q Question) compiledPattern() (*regexp.Regexp, error) {
	if _, err := regexp.Compile(q.Pattern); err != nil {
		return nil, err
	}
	return regexp.Compile(`\A(?:` + q.Pattern + `)\z`)
}
