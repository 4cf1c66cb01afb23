package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// add names those whom one rule finds.
func (r *resolution) add(ctx context.Context, rule access.ApproverRule) error {
	switch {
	case rule.Manager != "":
		return r.addManager(ctx, rule)
	case rule.Person != "":
		person, err := r.work.Records.PersonByLogin(ctx, rule.Person)
		return r.accept(person, "named in the automation", err)
	case rule.Group != "":
		return r.addGroup(ctx, rule.Group)
	case rule.Owner != "":
		return r.addOwner(ctx)
	case rule.OnCall != "":
		return r.addOnCall(ctx, rule.OnCall)
	case rule.Where != "":
		return r.addWhere(ctx, rule.Where)
	default:
		return access.Refuse(access.CodeInvalid, "An approver rule names nobody.")
	}
}

// longestLine bounds the walk up a directory whose managers form a circle.
const longestLine = 20

// addManager walks up to the level that is asked for, and from there on to the
// first who can be asked, as far as the rule lets it.
func (r *resolution) addManager(ctx context.Context, rule access.ApproverRule) error {
	id := r.in.RequesterID
	if rule.Manager == "subject" {
		id = r.in.SubjectID
	}
	first, last := max(rule.Level, 1), longestLine
	if rule.Levels > 0 {
		last = min(max(rule.Levels, first), longestLine)
	}
	below, err := r.work.Records.Person(ctx, id)
	for level := 1; level <= last; level++ {
		if err != nil || below.ManagerID == "" {
			return ignoreMissing(err)
		}
		var manager access.Person
		if manager, err = r.work.Records.Person(ctx, below.ManagerID); err != nil {
			return ignoreMissing(err)
		}
		if level >= first && r.mayBeAsked(manager) {
			return r.accept(manager, "manager of "+below.Name, nil)
		}
		below = manager
	}
	return nil
}

func (r *resolution) addGroup(ctx context.Context, group string) error {
	people, err := r.work.Records.PeopleInGroup(ctx, group)
	if err != nil {
		return err
	}
	for _, person := range people {
		if err := r.accept(person, "member of "+group, nil); err != nil {
			return err
		}
	}
	return nil
}

// addOnCall names those whom the outside system named, as far as they are known here.
func (r *resolution) addOnCall(ctx context.Context, fact string) error {
	for _, login := range r.in.OnCall[fact] {
		person, err := r.work.Records.PersonByLogin(ctx, login)
		if err := r.accept(person, "on call for "+fact, err); err != nil {
			return err
		}
	}
	return nil
}

func (r *resolution) addOwner(ctx context.Context) error {
	entitlement, err := r.work.Records.Entitlement(ctx, r.in.EntitlementID)
	if err != nil || entitlement.OwnerID == "" {
		return ignoreMissing(err)
	}
	owner, err := r.work.Records.Person(ctx, entitlement.OwnerID)
	return r.accept(owner, "owner of "+entitlement.Label(), err)
}
