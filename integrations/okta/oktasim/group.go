package oktasim

import (
	"net/http"
	"slices"
	"strings"
)

// Types of groups. Only OKTA_GROUP can be changed.
const (
	oktaGroup = "OKTA_GROUP"
	appGroup  = "APP_GROUP"
	builtIn   = "BUILT_IN"
)

type groupRequest struct {
	Profile struct{ Name, Description string } `json:"profile"`
}

func listGroups(c *call) (answer, error) {
	q := strings.ToLower(c.query.Get("q"))
	groups := slices.DeleteFunc(c.state.groups(), func(g *group) bool {
		return !strings.HasPrefix(strings.ToLower(g.Name), q)
	})
	groups, err := selected(c, groups, c.groupBody)
	if err != nil {
		return answer{}, err
	}
	usual := 10_000
	if q != "" {
		usual = 300
	}
	return c.groupPage(groups, usual, 10_000)
}

func (c *call) groupPage(groups []*group, usual, most int) (answer, error) {
	groups, links, err := page(c, groups, func(g *group) int64 { return g.Serial }, usual, most)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: rendered(groups, c.groupBody), links: links}, nil
}

func getGroup(c *call) (answer, error) {
	g, err := c.group()
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: c.groupBody(g)}, nil
}

func createGroup(c *call) (answer, error) {
	name, description, err := c.groupProfile(nil)
	if err != nil {
		return answer{}, err
	}
	now := c.now()
	g := &group{
		ID: newID(groupPrefix), Serial: c.state.next(), Type: oktaGroup, Name: name, Description: description,
		Created: now, LastUpdated: now, MembershipUpdated: now, Members: map[string]*member{},
	}
	c.state.Groups[g.ID] = g
	c.log("group.lifecycle.create", "Create Okta group", g.target())
	return answer{status: http.StatusOK, body: c.groupBody(g)}, nil
}

func replaceGroup(c *call) (answer, error) {
	g, err := c.changeable()
	if err != nil {
		return answer{}, err
	}
	name, description, err := c.groupProfile(g)
	if err != nil {
		return answer{}, err
	}
	g.Name, g.Description, g.LastUpdated = name, description, c.now()
	c.log("group.profile.update", "Update Okta group profile", g.target())
	return answer{status: http.StatusOK, body: c.groupBody(g)}, nil
}

// deleteGroup takes the group out of everything that named it.
func deleteGroup(c *call) (answer, error) {
	g, err := c.changeable()
	if err != nil {
		return answer{}, err
	}
	delete(c.state.Groups, g.ID)
	for _, a := range c.state.Apps {
		delete(a.Groups, g.ID)
	}
	for _, r := range c.state.Rules {
		if slices.Contains(r.GroupIDs, g.ID) {
			r.Status = ruleInvalid
		}
	}
	c.log("group.lifecycle.delete", "Delete Okta group", g.target())
	return answer{status: http.StatusNoContent}, nil
}

func (c *call) groupProfile(own *group) (name, description string, err error) {
	var request groupRequest
	if err := c.read(&request); err != nil {
		return "", "", err
	}
	name = strings.TrimSpace(request.Profile.Name)
	if name == "" || len(name) > 255 {
		return "", "", invalid("name", "name: The field must be between 1 and 255 characters")
	}
	for _, g := range c.state.Groups {
		if g != own && g.Type == oktaGroup && g.Name == name {
			return "", "", invalid("name", "name: An object with this field already exists in the current organization")
		}
	}
	return name, request.Profile.Description, nil
}

func (c *call) group() (*group, error) {
	if g := c.state.Groups[c.params["groupId"]]; g != nil {
		return g, nil
	}
	return nil, notFound(c.params["groupId"], "UserGroup")
}

// changeable is the group of the path if the API may change it.
func (c *call) changeable() (*group, error) {
	g, err := c.group()
	if err == nil && g.Type != oktaGroup {
		return nil, errForbidden
	}
	return g, err
}

func (c *call) groupBody(g *group) map[string]any {
	class := "okta:user_group"
	if g.Type == appGroup {
		class = "okta:windows_security_principal"
	}
	self := "/groups/" + g.ID
	logo := func(name string) map[string]any {
		return map[string]any{"name": name, "href": c.base() + "/assets/img/logos/groups/" + name + ".png", "type": "image/png"}
	}
	return map[string]any{
		"id": g.ID, "created": moment(g.Created), "lastUpdated": moment(g.LastUpdated),
		"lastMembershipUpdated": moment(g.MembershipUpdated), "objectClass": []any{class}, "type": g.Type,
		"profile": map[string]any{"name": g.Name, "description": g.Description},
		"_links": map[string]any{
			"logo":  []any{logo("medium"), logo("large")},
			"users": c.href(self + "/users"), "apps": c.href(self + "/apps"),
		},
	}
}
