package oktasim

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Scopes of an assignment.
const (
	scopeUser  = "USER"
	scopeGroup = "GROUP"
)

// assign is a new assignment: the profile filled from the person first, then from
// the application's defaults, then with what was asked for.
func (a *app) assign(u *user, scope string, profile map[string]any, now time.Time) *assignment {
	filled := map[string]any{}
	for _, attribute := range a.Attributes {
		filled[attribute.Name] = attribute.first(u)
	}
	maps.Copy(filled, profile)
	return &assignment{
		Scope: scope, UserName: u.text("login"), Profile: filled, Created: now, LastUpdated: now, StatusChanged: now,
	}
}

func (attribute Attribute) first(u *user) any {
	value := u.text(attribute.From)
	if attribute.From == "name" {
		value = u.name()
	}
	if value == "" {
		value = attribute.Default
	}
	if value == "" {
		return nil
	}
	return value
}

func getAppUser(c *call) (answer, error) {
	a, u, held, err := c.assignment()
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: c.appUserBody(a, u, held)}, nil
}

func listAppUsers(c *call) (answer, error) {
	a, err := c.app()
	if err != nil {
		return answer{}, err
	}
	q, held := strings.ToLower(c.query.Get("q")), c.listedFor(a)
	users := slices.DeleteFunc(c.state.users(), func(u *user) bool {
		return held[u.ID] == nil || !u.startsWith(q)
	})
	users, links, err := page(c, users, func(u *user) int64 { return u.Serial }, 50, 500)
	if err != nil {
		return answer{}, err
	}
	body := rendered(users, func(u *user) map[string]any { return c.appUserBody(a, u, held[u.ID]) })
	return answer{status: http.StatusOK, body: body, links: links}, nil
}

// assignment is the application, the person and the assignment that a path names.
func (c *call) assignment() (*app, *user, *assignment, error) {
	a, err := c.app()
	if err != nil {
		return nil, nil, nil, err
	}
	u := c.state.Users[c.params["userId"]]
	if u == nil || a.Users[u.ID] == nil {
		return nil, nil, nil, notFound(c.params["userId"], "AppUser")
	}
	c.about = []*user{u}
	return a, u, a.Users[u.ID], nil
}

func (c *call) appUserBody(a *app, u *user, held *assignment) map[string]any {
	profile := map[string]any{}
	maps.Copy(profile, held.Profile)
	links := map[string]any{"app": c.href("/apps/" + a.ID), "user": c.href("/users/" + u.ID)}
	if held.Scope == scopeGroup {
		for id := range a.Groups {
			if g := c.state.Groups[id]; g != nil && g.has(u) {
				links["group"] = c.href("/groups/" + id)
			}
		}
	}
	return map[string]any{
		"id": u.ID, "externalId": nil, "created": moment(held.Created), "lastUpdated": moment(held.LastUpdated),
		"scope": held.Scope, "status": "ACTIVE", "statusChanged": moment(held.StatusChanged), "passwordChanged": nil,
		"syncState": "DISABLED", "credentials": map[string]any{"userName": held.UserName}, "profile": profile, "_links": links,
	}
}
