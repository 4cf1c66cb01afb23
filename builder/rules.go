package builder

import (
	"fmt"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// noSuchGroup is said of the name of a group. One that nobody is in cannot be told
// from one that is misspelt.
const noSuchGroup = "Nobody active in the directory is in a group %q. Correct its name, or put somebody into it first."

// The words that address the people of a request themselves.
const toRequester, toSubject, toApprovers = "requester", "subject", "approvers"

// maxLevels is how far up a manager may be looked for.
const maxLevels = 10

// ruleNames are what an entry of a list of people may say, in the order in which
// they are explained.
var ruleNames = []string{"manager", "owner", "person", "group", "on_call", "where"}

// words are the plain words that stand in a list of this type beside rules.
func (t FieldType) words() []string {
	switch t {
	case FieldRespondents:
		return []string{toRequester}
	case FieldRecipients:
		return []string{toRequester, toSubject, toApprovers}
	default:
		return nil
	}
}

// conformRule holds one entry of a list of people against what such an entry may
// be: exactly one of ruleNames, a manager with level and levels; of recipients also
// a hook; and the plain words of the type.
func conformRule(at string, field Field, item any, found *nodeFindings) {
	words := field.Type.words()
	if word, ok := item.(string); ok && slices.Contains(words, word) {
		return
	}
	names := ruleNames
	if field.Type == FieldRecipients {
		names = append(slices.Clip(names), "hook")
	}
	members, ok := item.(map[string]any)
	said := 0
	for name := range members {
		if name != "level" && name != "levels" {
			said++
		}
	}
	if !ok || said != 1 {
		found.fail(CodeConfigShape, at, "Each entry of %q has to be one of %s.", field.Label, ruleForms(field.Type))
		return
	}
	for _, name := range sortedNames(members) {
		place := at + "." + name
		if name == "level" || name == "levels" {
			conformLevel(place, name, members, found)
		} else if !slices.Contains(names, name) {
			found.fail(CodeConfigUnknown, place, "%q is nobody who can be named. %s", shortened(name), listed("Known are", names))
		} else {
			text, _ := members[name].(string)
			conformWho(place, name, text, found)
		}
	}
}

// ruleForms lists what an entry may look like.
func ruleForms(list FieldType) string {
	forms := []string{"{manager: requester}", "{manager: subject}", "{owner: entitlement}", "{person: a login}", "{group: a name}", "{on_call: a fact}", "{where: an expression}"}
	if list == FieldRecipients {
		forms = append(forms, "{hook: a name}")
	}
	if words := list.words(); len(words) > 0 {
		forms = append(forms, "the words "+strings.Join(words, ", "))
	}
	return strings.Join(forms, ", ")
}

func conformWho(at, name, text string, found *nodeFindings) {
	if name == "where" {
		found.all.expressions++
	}
	switch most := map[bool]int{true: maxExpression, false: maxTitle}[name == "where"]; {
	case name == "manager" && text != toRequester && text != toSubject:
		found.fail(CodeConfigShape, at, "A manager is that of the requester or of the subject. Write {manager: requester} or {manager: subject}.")
	case name == "owner" && text != "entitlement":
		found.fail(CodeConfigShape, at, "An owner is that of the entitlement. Write {owner: entitlement}.")
	case empty(text) || len([]rune(text)) > most:
		found.fail(CodeConfigShape, at, "%q has to say who in 1 to %d characters.", name, most)
	}
}

func conformLevel(at, name string, members map[string]any, found *nodeFindings) {
	level, is := wholeOf(members[name])
	switch {
	case members["manager"] == nil:
		found.fail(CodeConfigUnknown, at, "Only a manager has %q. Remove it, or write {manager: requester, %s: 2}.", name, name)
	case !is:
		found.fail(CodeConfigShape, at, "%q has to be a whole number.", name)
	case level < 1 || level > maxLevels:
		found.fail(CodeOutOfBounds, at, "%q is %d, and has to be from 1 to %d.", name, level, maxLevels)
	}
}

// rules reads the rules of a list that conforms; plain words and hooks are left out.
func (f fields) rules(name string) []access.ApproverRule {
	var rules []access.ApproverRule
	for _, entry := range f.objects(name) {
		rule := access.ApproverRule{
			Manager: entry.text("manager"),
			Level:   entry.whole("level"),
			Levels:  entry.whole("levels"),
			Person:  entry.text("person"),
			Group:   entry.text("group"),
			Owner:   entry.text("owner"),
			OnCall:  entry.text("on_call"),
			Where:   strings.TrimSpace(entry.text("where")),
		}
		if rule != (access.ApproverRule{Level: rule.Level, Levels: rule.Levels}) {
			rules = append(rules, rule)
		}
	}
	return rules
}

// recipients reads a list that conforms.
func (f fields) recipients(name string) Recipients {
	words := f.texts(name)
	to := Recipients{
		People:    f.rules(name),
		Requester: slices.Contains(words, toRequester),
		Subject:   slices.Contains(words, toSubject),
		Approvers: slices.Contains(words, toApprovers),
	}
	for _, entry := range f.objects(name) {
		if hook := entry.text("hook"); hook != "" {
			to.Hooks = append(to.Hooks, hook)
		}
	}
	return to
}

// checkRules reports rules that are there twice, name somebody nobody knows, or
// choose people by an expression that is wrong.
func checkRules(field string, rules []access.ApproverRule, within surroundings, found *nodeFindings) {
	seen := map[access.ApproverRule]bool{}
	for _, rule := range rules {
		if seen[rule] {
			found.fail(CodeRepeatedItem, field, "%s is named twice. Remove one.", ruleText(rule))
		}
		seen[rule] = true
		switch {
		case rule.Person != "":
			within.exists(within.world.Logins, rule.Person, field, "a person", CodeUnknownPerson, "Nobody active has the login %q. Correct it or name somebody else.", found)
		case rule.Group != "":
			within.exists(within.world.Groups, rule.Group, field, "a group", CodeUnknownGroup, noSuchGroup, found)
		case rule.OnCall != "":
			within.fact(field, rule.OnCall, found)
		case rule.Where != "":
			within.expression(field, rule.Where, whereReads, found)
		}
	}
}

// checkRecipients is checkRules with hooks.
func checkRecipients(field string, to Recipients, within surroundings, found *nodeFindings) {
	checkRules(field, to.People, within, found)
	for i, hook := range to.Hooks {
		if slices.Index(to.Hooks, hook) < i {
			found.fail(CodeRepeatedItem, field, "The hook %q is named twice. Remove one.", hook)
		}
		within.hook(field, hook, found)
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
	case rule.OnCall != "":
		return fmt.Sprintf("Whoever is on call for %q", rule.OnCall)
	case rule.Where != "":
		return fmt.Sprintf("Whoever fits %q", shortened(rule.Where))
	default:
		return fmt.Sprintf("The person %q", rule.Person)
	}
}
