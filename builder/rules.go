package builder

import (
	"fmt"

	"github.com/curfewhq/curfew/internal/access"
)

// conformRule holds one entry of a list of approvers or recipients against what
// such an entry may be: one of "manager", "person", "group" and "owner", and for
// recipients also the plain words "requester" and "subject".
func conformRule(at string, field Field, item any, found *nodeFindings) {
	if word, ok := item.(string); ok && field.Type == FieldRecipients && (word == "requester" || word == "subject") {
		return
	}
	members, ok := item.(map[string]any)
	if !ok || len(members) != 1 {
		found.fail(CodeConfigShape, at, "Each entry of %q has to be one of {manager: requester}, {manager: subject}, {owner: entitlement}, {person: a login} and {group: a name}%s.",
			field.Label, map[bool]string{true: ", or one of the words requester and subject"}[field.Type == FieldRecipients])
		return
	}
	for name, value := range members {
		text, _ := value.(string)
		place := at + "." + name
		switch {
		case name != "manager" && name != "owner" && name != "person" && name != "group":
			found.fail(CodeConfigUnknown, place, "%q is nobody who can be named. Known are manager, owner, person and group.", name)
		case name == "manager" && text != "requester" && text != "subject":
			found.fail(CodeConfigShape, place, "A manager is that of the requester or of the subject. Write {manager: requester} or {manager: subject}.")
		case name == "owner" && text != "entitlement":
			found.fail(CodeConfigShape, place, "An owner is that of the entitlement. Write {owner: entitlement}.")
		case empty(text) || len(text) > maxTitle:
			found.fail(CodeConfigShape, place, "%q has to name somebody in 1 to %d characters.", name, maxTitle)
		}
	}
}

// rules reads the rules of a list that conforms; plain words are left to the kind.
func (f fields) rules(name string) []access.ApproverRule {
	var rules []access.ApproverRule
	for _, entry := range f.objects(name) {
		rule := access.ApproverRule{
			Manager: entry.text("manager"),
			Person:  entry.text("person"),
			Group:   entry.text("group"),
			Owner:   entry.text("owner"),
		}
		if rule != (access.ApproverRule{}) {
			rules = append(rules, rule)
		}
	}
	return rules
}

// checkRules reports rules that are there twice or name somebody nobody knows.
func checkRules(field string, rules []access.ApproverRule, world World, found *nodeFindings) {
	seen := map[access.ApproverRule]bool{}
	for _, rule := range rules {
		if seen[rule] {
			found.fail(CodeRepeatedItem, field, "%s is named twice. Remove one.", ruleText(rule))
		}
		seen[rule] = true
		switch {
		case rule.Person != "" && world.Logins == nil:
			found.warn(CodeUnchecked, field, "Whether there is a person %q could not be checked.", rule.Person)
		case rule.Person != "" && !world.Logins[rule.Person]:
			found.fail(CodeUnknownPerson, field, "Nobody active has the login %q. Correct it or name somebody else.", rule.Person)
		case rule.Group != "" && world.Groups == nil:
			found.warn(CodeUnchecked, field, "Whether there is a group %q could not be checked.", rule.Group)
		case rule.Group != "" && !world.Groups[rule.Group]:
			found.fail(CodeUnknownGroup, field, "There is no group %q in the directory. Correct its name.", rule.Group)
		}
	}
}

func ruleText(rule access.ApproverRule) string {
	switch {
	case rule.Manager != "":
		return "The manager of the " + rule.Manager
	case rule.Owner != "":
		return "The owner of the entitlement"
	case rule.Group != "":
		return fmt.Sprintf("The group %q", rule.Group)
	default:
		return fmt.Sprintf("The person %q", rule.Person)
	}
}
