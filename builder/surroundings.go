package builder

import (
	"slices"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// surroundings is what one step is checked against.
type surroundings struct {
	config    fields // as it is drawn
	world     World
	calendars map[string]windows.Calendar
	// offered are the entitlements of the request step, as far as the world knows them.
	offered []access.Entitlement
	// request is the request step; nil where there is not exactly one.
	request *RequestStep
	// approvals are the ids of all approval steps.
	approvals []string
	// answers is what is known of the questions where a run reaches the step.
	answers knownAnswers
	check   *expressionChecker
	// used collects what the step's expressions look up.
	used *uses
}

// scope is what an expression of the step may read.
func (s surroundings) scope(reads []string) scope {
	within := scope{reads: reads, groups: s.world.Groups}
	if slices.Contains(reads, factAnswers) {
		within.asked, within.given, within.missing = s.answers.asked, s.answers.given, s.answers.missing
	}
	if slices.Contains(reads, factApprovals) {
		within.approvals = s.approvals
		within.calendars = sortedNames(s.calendars)
		within.facts = func(name string) (known, checked bool) {
			return s.world.Facts[name], s.world.Facts != nil
		}
	}
	return within
}

// expression checks one expression of the step and remembers what it looks up.
func (s surroundings) expression(field, text string, reads []string, found *nodeFindings) {
	if text == "" {
		return
	}
	used := s.check.expression(field, text, s.scope(reads), found)
	s.used.facts = append(s.used.facts, used.facts...)
	s.used.calendars = append(s.used.calendars, used.calendars...)
}

// exists reports a name that the world does not know, in the words of refused, or
// that it could not look up.
func (s surroundings) exists(known map[string]bool, name, field, what string, code Code, refused string, found *nodeFindings) {
	switch {
	case known == nil:
		found.warn(CodeUnchecked, field, "Whether there is %s %q could not be checked.", what, name)
	case !known[name]:
		found.fail(code, field, refused, name)
	}
}

func (s surroundings) hook(field, name string, found *nodeFindings) {
	s.exists(s.world.Hooks, name, field, "a hook", CodeUnknownHook, "There is no hook %q in the configuration. Correct its name, or configure it first.", found)
}

func (s surroundings) fact(field, name string, found *nodeFindings) {
	s.exists(s.world.Facts, name, field, "a fact", CodeUnknownFact, "There is no fact %q in the configuration. Correct its name, or configure it first.", found)
}

// calendar reports the name of a calendar that the document does not have.
func (s surroundings) calendar(field, name string, found *nodeFindings) {
	if _, known := s.calendars[name]; name != "" && !known {
		found.fail(CodeUnknownCalendar, field, "The document has no calendar %q. %s", shortened(name), listed("It has", sortedNames(s.calendars)))
	}
}
