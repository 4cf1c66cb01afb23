package builder

import "fmt"

func (s *RequestStep) check(within surroundings, found *nodeFindings) {
	s.checkEntitlements(within, found)
	within.expression("visible", s.Visible, visibleReads, found)
	within.expression("for_others", s.ForOthers, limitReads, found)
	checkQuestions(s.Questions, "questions", within.scope(questionReads), within.check, found)
	s.Duration.check(within, found)
	if s.Windows == nil && within.config.has("windows") {
		found.warn(CodeNoEffect, "windows", "No kind of window is allowed here. Write absolute or recurring, or remove it.")
	}
	if s.Windows != nil && s.Windows.Recurring != nil {
		s.Windows.Recurring.check(within, found)
	}
	if s.Hours != nil {
		within.calendar("hours.calendar", s.Hours.Calendar, found)
	}
}

func (s *RequestStep) checkEntitlements(within surroundings, found *nodeFindings) {
	seen := map[string]bool{}
	for i, id := range s.Entitlements {
		place := fmt.Sprintf("entitlements[%d]", i)
		if seen[id] {
			found.fail(CodeRepeatedItem, place, "%q is offered twice. Remove one.", id)
		}
		seen[id] = true
		if within.world.Entitlements == nil {
			found.warn(CodeUnchecked, place, "Whether there is an entitlement %q could not be checked.", id)
		} else if thing, known := within.world.Entitlements[id]; !known {
			found.fail(CodeUnknownEntitlement, place, "There is no entitlement %q in the catalogue. Correct its id, or add it first.", id)
		} else if thing.Retired() {
			found.fail(CodeRetired, place, "%s is retired and not given any more. Offer another one, or bring it back in the catalogue first.", thing.Label())
		}
	}
	if count := len(s.Entitlements); s.Bundle && count > 0 && (count < 2 || count > maxBundle) {
		found.fail(CodeOutOfBounds, "entitlements", "A bundle has 2 to %d entitlements, and this has %d. Offer another number of them, or do not make it a bundle.", maxBundle, count)
	}
}

// calendars are the names of the calendars that the request's times go by.
func (s *RequestStep) calendars() []string {
	var names []string
	if s.Hours != nil {
		names = append(names, s.Hours.Calendar)
	}
	if s.Windows != nil && s.Windows.Recurring != nil {
		names = append(names, s.Windows.Recurring.Holidays)
	}
	return names
}
