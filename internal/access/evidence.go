package access

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// shortestEvidence is how many characters a text has that says what was looked at.
const shortestEvidence = 20

var (
	linkIn   = regexp.MustCompile(`https?://[^\s/]+`)
	ticketIn = regexp.MustCompile(`\b[A-Z][A-Z0-9]+-[0-9]+\b`)
)

// check says why a comment does not show what it has to, or nil.
func (e Evidence) check(comment string) *Refusal {
	comment = strings.TrimSpace(comment)
	switch {
	case e == TextEvidence && utf8.RuneCountInString(comment) < shortestEvidence:
		return Refuse(CodeInvalid, "Say in at least %d characters what you looked at and what you found.", shortestEvidence).At("comment")
	case e == LinkEvidence && !linkIn.MatchString(comment):
		return Refuse(CodeInvalid, "Give the address of what you looked at: a link that begins with https://.").At("comment")
	case e == TicketEvidence && !ticketIn.MatchString(comment):
		return Refuse(CodeInvalid, "Name the ticket in which it was looked at, such as OPS-123.").At("comment")
	default:
		return nil
	}
}
