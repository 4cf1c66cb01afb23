package oktasim

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// attributes are those of Okta's base profile. An organisation may define more;
// this one does not.
var attributes = []string{
	"login", "email", "secondEmail", "firstName", "lastName", "middleName", "honorificPrefix", "honorificSuffix",
	"title", "displayName", "nickName", "profileUrl", "primaryPhone", "mobilePhone", "streetAddress", "city", "state",
	"zipCode", "countryCode", "postalAddress", "preferredLanguage", "locale", "timezone", "userType", "employeeNumber",
	"costCenter", "organization", "division", "department", "managerId", "manager",
}

type userRequest struct {
	Profile  map[string]any `json:"profile"`
	GroupIDs []string       `json:"groupIds"`
}

func createUser(c *call) (answer, error) {
	var request userRequest
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	if err := c.checkProfile("newUser", request.Profile, nil); err != nil {
		return answer{}, err
	}
	for _, id := range request.GroupIDs {
		if g := c.state.Groups[id]; g == nil || g.Type != oktaGroup {
			return answer{}, invalid("groupIds", "The group "+id+" cannot be given to a new user.")
		}
	}
	now := c.now()
	u := &user{ID: newID(userPrefix), Serial: c.state.next(), Status: statusStaged, Created: now, LastUpdated: now, Profile: request.Profile}
	if c.query.Get("activate") != "false" {
		u.Status, u.Activated, u.StatusChanged = statusProvisioned, now, now
	}
	c.state.Users[u.ID] = u
	for _, id := range request.GroupIDs {
		c.state.Groups[id].Members[u.ID] = &member{Manual: true}
	}
	c.log("user.lifecycle.create", "Create okta user", u.target())
	return answer{status: http.StatusOK, body: c.userBody(u)}, nil
}

// updateUser changes the attributes that are named; null unsets one.
func updateUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	var request userRequest
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	profile := map[string]any{}
	if c.query.Get("strict") != "true" {
		profile = maps.Clone(u.Profile)
	}
	maps.Copy(profile, request.Profile)
	if err := c.checkProfile("profile", profile, u); err != nil {
		return answer{}, err
	}
	if u.Status != statusDeprovisioned { // a deactivated profile is not updated
		u.Profile, u.LastUpdated = profile, c.now()
		c.log("user.account.update_profile", "Update user profile for Okta", u.target())
	}
	return answer{status: http.StatusOK, body: c.userBody(u)}, nil
}

func (c *call) checkProfile(what string, profile map[string]any, own *user) error {
	var causes []string
	for _, name := range slices.Sorted(maps.Keys(profile)) {
		if !slices.Contains(attributes, name) {
			causes = append(causes, "Property name '"+name+"' is not defined in profile")
		}
	}
	for _, name := range []string{"login", "email", "firstName", "lastName"} {
		if value, _ := profile[name].(string); strings.TrimSpace(value) == "" {
			causes = append(causes, name+": The field cannot be left blank")
		}
	}
	if len(causes) > 0 {
		return invalid(what, causes...)
	}
	if taken := c.state.byLogin(profile["login"].(string)); taken != nil && taken != own {
		return invalid("login", "login: An object with this field already exists in the current organization")
	}
	return nil
}
