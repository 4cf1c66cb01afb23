package okta

import "strings"

// Classes of calls that share a limit, of those that anything is counted for:
// https://developer.okta.com/docs/reference/rl2-limits/
const (
	classUser  = "/api/v1/users/{id}"
	classGroup = "/api/v1/groups/{id}"
	classRules = "/api/v1/groups/rules"
	classApp   = "/api/v1/apps/{id}"
)

// classOf is the limit that a path counts against.
func classOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case len(parts) <= 3:
		return path
	case parts[2] == "groups" && parts[3] == "rules":
		return classRules
	default:
		return "/" + strings.Join(parts[:3], "/") + "/{id}"
	}
}
