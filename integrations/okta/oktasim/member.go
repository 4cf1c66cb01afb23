package oktasim

import (
	"net/http"
	"slices"
)

// exclusions is how many people a rule can leave out.
const exclusions = 100

func listGroupUsers(c *call) (answer, error) {
	g, err := c.group()
	if err != nil {
		return answer{}, err
	}
	users := slices.DeleteFunc(c.state.users(), func(u *user) bool { return !c.listedIn(g, u) })
	return c.userPage(users, 1000, 10_000)
}

// addMember answers 204 for somebody who is in already. Somebody a rule put there
// counts from now on as put there by hand.
func addMember(c *call) (answer, error) {
	g, u, err := c.membership()
	if err != nil {
		return answer{}, err
	}
	if u.Status == statusDeprovisioned {
		return answer{}, wrongStatus()
	}
	held := g.Members[u.ID]
	if held != nil && held.Manual {
		return answer{status: http.StatusNoContent}, nil
	}
	if held == nil {
		held = &member{}
		g.Members[u.ID] = held
		g.MembershipUpdated = c.now()
	}
	held.Manual = true
	c.log("group.user_membership.add", "Add user to group membership", u.target(), g.target())
	return answer{status: http.StatusNoContent}, nil
}

// removeMember answers 204 for somebody who is not in it. Somebody whom a rule
// put there it removes too, and from then on the rule leaves them out: its list
// of exclusions is how the organisation pays for it.
func removeMember(c *call) (answer, error) {
	g, u, err := c.membership()
	if err != nil {
		return answer{}, err
	}
	held := g.Members[u.ID]
	if held == nil {
		return answer{status: http.StatusNoContent}, nil
	}
	for _, id := range held.Rules {
		r := c.state.Rules[id]
		if len(r.Exclude) >= exclusions {
			return answer{}, invalid("removeUserFromGroup", "The rule "+r.Name+" cannot exclude more users.")
		}
	}
	for _, id := range held.Rules {
		c.state.Rules[id].Exclude = append(c.state.Rules[id].Exclude, u.ID)
	}
	delete(g.Members, u.ID)
	g.MembershipUpdated = c.now()
	c.log("group.user_membership.remove", "Remove user from group membership", u.target(), g.target())
	return answer{status: http.StatusNoContent}, nil
}

func (c *call) membership() (*group, *user, error) {
	g, err := c.changeable()
	if err != nil {
		return nil, nil, err
	}
	u, err := c.user("userId")
	c.about = []*user{u}
	return g, u, err
}
