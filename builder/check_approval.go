package builder

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

func (s *ApprovalStep) check(within surroundings, found *nodeFindings) {
	checkRules("approvers", s.Approvers, within, found)
	checkRules("fallback", s.Fallback, within, found)
	s.checkEscalations(within, found)
	everybody := s.everybody()
	checkQuorum("quorum", max(s.Quorum, 1), found, everybody...)
	checkOnCall("approvers", max(s.Quorum, 1), found, s.Approvers, s.Fallback)
	checkOwned("approvers", s.askedAbout(within.offered), found, everybody...)
	if most, counted := mostAsked(everybody...); counted && s.Denials > most && most > 0 {
		found.fail(CodeDenials, "denials", "%d denials are needed, and at most %d can be asked, so nobody could deny it. Lower the number.", s.Denials, most)
	}
	s.Remind.check(s.Timeout, found)
	if s.Each && within.request != nil && !within.request.Bundle {
		found.warn(CodeNoEffect, "each", "Only a bundle is asked about apart, and the request is none. Remove it, or make the request a bundle.")
	}
	if s.Skip != nil {
		within.expression("skip.when", s.Skip.When, limitReads, found)
	}
}

// everybody are the lists of those who can be asked, sooner or later.
func (s *ApprovalStep) everybody() [][]ApproverRule {
	lists := [][]ApproverRule{s.Approvers, s.Fallback}
	for _, escalation := range s.Escalations {
		lists = append(lists, escalation.Approvers)
	}
	return lists
}

func (s *ApprovalStep) checkEscalations(within surroundings, found *nodeFindings) {
	for i, escalation := range s.Escalations {
		at := fmt.Sprintf("escalate[%d]", i)
		checkRules(at+".approvers", escalation.Approvers, within, found)
		switch {
		case escalation.After == 0 || s.Timeout == 0: // reported as missing
		case escalation.After >= s.Timeout:
			found.fail(CodeBeyondTimeout, at+".after", "It would be escalated after %s, and the time is up after %s. Bring it forward, or lengthen the timeout.", escalation.After, s.Timeout)
		case i > 0 && escalation.After <= s.Escalations[i-1].After:
			found.fail(CodeBeyondTimeout, at+".after", "Each escalation comes later than the one before, and %s does not. Put them in order of time.", escalation.After)
		}
	}
}

// mostAsked is how many different people rules can name. A group, a condition and who
// is on call are not counted: whom they mean changes, and whether enough of them
// remain is decided when they are asked.
func mostAsked(lists ...[]ApproverRule) (most int, counted bool) {
	seen := map[access.ApproverRule]bool{}
	for _, rules := range lists {
		for _, rule := range rules {
			if rule.Group != "" || rule.OnCall != "" || rule.Where != "" {
				return 0, false
			}
			rule.Levels = 0 // how far up is looked makes nobody else of them
			seen[rule] = true
		}
	}
	return len(seen), true
}

// checkQuorum proves that so many can approve, whoever asks.
func checkQuorum(field string, needed int, found *nodeFindings, lists ...[]ApproverRule) {
	most, counted := mostAsked(lists...)
	onlyPersons := true
	for _, rules := range lists {
		for _, rule := range rules {
			onlyPersons = onlyPersons && rule.Person != ""
		}
	}
	switch {
	case !counted || most == 0: // as many as there are, or reported as missing
	case needed > most:
		found.fail(CodeQuorum, field, "%d have to approve, and at most %d can be asked. Lower the quorum or name more people.", needed, most)
	case onlyPersons && needed > most-1:
		found.warn(CodeQuorumTight, field, "When one of those who are asked here asks for access themselves, %d of %d remain who may decide, and %d have to. Name one more, or a group.", most-1, most, needed)
	}
}

// ofPeople finds an expression that reads who asks or for whom.
var ofPeople = regexp.MustCompile(`\b(requester|subject)\b`)

// askedAbout leaves out the entitlements that the step skips for everybody.
func (s *ApprovalStep) askedAbout(offered []access.Entitlement) []access.Entitlement {
	if s.Skip == nil || ofPeople.MatchString(s.Skip.When) {
		return offered
	}
	return slices.DeleteFunc(slices.Clone(offered), func(e access.Entitlement) bool {
		skipped, err := s.Skips(Facts{Entitlement: e})
		return err == nil && skipped.Value
	})
}

// checkOwned reports people who are asked only because they own what nobody owns, or
// besides them whoever is on call.
func checkOwned(field string, offered []access.Entitlement, found *nodeFindings, lists ...[]ApproverRule) {
	asked := 0
	for _, rules := range lists {
		for _, rule := range rules {
			switch {
			case rule.Owner != "":
				asked++
			case rule.OnCall == "":
				return
			}
		}
	}
	for _, entitlement := range offered {
		if entitlement.OwnerID == "" && asked > 0 {
			found.fail(CodeNoOwner, field, "Nobody owns %s, so nobody could be asked. Give it an owner, or ask somebody else as well.", entitlement.Label())
		}
	}
}
