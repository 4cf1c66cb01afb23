package builder

import (
	"regexp"
	"slices"
)

// MessageValues are what the placeholders of a message stand for.
type MessageValues struct {
	Requester   string // a name
	Subject     string // a name
	Entitlement string // a label
	Reason      string
}

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
		default:
			return found
		}
	})
}

func placeholderTexts() []string {
	return []string{"{requester}", "{subject}", "{entitlement}", "{reason}"}
}

// unknownPlaceholders lists the names that a text uses and nothing fills.
func unknownPlaceholders(text string) []string {
	var unknown []string
	for _, match := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(placeholderTexts(), match[0]) && !slices.Contains(unknown, match[1]) {
			unknown = append(unknown, match[1])
		}
	}
	return unknown
}
