package oktasim

import "net/http"

// deleteUser deactivates at first and deletes somebody who is deactivated.
func deleteUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	if u.Status != statusDeprovisioned {
		c.deactivate(u)
		return answer{status: http.StatusNoContent}, nil
	}
	delete(c.state.Users, u.ID)
	for _, g := range c.state.Groups {
		delete(g.Members, u.ID)
	}
	c.log("user.lifecycle.delete.completed", "Delete Okta user completed", u.target())
	return answer{status: http.StatusNoContent}, nil
}

func deactivateUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	if u.Status == statusDeprovisioned {
		return answer{}, notFound(u.ID, "User") // as Okta answers for somebody who is deactivated already
	}
	c.deactivate(u)
	return answer{status: http.StatusOK, body: map[string]any{}}, nil
}

// deactivate takes every application from somebody and leaves them in their groups.
func (c *call) deactivate(u *user) {
	c.become(u, statusDeprovisioned)
	for _, a := range c.state.Apps {
		delete(a.Users, u.ID)
	}
	c.log("user.lifecycle.deactivate", "Deactivate Okta user", u.target())
}

func activateUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	if u.Status != statusStaged && u.Status != statusDeprovisioned {
		return answer{}, errActive
	}
	c.become(u, statusProvisioned)
	u.Activated = c.now()
	c.log("user.lifecycle.activate", "Activate Okta user", u.target())
	body := map[string]any{}
	if c.query.Get("sendEmail") == "false" {
		token := random(20)
		body = map[string]any{"activationUrl": c.base() + "/welcome/" + token, "activationToken": token}
	}
	return answer{status: http.StatusOK, body: body}, nil
}

func suspendUser(c *call) (answer, error) {
	u, err := c.user("id")
	if err != nil {
		return answer{}, err
	}
	if u.Status != statusActive {
		return answer{}, invalid("suspendUser", "Cannot suspend a user that is not active")
	}
	c.become(u, statusSuspended)
	c.log("user.lifecycle.suspend", "Suspend Okta user", u.target())
	return answer{status: http.StatusOK, body: map[string]any{}}, nil
}

// revokeSessions has no sessions to end, and says in the log that it was asked.
func revokeSessions(c *call) (answer, error) {
	u, err := c.user("userId")
	if err != nil {
		return answer{}, err
	}
	c.log("user.session.clear", "Clear user session", u.target())
	return answer{status: http.StatusNoContent}, nil
}

func (c *call) become(u *user, status string) {
	now := c.now()
	u.Status, u.StatusChanged, u.LastUpdated = status, now, now
}
