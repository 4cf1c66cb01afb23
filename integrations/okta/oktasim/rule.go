package oktasim

import (
	"net/http"
	"slices"
	"strings"
)

// Statuses of a group rule.
const (
	ruleActive   = "ACTIVE"
	ruleInactive = "INACTIVE"
	ruleInvalid  = "INVALID"
)

type ruleRequest struct {
	Name       string
	Type       string
	Conditions struct {
		Expression struct{ Value string }
		People     struct {
			Users struct{ Exclude []string }
		}
	}
	Actions struct {
		AssignUserToGroups struct{ GroupIDs []string }
	}
}

func listRules(c *call) (answer, error) {
	search := strings.ToLower(c.query.Get("search"))
	rules := slices.DeleteFunc(c.state.rules(), func(r *rule) bool {
		return !strings.HasPrefix(strings.ToLower(r.Name), search)
	})
	rules, links, err := page(c, rules, func(r *rule) int64 { return r.Serial }, 50, 200)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: rendered(rules, c.ruleBody), links: links}, nil
}

func getRule(c *call) (answer, error) {
	r, err := c.rule()
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: c.ruleBody(r)}, nil
}

// createRule makes a rule that does nothing until it is activated.
func createRule(c *call) (answer, error) {
	var request ruleRequest
	if err := c.read(&request); err != nil {
		return answer{}, err
	}
	groups := request.Actions.AssignUserToGroups.GroupIDs
	switch {
	case request.Name == "" || len(request.Name) > 50:
		return answer{}, invalid("name", "name: The field must be between 1 and 50 characters")
	case request.Type != "group_rule":
		return answer{}, invalid("type", "type: must be group_rule")
	case request.Conditions.Expression.Value == "":
		return answer{}, invalid("conditions", "conditions: an expression is needed")
	case len(groups) == 0 || slices.ContainsFunc(groups, func(id string) bool {
		return c.state.Groups[id] == nil || c.state.Groups[id].Type != oktaGroup
	}):
		return answer{}, invalid("actions", "actions: every group has to be an OKTA_GROUP of this organization")
	}
	now := c.now()
	r := &rule{
		ID: newID(rulePrefix), Serial: c.state.next(), Name: request.Name, Status: ruleInactive,
		Expression: request.Conditions.Expression.Value, Exclude: request.Conditions.People.Users.Exclude,
		GroupIDs: groups, Created: now, LastUpdated: now,
	}
	c.state.Rules[r.ID] = r
	c.log("policy.rule.add", "Create group rule", r.target())
	return answer{status: http.StatusOK, body: c.ruleBody(r)}, nil
}

// deleteRule leaves those it put into groups there as if by hand, unless asked to
// take them out.
func deleteRule(c *call) (answer, error) {
	r, err := c.rule()
	if err != nil {
		return answer{}, err
	}
	if r.Status == ruleActive {
		return answer{}, invalid("deleteGroupRule", "An active group rule cannot be deleted.")
	}
	if c.query.Get("removeUsers") == "true" {
		c.release(r)
	}
	for _, g := range c.state.Groups {
		for _, held := range g.Members {
			if slices.Contains(held.Rules, r.ID) {
				held.Rules = slices.DeleteFunc(held.Rules, func(id string) bool { return id == r.ID })
				held.Manual = true
			}
		}
	}
	delete(c.state.Rules, r.ID)
	c.log("policy.rule.delete", "Delete group rule", r.target())
	return answer{status: http.StatusAccepted, body: map[string]any{}}, nil
}

func (c *call) release(r *rule) {
	for _, g := range c.state.Groups {
		for id, held := range g.Members {
			if !held.Manual && len(held.Rules) == 1 && held.Rules[0] == r.ID {
				delete(g.Members, id)
			}
		}
	}
}

func activateRule(c *call) (answer, error) {
	return c.turnRule(ruleActive, "policy.rule.activate", "Activate group rule")
}

func deactivateRule(c *call) (answer, error) {
	return c.turnRule(ruleInactive, "policy.rule.deactivate", "Deactivate group rule")
}

func (c *call) turnRule(status, event, message string) (answer, error) {
	r, err := c.rule()
	if err != nil {
		return answer{}, err
	}
	if r.Status == ruleInvalid {
		return answer{}, errForbidden
	}
	r.Status, r.LastUpdated = status, c.now()
	c.log(event, message, r.target())
	return answer{status: http.StatusNoContent}, nil
}

func (c *call) rule() (*rule, error) {
	if r := c.state.Rules[c.params["groupRuleId"]]; r != nil {
		return r, nil
	}
	return nil, notFound(c.params["groupRuleId"], "GroupRule")
}

func (c *call) ruleBody(r *rule) map[string]any {
	excluded := make([]any, len(r.Exclude))
	for i, id := range r.Exclude {
		excluded[i] = id
	}
	groups := make([]any, len(r.GroupIDs))
	for i, id := range r.GroupIDs {
		groups[i] = id
	}
	return map[string]any{
		"type": "group_rule", "id": r.ID, "status": r.Status, "name": r.Name,
		"created": moment(r.Created), "lastUpdated": moment(r.LastUpdated),
		"conditions": map[string]any{
			"people": map[string]any{
				"users": map[string]any{"exclude": excluded}, "groups": map[string]any{"exclude": []any{}},
			},
			"expression": map[string]any{"value": r.Expression, "type": "urn:okta:expression:1.0"},
		},
		"actions":        map[string]any{"assignUserToGroups": map[string]any{"groupIds": groups}},
		"allGroupsValid": r.Status != ruleInvalid,
	}
}
