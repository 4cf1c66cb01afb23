package builder

import (
	"slices"
	"time"
)

func (s *GrantStep) check(within surroundings, found *nodeFindings) {
	within.expression("while", s.While, holdReads, found)
	s.checkEnds(within, found)
	checkRecipients("tell", s.Tell, within, found)
	checkRecipients("late.tell", s.LateTo, within, found)
	if hands := s.ByHand; hands != nil {
		checkRules("by_hand.people", hands.People, within, found)
		checkQuorum("by_hand.people", 1, found, hands.People)
		checkOnCall("by_hand.people", 1, found, hands.People)
		checkOwned("by_hand.people", within.offered, found, hands.People)
	}
	if s.Extend != nil {
		s.Extend.check(within, found)
	}
	if within.request == nil {
		return
	}
	for _, before := range s.RemindBefore {
		if longest := within.request.Duration.Max; before >= longest && longest > 0 {
			found.warn(CodeNoEffect, "remind_before", "Nobody holds it for longer than %s, so a reminder %s before its end never comes. Shorten it.", longest, before)
		}
	}
}

// checkEnds checks what ends access early, entry by entry as it is drawn.
func (s *GrantStep) checkEnds(within surroundings, found *nodeFindings) {
	facts, events := s.Facts, s.Events
	for _, entry := range within.config.objects("ends") {
		switch {
		case entry.text("event") != "" && len(events) > 0:
			events[0].check(entry, within, found)
			events = events[1:]
		case entry.text("fact") != "" && len(facts) > 0:
			facts[0].check(entry, within, found)
			facts = facts[1:]
		}
	}
}

func (e FactEnd) check(entry fields, within surroundings, found *nodeFindings) {
	within.fact(entry.place("fact"), e.Fact, found)
	within.expression(entry.place("when"), e.When, holdReads, found)
	if e.Reason != "" && !slices.Contains(factReasons, string(e.Reason)) {
		found.fail(CodeConfigShape, entry.place("reason"), "A fact does not end access by %q. %s", shortened(string(e.Reason)), listed("Write one of", factReasons))
	}
}

func (e EventEnd) check(entry fields, within surroundings, found *nodeFindings) {
	if e.Reason != "" && !slices.Contains(eventReasons, string(e.Reason)) {
		found.fail(CodeConfigShape, entry.place("reason"), "An event does not end access by %q. %s", shortened(string(e.Reason)), listed("Write one of", eventReasons))
	}
	_, asked := within.answers.asked[e.Matter]
	switch {
	case e.Matter == "":
		found.fail(CodeConfigMissing, entry.place("matter"), "Which question's answer is the event about? Write its id as matter.")
	case !asked:
		found.fail(CodeUnknownAnswer, entry.place("matter"), "No question %q is asked before. %s", shortened(e.Matter), listed("Asked are", sortedNames(within.answers.asked)))
	}
}

// check proves that with every extension access stays within what the entitlement
// itself allows.
func (e *ExtendRule) check(within surroundings, found *nodeFindings) {
	checkRules("extend.approvers", e.Approvers, within, found)
	checkQuorum("extend.approvers", 1, found, e.Approvers)
	checkOnCall("extend.approvers", 1, found, e.Approvers)
	checkOwned("extend.approvers", within.offered, found, e.Approvers)
	if within.request == nil {
		return
	}
	longest := e.longest(within.request.Duration.Max)
	for _, entitlement := range within.offered {
		if own := Duration(entitlement.MaxDuration); own > 0 && longest > own && within.request.Duration.Max <= own {
			found.fail(CodeAboveEntitlement, "extend", "%s may be held for at most %s, and with every extension this allows %s. Allow fewer or shorter ones, or a lower maximum.", entitlement.Label(), own, longest)
		}
	}
}

// longest is how long access of a maximum can last with every extension.
func (e *ExtendRule) longest(granted Duration) Duration {
	by := max(e.By, granted/100*Duration(e.Percent))
	return granted + Duration(e.Times)*by.rounded()
}

// rounded is never less than the duration, in whole seconds.
func (d Duration) rounded() Duration {
	second := Duration(time.Second)
	return (d + second - 1) / second * second
}
