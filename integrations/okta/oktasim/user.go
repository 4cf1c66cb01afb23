package oktasim

import (
	"net/http"
	"strings"
	"time"
)

// Statuses of a person:
// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserLifecycle/
const (
	statusStaged        = "STAGED"
	statusProvisioned   = "PROVISIONED"
	statusActive        = "ACTIVE"
	statusSuspended     = "SUSPENDED"
	statusDeprovisioned = "DEPROVISIONED"
)

const (
	userType   = "otysimulated00000001"
	userSchema = "oscsimulated00000001"
)

func getUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: c.userBody(u)}, nil
}

// user finds the person a path names, by id or by login.
func (c *call) user(param string) (*user, error) {
	name := c.params[param]
	if u := c.state.Users[name]; u != nil {
		return u, nil
	}
	if u := c.state.byLogin(name); u != nil {
		return u, nil
	}
	return nil, notFound(name, "User")
}

func (s *state) byLogin(login string) *user {
	for _, u := range s.Users {
		if strings.EqualFold(u.text("login"), login) {
			return u
		}
	}
	return nil
}

func (u *user) text(attribute string) string {
	value, _ := u.Profile[attribute].(string)
	return value
}

func (u *user) name() string {
	if name := u.text("displayName"); name != "" {
		return name
	}
	return strings.TrimSpace(u.text("firstName") + " " + u.text("lastName"))
}

// userInList is a person as lists show them, userBody as they are shown alone:
// with links to what can be done next.
func (c *call) userInList(u *user) map[string]any {
	profile := map[string]any{"mobilePhone": nil, "secondEmail": nil} // always there
	for name, value := range u.Profile {
		if value != nil {
			profile[name] = value
		}
	}
	return map[string]any{
		"id": u.ID, "status": u.Status, "created": moment(u.Created), "activated": moment(u.Activated),
		"statusChanged": moment(u.StatusChanged), "lastLogin": nil, "lastUpdated": moment(u.LastUpdated),
		"passwordChanged": nil, "type": map[string]any{"id": userType}, "profile": profile,
		"credentials": map[string]any{"provider": map[string]any{"type": "OKTA", "name": "OKTA"}},
		"_links":      map[string]any{"self": c.href("/users/" + u.ID)},
	}
}

func (c *call) userBody(u *user) map[string]any {
	body := c.userInList(u)
	self := "/users/" + u.ID
	links := map[string]any{
		"self": c.href(self), "schema": c.href("/meta/schemas/user/" + userSchema), "type": c.href("/meta/types/user/" + userType),
	}
	can := map[string]string{}
	switch u.Status {
	case statusStaged:
		can["activate"] = "activate"
	case statusDeprovisioned:
		can["activate"] = "activate"
		links["delete"] = map[string]any{"href": c.base() + "/api/v1" + self, "method": "DELETE"}
	case statusProvisioned:
		can = map[string]string{"suspend": "suspend", "resetPassword": "reset_password", "reactivate": "reactivate", "deactivate": "deactivate"}
	case statusSuspended:
		can = map[string]string{"unsuspend": "unsuspend", "deactivate": "deactivate"}
	case statusActive:
		can = map[string]string{"suspend": "suspend", "resetPassword": "reset_password", "expirePassword": "expire_password", "deactivate": "deactivate"}
	}
	for name, action := range can {
		links[name] = c.action(self + "/lifecycle/" + action)
	}
	body["_links"] = links
	return body
}

// moment is a stamp as Okta writes it, null for one that never was.
func moment(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.UTC().Format(stamp)
}
