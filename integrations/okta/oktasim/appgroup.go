package oktasim

import "net/http"

func getAppGroup(c *call) (answer, error) {
	a, g, err := c.appAndGroup()
	if err != nil {
		return answer{}, err
	}
	held := a.Groups[g.ID]
	if held == nil {
		return answer{}, notFound(g.ID, "AppGroup")
	}
	return answer{status: http.StatusOK, body: c.appGroupBody(a, g, held)}, nil
}

// assignGroup grants the application to a group, whose members hold it at once.
func assignGroup(c *call) (answer, error) {
	a, g, err := c.appAndGroup()
	if err != nil {
		return answer{}, err
	}
	var request struct {
		Priority *int           `json:"priority"`
		Profile  map[string]any `json:"profile"`
	}
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	if err := a.checkProfile(request.Profile); err != nil {
		return answer{}, err
	}
	if request.Profile == nil {
		request.Profile = map[string]any{}
	}
	granted := &grant{Priority: len(a.Groups), LastUpdated: c.now(), Profile: request.Profile}
	if held := a.Groups[g.ID]; held != nil {
		granted.Priority = held.Priority
	}
	if request.Priority != nil {
		granted.Priority = *request.Priority
	}
	a.Groups[g.ID] = granted
	c.log("group.application_assignment.add", "Add assigned application to group", g.target(), a.target())
	return answer{status: http.StatusOK, body: c.appGroupBody(a, g, granted)}, nil
}

func unassignGroup(c *call) (answer, error) {
	a, g, err := c.appAndGroup()
	if err != nil {
		return answer{}, err
	}
	if a.Groups[g.ID] == nil {
		return answer{}, notFound(g.ID, "AppGroup")
	}
	delete(a.Groups, g.ID)
	c.log("group.application_assignment.remove", "Remove assigned application from group", g.target(), a.target())
	return answer{status: http.StatusNoContent}, nil
}

func (c *call) appAndGroup() (*app, *group, error) {
	a, err := c.app()
	if err != nil {
		return nil, nil, err
	}
	g, err := c.group()
	return a, g, err
}

func (c *call) appGroupBody(a *app, g *group, held *grant) map[string]any {
	profile := held.Profile
	if profile == nil {
		profile = map[string]any{}
	}
	return map[string]any{
		"id": g.ID, "lastUpdated": moment(held.LastUpdated), "priority": held.Priority, "profile": profile,
		"_links": map[string]any{
			"app": c.href("/apps/" + a.ID), "self": c.href("/apps/" + a.ID + "/groups/" + g.ID), "group": c.href("/groups/" + g.ID),
		},
	}
}
