package policy

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
)

// ideas are what a message has to say by the policies' short notes: every one of
// these pieces.
func ideas() map[string][]string {
	return map[string][]string{
		"eligibility lost":      {"It may not be held any more"},
		"maximum PT4H":          {"at most 4h"},
		"already extended once": {"already extended once"},
		"not decided in time":   {"not decided in time"},
		"ends 17:00":            {"Ends on", "at 17:00 (Asia/Jerusalem)"},
		"outside hours":         {"when the hours in which it may be held were over", "at 17:00 (Asia/Jerusalem)"},
		"ends on leave date":    {"Ends at the latest", "leaves the company on Friday 18 June 2027 at 17:00"},
		"rule 1":                {"rule 1:"},
		"rule 2":                {"rule 2:"},
		"rule 3":                {"rule 3:"},
		"baseline":              {"baseline:"},
	}
}

// byHand are the words for what somebody is asked to do themselves.
var byHand = map[string]*regexp.Regexp{
	"grant":  regexp.MustCompile(`(?i)\b(give|grant|add)\b`),
	"revoke": regexp.MustCompile(`(?i)\b(take|remove|revoke)\b`),
}

// lacks is the first of the expected particulars that a message does not say.
func (d *difference) lacks(expected Notified, s said) string {
	if expected.Request != "" && s.request != expected.Request {
		return "it is about " + s.request
	}
	if !reaches(expected.To, expected.Via) {
		return "nobody is reached by " + expected.Via
	}
	for _, piece := range d.pieces(expected, s) {
		if piece == "" || !strings.Contains(s.text, piece) {
			return fmt.Sprintf("%q is missing", piece)
		}
	}
	for _, at := range []time.Time{expected.Start, expected.End, expected.NewEnd} {
		if !at.IsZero() && !saysTime(s.text, at) {
			return clock(at) + " is missing"
		}
	}
	if late := time.Duration(expected.Late) * time.Second; late > 0 && !saysLength(s.text, late, late+d.late()) {
		return "how late is missing"
	}
	if words, known := byHand[expected.Kind]; expected.Kind != "" && (!known || !words.MatchString(s.text)) {
		return "what to do is missing"
	}
	return ""
}

// pieces are texts that the message has to have; an empty one is nowhere.
func (d *difference) pieces(expected Notified, s said) (pieces []string) {
	if says := kindOf(expected.About).says; says != "" {
		pieces = append(pieces, says)
	}
	if expected.Includes == "approver comment" {
		pieces = append(pieces, d.commentAt(expected.At))
	} else if expected.Includes != "" {
		pieces = append(pieces, ideaPieces(expected.Includes)...)
	}
	if expected.Stage > 0 {
		pieces = append(pieces, d.titleOf(s.request, fmt.Sprint(expected.Stage)))
	}
	if expected.Tier > 0 {
		pieces = append(pieces, d.namesOf(s.request, fmt.Sprintf("escalation-%v", expected.Tier))...)
	}
	if expected.ToTier != "" {
		pieces = append(pieces, "licenseType "+expected.ToTier)
	}
	if expected.Item != "" {
		pieces = append(pieces, d.labelOf(expected.Item))
	}
	if expected.Granted != "" {
		pieces = append(pieces, lengthWords(expected.Granted))
	}
	if expected.ChangedBy != "" {
		pieces = append(pieces, d.nameOf(expected.ChangedBy)+" changed")
	}
	return pieces
}

// ideaPieces are the pieces of an idea; one that nobody knows is nowhere.
func ideaPieces(idea string) []string {
	if pieces, known := ideas()[idea]; known {
		return pieces
	}
	return []string{""}
}

// commentAt is what whoever decided at that moment had to say.
func (d *difference) commentAt(at time.Time) (comment string) {
	for _, input := range d.scenario.Inputs {
		if input.At.Equal(at) && input.Detail.text("comment") != "" {
			comment = input.Detail.text("comment")
		}
	}
	return comment
}

// titleOf is what a stage of a request is called.
func (d *difference) titleOf(request, stage string) string {
	for _, asked := range d.report.Asked {
		if asked.Request == request && d.stage(asked) == stage {
			return asked.Title
		}
	}
	return ""
}

// namesOf are those who were asked in a stage; an empty name where nobody was.
func (d *difference) namesOf(request, stage string) (names []string) {
	for _, asked := range d.report.Asked {
		if asked.Request == request && d.stage(asked) == stage {
			names = append(names, d.nameOf(asked.Person))
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return names
}

func (d *difference) labelOf(word string) string {
	for _, t := range d.play.plot.things {
		if d.play.plot.calls(t.id, word) {
			return t.entitlement().Label()
		}
	}
	return ""
}

// lengthWords is how messages say for how long something is given.
func lengthWords(text string) string {
	given, err := length(text)
	if err != nil {
		return ""
	}
	return " for " + builder.Duration(given).String() + "."
}

// saysLength tells whether a text names a length of time within bounds.
func saysLength(text string, shortest, longest time.Duration) bool {
	for word := range strings.FieldsSeq(text) {
		if long, err := time.ParseDuration(strings.Trim(word, ",.")); err == nil && long >= shortest && long <= longest {
			return true
		}
	}
	return false
}
