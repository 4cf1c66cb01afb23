package oktasim

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/internal/expression"
)

// settle brings everything that follows from something else up to date: who is
// in a group because of a rule, and who holds an application because of a group.
// Okta does it in the background; here it is done before the call is answered. users
// are those of whom anything can have changed.
func (s *state) settle(users []*user, now time.Time) {
	for _, g := range s.groups() {
		if g.Type == oktaGroup {
			s.settleGroup(g, users, now)
		}
	}
	for _, a := range s.apps() {
		s.settleApp(a, users, now)
	}
}

// settleGroup keeps what rules say of a group. Rules are not evaluated for
// somebody who was deactivated, who stays where they were:
// https://support.okta.com/help/s/article/Deactivated-Users-not-Removed-From-Okta-Groups-Automatically
func (s *state) settleGroup(g *group, users []*user, now time.Time) {
	rules := s.rulesFor(g)
	for _, u := range users {
		held := g.Members[u.ID]
		if u.Status == statusDeprovisioned || (held == nil && len(rules) == 0) {
			continue
		}
		by := s.atRest(held)
		for _, r := range rules {
			if r.matches(u) {
				by = append(by, r.ID)
			}
		}
		switch {
		case held == nil && len(by) > 0:
			g.Members[u.ID] = &member{Rules: by}
			g.MembershipUpdated = now
		case held != nil && !held.Manual && len(by) == 0:
			delete(g.Members, u.ID)
			g.MembershipUpdated = now
		case held != nil:
			held.Rules = by
		}
	}
}

func (s *state) rulesFor(g *group) []*rule {
	var active []*rule
	for _, r := range s.rules() {
		if r.Status == ruleActive && slices.Contains(r.GroupIDs, g.ID) {
			active = append(active, r)
		}
	}
	return active
}

// atRest lists the rules that put somebody there and are not active any more:
// whom they put there they leave there.
func (s *state) atRest(held *member) []string {
	if held == nil {
		return nil
	}
	var ids []string
	for _, id := range held.Rules {
		if r := s.Rules[id]; r != nil && r.Status != ruleActive {
			ids = append(ids, id)
		}
	}
	return ids
}

// matches is false for an expression that the simulator does not understand.
func (r *rule) matches(u *user) bool {
	if slices.Contains(r.Exclude, u.ID) {
		return false
	}
	matched, err := expression.Match(r.Expression, u.Profile)
	return err == nil && matched
}

// settleApp gives the application to the active members of the groups that grant
// it, and takes it from those who only held it that way.
func (s *state) settleApp(a *app, users []*user, now time.Time) {
	for _, u := range users {
		held, granted := a.Users[u.ID], s.grantFor(a, u)
		switch {
		case held == nil && granted != nil:
			a.Users[u.ID] = a.assign(u, scopeGroup, granted.Profile, now)
		case held != nil && held.Scope == scopeGroup && granted == nil:
			delete(a.Users, u.ID)
		}
	}
}

// grantFor is the group assignment of the best priority that covers the person;
// nil where no group grants them the application.
func (s *state) grantFor(a *app, u *user) *grant {
	if u.Status == statusDeprovisioned {
		return nil
	}
	var best *grant
	for id, granted := range a.Groups {
		if g := s.Groups[id]; g != nil && g.has(u) && (best == nil || granted.Priority < best.Priority) {
			best = granted
		}
	}
	return best
}

func (g *group) has(u *user) bool {
	if g.Type == builtIn {
		return u.Status != statusDeprovisioned
	}
	return g.Members[u.ID] != nil
}
