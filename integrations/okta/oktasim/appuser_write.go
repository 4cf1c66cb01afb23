package oktasim

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

type assignRequest struct {
	ID          string                    `json:"id"`
	Scope       string                    `json:"scope"`
	Credentials struct{ UserName string } `json:"credentials"`
	Profile     map[string]any            `json:"profile"`
}

// assignUser assigns somebody individually. Whoever held the application through
// a group holds it individually from then on, and there is no way back to that:
// https://github.com/gravitational/teleport/issues/53947
func assignUser(c *call) (answer, error) {
	a, err := c.app()
	if err != nil {
		return answer{}, err
	}
	var request assignRequest
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	u := c.state.Users[request.ID]
	if u == nil {
		return answer{}, notFound(request.ID, "User")
	}
	c.about = []*user{u}
	if u.Status == statusDeprovisioned {
		return answer{}, wrongStatus()
	}
	if request.Scope != "" && request.Scope != scopeUser {
		return answer{}, invalid("scope", "scope: only USER can be assigned; a group is assigned to the application instead")
	}
	if err := a.checkProfile(request.Profile); err != nil {
		return answer{}, err
	}
	assigned := a.assign(u, scopeUser, request.Profile, c.now())
	if held := a.Users[u.ID]; held != nil {
		assigned.Created = held.Created
		assigned.Profile = maps.Clone(held.Profile)
		maps.Copy(assigned.Profile, request.Profile)
	}
	if request.Credentials.UserName != "" {
		assigned.UserName = request.Credentials.UserName
	}
	a.Users[u.ID] = assigned
	c.log("application.user_membership.add", "Add user to application membership", u.target(), a.target())
	return answer{status: http.StatusOK, body: c.appUserBody(a, u, assigned)}, nil
}

// updateAppUser changes the attributes that are named; null unsets one.
func updateAppUser(c *call) (answer, error) {
	a, u, held, err := c.assignment()
	if err != nil {
		return answer{}, err
	}
	var request assignRequest
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	if err := a.checkProfile(request.Profile); err != nil {
		return answer{}, err
	}
	maps.Copy(held.Profile, request.Profile)
	if request.Credentials.UserName != "" {
		held.UserName = request.Credentials.UserName
	}
	held.LastUpdated = c.now()
	c.log("application.user_membership.update", "Update application assignment for user", u.target(), a.target())
	return answer{status: http.StatusOK, body: c.appUserBody(a, u, held)}, nil
}

// unassignUser refuses while a group grants the application, whatever the scope.
func unassignUser(c *call) (answer, error) {
	a, u, _, err := c.assignment()
	if err != nil {
		return answer{}, err
	}
	if c.state.grantFor(a, u) != nil {
		return answer{}, errGranted
	}
	delete(a.Users, u.ID)
	c.log("application.user_membership.remove", "Remove user's application membership", u.target(), a.target())
	return answer{status: http.StatusNoContent}, nil
}

func (a *app) checkProfile(profile map[string]any) error {
	var causes []string
	for _, name := range slices.Sorted(maps.Keys(profile)) {
		at := slices.IndexFunc(a.Attributes, func(attribute Attribute) bool { return attribute.Name == name })
		switch value, isText := profile[name].(string); {
		case at < 0:
			causes = append(causes, "Property name '"+name+"' is not defined in profile")
		case profile[name] == nil:
		case !isText:
			causes = append(causes, fmt.Sprintf("%s: Does not match the type string", name))
		case len(a.Attributes[at].OneOf) > 0 && !slices.Contains(a.Attributes[at].OneOf, value):
			causes = append(causes, fmt.Sprintf("%s: '%s' is not one of %s", name, value, strings.Join(a.Attributes[at].OneOf, ", ")))
		}
	}
	if len(causes) > 0 {
		return invalid("profile", causes...)
	}
	return nil
}
