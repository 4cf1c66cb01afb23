package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// steps says in words who would be asked, in order, as things are now, and why
// where nobody is. Who is really asked is found out when the request gets there.
func (o *operations) steps(ctx context.Context, plan builder.Plan, facts builder.Facts) ([]string, error) {
	met, err := plan.ApprovalRules(facts)
	if err != nil {
		o.log.Debug("who would be asked depends on answers", "automation", plan.Automation, "error", err)
		return []string{"Who is asked depends on what you answer"}, nil
	}
	said := []string{}
	for _, step := range met {
		if step.Because != "" {
			said = append(said, "Nobody: "+step.Because)
			continue
		}
		words, err := o.stepInWords(ctx, *step.Approval, facts)
		if err != nil {
			return nil, err
		}
		if step.Approval.Each {
			words = "For each of them: " + words
		}
		said = append(said, words)
	}
	return said, nil
}

func (o *operations) stepInWords(ctx context.Context, step builder.ApprovalStep, facts builder.Facts) (string, error) {
	if len(step.Approvers) == 1 && step.Approvers[0].Group != "" {
		return o.groupInWords(ctx, step.Approvers[0].Group, step.Quorum, facts)
	}
	var said []string
	for _, rule := range step.Approvers {
		words, err := o.ruleInWords(ctx, rule, facts)
		if err != nil {
			return "", err
		}
		said = append(said, words)
	}
	switch {
	case len(said) == 1 && step.Quorum <= 1:
		return said[0], nil
	case step.Quorum == 0:
		return "All of: " + strings.Join(said, "; "), nil
	case step.Quorum == 1:
		return "One of: " + strings.Join(said, "; "), nil
	default:
		return fmt.Sprintf("%d of: %s", step.Quorum, strings.Join(said, "; ")), nil
	}
}

func (o *operations) ruleInWords(ctx context.Context, rule access.ApproverRule, facts builder.Facts) (string, error) {
	seen := callOf(ctx).seen
	switch {
	case rule.Manager != "":
		whose := facts.Requester
		if rule.Manager == "subject" {
			whose = facts.Subject
		}
		manager, found, err := o.managerAbove(ctx, whose, rule, facts)
		return named(managerOf(whose, rule.Level, facts), manager.Name, found), err
	case rule.Owner != "":
		owner, err := seen.person(ctx, facts.Entitlement.OwnerID)
		return named("Owner of "+facts.Entitlement.Label(), owner.Name, mayBeAsked(owner, facts)), err
	case rule.Group != "":
		return o.groupInWords(ctx, rule.Group, 1, facts)
	case rule.OnCall != "":
		return "Whoever is on call for " + rule.OnCall, nil
	case rule.Where != "":
		return "Whoever the automation's rule chooses", nil
	default:
		person, err := o.records.PersonByLogin(ctx, rule.Person)
		if missing(err) {
			return named(rule.Person, "", false), nil
		}
		if !mayBeAsked(person, facts) {
			return named(person.Name, "", false), err
		}
		return person.Name, err
	}
}

// managerOf is somebody's manager, that many steps up, as the caller would say it.
func managerOf(whose access.Person, level int, facts builder.Facts) string {
	words := "Your manager"
	if whose.ID != facts.Requester.ID {
		words = "Manager of " + whose.Name
	}
	if level > 1 {
		words += fmt.Sprintf(", %d levels up", level)
	}
	return words
}

// groupInWords counts who of a group could be asked.
func (o *operations) groupInWords(ctx context.Context, group string, quorum int, facts builder.Facts) (string, error) {
	people, err := o.records.PeopleInGroup(ctx, group)
	if err != nil {
		return "", err
	}
	count := 0
	for _, person := range people {
		if mayBeAsked(person, facts) {
			count++
		}
	}
	switch {
	case count == 0:
		return named("Group "+group, "", false), nil
	case quorum == 0:
		return fmt.Sprintf("All %d people in group %s", count, group), nil
	default:
		return fmt.Sprintf("%d of %d people in group %s", quorum, count, group), nil
	}
}

// longestLine bounds the way up a directory whose managers form a circle.
const longestLine = 20

// managerAbove is the manager that a rule names or, where that one cannot be asked,
// the nearest above, as far as the rule looks.
func (o *operations) managerAbove(ctx context.Context, person access.Person, rule access.ApproverRule, facts builder.Facts) (access.Person, bool, error) {
	first, last := max(rule.Level, 1), longestLine
	if rule.Levels > 0 {
		last = min(max(rule.Levels, first), longestLine)
	}
	below := person
	for level := 1; level <= last && below.ManagerID != ""; level++ {
		manager, err := callOf(ctx).seen.person(ctx, below.ManagerID)
		if err != nil {
			return access.Person{}, false, err
		}
		if level >= first && mayBeAsked(manager, facts) {
			return manager, true, nil
		}
		below = manager
	}
	return access.Person{}, false, nil
}

// mayBeAsked leaves out whoever asks, whom it is for, and whoever is not there.
func mayBeAsked(person access.Person, facts builder.Facts) bool {
	return person.Status == access.Active && person.ID != facts.Requester.ID && person.ID != facts.Subject.ID
}

func named(what, name string, found bool) string {
	if !found {
		return what + " (nobody who could be asked)"
	}
	return what + ", " + name
}
