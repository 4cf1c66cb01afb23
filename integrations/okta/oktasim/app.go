package oktasim

import (
	"net/http"
	"slices"
	"strings"
)

// openIDConnect is the sign-on mode whose bodies carry a client's settings.
const openIDConnect = "OPENID_CONNECT"

func listApps(c *call) (answer, error) {
	q := strings.ToLower(c.query.Get("q"))
	apps := slices.DeleteFunc(c.state.apps(), func(a *app) bool {
		return !strings.HasPrefix(strings.ToLower(a.Name), q) && !strings.HasPrefix(strings.ToLower(a.Label), q)
	})
	apps, err := selected(c, apps, c.appBody)
	if err != nil {
		return answer{}, err
	}
	apps, links, err := page(c, apps, func(a *app) int64 { return a.Serial }, 20, 200)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: rendered(apps, c.appBody), links: links}, nil
}

func getApp(c *call) (answer, error) {
	a, err := c.app()
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: c.appBody(a)}, nil
}

func (c *call) app() (*app, error) {
	if a := c.state.Apps[c.params["appId"]]; a != nil {
		return a, nil
	}
	return nil, notFound(c.params["appId"], "AppInstance")
}
