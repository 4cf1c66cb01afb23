package oktasim

import (
	"net/http"
	"slices"
	"strings"
)

// listUsers leaves out who was deactivated, unless a filter or a search asks.
func listUsers(c *call) (answer, error) {
	asked := c.query.Get("filter") != "" || c.query.Get("search") != ""
	q := strings.ToLower(c.query.Get("q"))
	users := slices.DeleteFunc(c.state.users(), func(u *user) bool {
		return (!asked && u.Status == statusDeprovisioned) || !u.startsWith(q)
	})
	users, err := selected(c, users, c.userInList)
	if err != nil {
		return answer{}, err
	}
	usual := 200
	if q != "" {
		usual = 10
	}
	return c.userPage(users, usual, 200)
}

// startsWith is how q= finds people: by the beginning of a name or the address.
func (u *user) startsWith(q string) bool {
	for _, attribute := range []string{"firstName", "lastName", "email"} {
		if strings.HasPrefix(strings.ToLower(u.text(attribute)), q) {
			return true
		}
	}
	return false
}

func (c *call) userPage(users []*user, usual, most int) (answer, error) {
	users, links, err := page(c, users, func(u *user) int64 { return u.Serial }, usual, most)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: rendered(users, c.userInList), links: links}, nil
}

// listUserGroups lists every group of a person, those of somebody deactivated too.
func listUserGroups(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	groups := slices.DeleteFunc(c.state.groups(), func(g *group) bool { return !g.has(u) })
	return c.groupPage(groups, 200, 200)
}
