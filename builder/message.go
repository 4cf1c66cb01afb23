package builder

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// MessageValues are what the placeholders of a message stand for.
type MessageValues struct {
	Requester   string // a name
	Subject     string // a name
	Entitlement string // a label
	Reason      string
	Approvers   string         // names of those who approved
	Rule        string         // the branch that was taken last, in words
	Answers     map[string]any // by the question's id, as in Facts
}

// unanswered stands where a question was not asked or not answered.
const unanswered = "—"

const answerPrefix = factAnswers + "."

var placeholder = regexp.MustCompile(`\{([^{}\s]*)\}`)

// FillMessage puts the values into a text. Values are put in as they are: what
// looks like a placeholder in a reason is not filled again.
func FillMessage(text string, values MessageValues) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		switch found {
		case "{requester}":
			return values.Requester
		case "{subject}":
			return values.Subject
		case "{entitlement}":
			return values.Entitlement
		case "{reason}":
			return values.Reason
		case "{approvers}":
			return orUnanswered(values.Approvers)
		case "{rule}":
			return orUnanswered(values.Rule)
		}
		if id, is := strings.CutPrefix(strings.Trim(found, "{}"), answerPrefix); is {
			return answerWords(values.Answers[id])
		}
		return found
	})
}

func orUnanswered(text string) string {
	if text == "" {
		return unanswered
	}
	return text
}

// answerWords is an answer as people read it.
func answerWords(answer any) string {
	switch answer := answer.(type) {
	case string:
		if strings.TrimSpace(answer) == "" {
			return unanswered
		}
		return answer
	case bool:
		return map[bool]string{true: "yes", false: "no"}[answer]
	case float64:
		return strconv.FormatFloat(answer, 'f', -1, 64)
	case []string:
		return strings.Join(answer, ", ")
	case []any:
		texts := fields{values: map[string]any{"": answer}}.texts("")
		return strings.Join(texts, ", ")
	default:
		return unanswered
	}
}

// facts of a message that need no question.
var plainPlaceholders = []string{"{requester}", "{subject}", "{entitlement}", "{reason}", "{approvers}", "{rule}"}

func placeholderTexts() []string {
	return append(slices.Clip(plainPlaceholders), "{answers.ticket} with the id of a question")
}

// checkMessage reports placeholders that nothing fills where the message is sent.
func checkMessage(field, text string, within surroundings, found *nodeFindings) {
	var seen []string
	for _, match := range placeholder.FindAllStringSubmatch(text, -1) {
		name := match[1]
		if slices.Contains(plainPlaceholders, match[0]) || slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		if id, is := strings.CutPrefix(name, answerPrefix); !is {
			found.fail(CodePlaceholder, field, "Nothing fills {%s}. %s", shortened(name), listed("Known are", placeholderTexts()))
		} else if _, asked := within.answers.asked[id]; !asked {
			found.fail(CodePlaceholder, field, "Nothing fills {%s}, as no question %q is asked before. %s", shortened(name), shortened(id), listed("Asked are", sortedNames(within.answers.asked)))
		}
	}
}
