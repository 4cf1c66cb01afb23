package oktasim

import (
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// listLog reads the System Log. Without until it never ends, as at Okta: every
// page has a next one, where later events will appear.
func listLog(c *call) (answer, error) {
	since, err := c.bound("since", c.now().Add(-7*24*time.Hour))
	if err != nil {
		return answer{}, err
	}
	until, err := c.bound("until", c.now().Add(time.Hour))
	if err != nil {
		return answer{}, err
	}
	q := strings.ToLower(c.query.Get("q"))
	events := slices.DeleteFunc(slices.Clone(c.state.Log), func(e event) bool {
		return e.Published.Before(since) || !e.Published.Before(until) || !c.mentions(e, q)
	})
	events, err = selected(c, events, c.eventBody)
	if err != nil {
		return answer{}, err
	}
	return c.logPage(events)
}

func (c *call) logPage(events []event) (answer, error) {
	serial := func(e event) int64 { return e.Serial }
	if c.query.Get("sortOrder") == "DESCENDING" {
		slices.Reverse(events)
		serial = func(e event) int64 { return c.state.Serial + 1 - e.Serial }
	}
	after := c.query.Get("after")
	events, links, err := page(c, events, serial, 100, 1000)
	if err != nil {
		return answer{}, err
	}
	if len(links) == 1 && c.query.Get("until") == "" {
		if len(events) > 0 {
			after = strconv.FormatInt(serial(events[len(events)-1]), 36)
		}
		links = append(links, c.link("next", 0, after))
	}
	return answer{status: http.StatusOK, body: rendered(events, c.eventBody), links: links}, nil
}

func (c *call) bound(name string, usual time.Time) (time.Time, error) {
	given := c.query.Get(name)
	if given == "" {
		return usual, nil
	}
	at, err := time.Parse(time.RFC3339, given)
	if err != nil {
		return at, invalid(name, name+": must be an ISO 8601 timestamp")
	}
	return at, nil
}

func (c *call) mentions(e event, q string) bool {
	if q == "" {
		return true
	}
	body, _ := json.Marshal(c.eventBody(e)) // a map of text
	return strings.Contains(strings.ToLower(string(body)), q)
}

func (c *call) eventBody(e event) map[string]any {
	targets := make([]any, len(e.Targets))
	for i, t := range e.Targets {
		targets[i] = map[string]any{"id": t.ID, "type": t.Kind, "alternateId": t.Alternate, "displayName": t.Name}
	}
	address, _, _ := net.SplitHostPort(e.Address)
	return map[string]any{
		"uuid": e.ID, "published": moment(e.Published), "eventType": e.Type, "displayMessage": e.Message,
		"version": "0", "severity": "INFO", "legacyEventType": e.Type, "target": targets,
		"outcome":     map[string]any{"result": "SUCCESS"},
		"actor":       map[string]any{"id": "00usimulatedtoken001", "type": "User", "alternateId": "api-token@simulator.invalid", "displayName": "API token"},
		"client":      map[string]any{"ipAddress": address, "zone": "null", "device": "Unknown"},
		"transaction": map[string]any{"type": "WEB", "id": e.ID, "detail": map[string]any{}},
		"debugContext": map[string]any{"debugData": map[string]any{
			"requestUri": e.URI,
		}},
		"authenticationContext": map[string]any{"authenticationStep": 0, "externalSessionId": "unknown"},
		"securityContext":       map[string]any{},
		"request":               map[string]any{"ipChain": []any{}},
	}
}
