package oktasim

import (
	"net/url"
	"strconv"
)

// page cuts one page out of a list that is in the order of creation, and links to
// itself and to the next one. The cursor is the serial number of the last item, so
// that a deleted item never loses a place.
func page[V any](c *call, items []V, serial func(V) int64, usual, most int) ([]V, []string, error) {
	limit := usual
	if given := c.query.Get("limit"); given != "" {
		number, err := strconv.Atoi(given)
		if err != nil || number < 1 {
			return nil, nil, invalid("limit", "The limit must be a positive number.")
		}
		limit = min(number, most)
	}
	after, _ := strconv.ParseInt(c.query.Get("after"), 36, 64)
	var out []V
	for _, item := range items {
		if serial(item) <= after {
			continue
		}
		if len(out) == limit {
			last := strconv.FormatInt(serial(out[limit-1]), 36)
			return out, []string{c.link("self", limit, c.query.Get("after")), c.link("next", limit, last)}, nil
		}
		out = append(out, item)
	}
	return out, []string{c.link("self", limit, c.query.Get("after"))}, nil
}

// link keeps the query as it came but for the cursor and, where one is given, the limit.
func (c *call) link(rel string, limit int, after string) string {
	query := url.Values{}
	for name, values := range c.query {
		query[name] = values
	}
	if limit > 0 {
		query.Set("limit", strconv.Itoa(limit))
	}
	query.Del("after")
	if after != "" {
		query.Set("after", after)
	}
	return "<" + c.base() + c.http.URL.EscapedPath() + "?" + query.Encode() + `>; rel="` + rel + `"`
}

// base is how the caller addressed the simulator.
func (c *call) base() string { return "http://" + c.http.Host }

// href is a link to a path below /api/v1.
func (c *call) href(path string) map[string]any {
	return map[string]any{"href": c.base() + "/api/v1" + path}
}

func (c *call) action(path string) map[string]any {
	return map[string]any{"href": c.base() + "/api/v1" + path, "method": "POST"}
}

// rendered turns a list of things into a list of bodies, empty instead of null.
func rendered[V any](items []V, render func(V) map[string]any) []any {
	out := make([]any, 0, len(items))
	for _, item := range items {
		out = append(out, render(item))
	}
	return out
}
