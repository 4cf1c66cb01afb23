package builder

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/curfewhq/curfew/internal/access"
)

// factValues gives an expression the facts that it reads, and only makes those:
// most expressions read one or two, and some are held against a whole directory.
type factValues struct {
	facts   Facts
	answers map[string]any
}

func (f Facts) values() (*factValues, error) {
	answers, err := f.answerValues()
	return &factValues{facts: f, answers: answers}, err
}

// ResolveName is the value of a fact, by the names of factSchema.
func (v *factValues) ResolveName(name string) (any, bool) {
	f := v.facts
	switch name {
	case factRequester:
		return personValues(f.Requester, f.RequesterManager), true
	case factSubject:
		return personValues(f.Subject, f.SubjectManager), true
	case factPerson:
		return personValues(f.Person, f.PersonManager), true
	case factEntitlement:
		return map[string]any{
			"id":    f.Entitlement.ID,
			"app":   f.Entitlement.AppID,
			"title": f.Entitlement.Title,
			"risk":  string(f.Entitlement.Risk),
		}, true
	case factRequest:
		return map[string]any{
			"automation": f.Automation,
			"reason":     f.Reason,
			"duration":   f.Duration,
			"for_other":  f.Subject.ID != f.Requester.ID,
		}, true
	case factAnswers:
		return v.answers, true
	case factApprovals:
		return approvalValues(f.Approvals), true
	default:
		return nil, false
	}
}

// Parent is nothing: all that can be read is here.
func (v *factValues) Parent() cel.Activation { return nil }

// ResolveFunction is what was recorded of the functions that ask outside. What was
// not looked up is an error, and never a no.
func (v *factValues) ResolveFunction(name string) (cel.LateBoundFunction, bool) {
	switch name {
	case funcFact:
		return recorded(v.facts.Known, "whether the fact %q holds was not looked up"), true
	case funcHours:
		return recorded(v.facts.Open, "whether the hours of %q are open was not looked up"), true
	default:
		return nil, false
	}
}

func recorded(looked map[string]bool, missing string) cel.LateBoundFunction {
	return func(_ string, args ...ref.Val) ref.Val {
		name, _ := args[0].Value().(string)
		holds, there := looked[name]
		if !there {
			return types.NewErr(missing, shortened(name))
		}
		return types.Bool(holds)
	}
}

func personValues(person access.Person, manager string) map[string]any {
	return map[string]any{
		"login":      person.Login,
		"name":       person.Name,
		"department": person.Department,
		"title":      person.Title,
		"employment": string(person.Employment),
		"groups":     person.Groups,
		"zone":       person.Zone,
		"status":     string(person.Status),
		"manager":    manager,
	}
}

// answerValues are the answers as expressions read them. A field left empty is no
// answer.
func (f Facts) answerValues() (map[string]any, error) {
	answers := make(map[string]any, len(f.Answers))
	for id, answer := range f.Answers {
		value, err := answerValue(answer, slices.Contains(f.Lengths, id))
		if err != nil {
			return nil, fmt.Errorf("the answer %q %w", shortened(id), err)
		}
		if value != nil {
			answers[id] = value
		}
	}
	return answers, nil
}

func answerValue(answer any, length bool) (any, error) {
	switch answer := answer.(type) {
	case nil:
		return nil, nil
	case string:
		switch {
		case strings.TrimSpace(answer) == "":
			return nil, nil
		case !length:
			return answer, nil
		}
		parsed, err := ParseDuration(answer)
		if err != nil {
			return nil, fmt.Errorf("cannot be read: %w", err)
		}
		return time.Duration(parsed), nil
	case bool, float64:
		return answer, nil
	case int:
		return float64(answer), nil
	case int64:
		return float64(answer), nil
	case []string, []any:
		taken, ok := textsOf(answer)
		switch {
		case !ok:
			return nil, fmt.Errorf("is a list of something else than texts")
		case len(taken) == 0:
			return nil, nil
		}
		return taken, nil
	default:
		return nil, fmt.Errorf("is a %T, and an answer is a text, a number, yes or no, or a list of texts", answer)
	}
}

// textsOf reads several choices, also as JSON has them.
func textsOf(answer any) ([]string, bool) {
	if taken, ok := answer.([]string); ok {
		return taken, true
	}
	items, ok := answer.([]any)
	if !ok {
		return nil, false
	}
	taken := make([]string, 0, len(items))
	for _, item := range items {
		text, ok := item.(string)
		if !ok {
			return nil, false
		}
		taken = append(taken, text)
	}
	return taken, true
}
