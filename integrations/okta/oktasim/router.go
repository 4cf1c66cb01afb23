package oktasim

import (
	"net/http"
	"net/url"
	"strings"
)

// call is one request as handlers see it.
type call struct {
	http   *http.Request
	params map[string]string
	query  url.Values
	body   []byte
	sim    *Sim
	state  *state
	about  []*user // of whom alone a change is; nil where it may be about anybody
}

// answer is what a handler has to say; links are header values.
type answer struct {
	status int
	body   any
	links  []string
}

// handler answers under the simulator's lock. It refuses before it changes
// anything, and writes a System Log event for everything that it changed.
type handler func(*call) (answer, error)

// route is an operation of the API under the path its description has for it.
type route struct {
	method, path, class string
	handle              handler
}

// router finds routes. The standard library's refuses a table in which
// /groups/rules/{id} and /groups/{id}/users both exist.
type router struct{ routes []route }

func newRouter() *router { return &router{routes: table()} }

// find returns the first route that fits, with what its path's names stand for.
// The path is split before it is unescaped: an escaped slash stays in its segment.
func (t *router) find(method, escaped string) (route, map[string]string, *problem) {
	problem := errNoPath
	for _, r := range t.routes {
		params, ok := fits(r.path, escaped)
		if !ok {
			continue
		}
		if r.method == method {
			return r, params, nil
		}
		problem = errMethod
	}
	return route{}, nil, problem
}

func fits(pattern, escaped string) (map[string]string, bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(escaped, "/")
	if len(want) != len(got) {
		return nil, false
	}
	params := map[string]string{}
	for i := range want {
		value, err := url.PathUnescape(got[i])
		if err != nil {
			return nil, false
		}
		if name, isParam := strings.CutPrefix(want[i], "{"); isParam {
			params[strings.TrimSuffix(name, "}")] = value
		} else if value != want[i] {
			return nil, false
		}
	}
	return params, true
}
