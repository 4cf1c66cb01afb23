package oktasim

import (
	"slices"
	"time"
)

// Request is one call as it was answered. Status is 0 where the connection was
// dropped instead. Changed tells whether it changed anything, so that effects can
// be counted apart from calls.
type Request struct {
	Time    time.Time `json:"time"`
	Method  string    `json:"method"`
	Path    string    `json:"path"`
	Route   string    `json:"route"`
	Status  int       `json:"status"`
	Changed bool      `json:"changed"`
}

const recorded = 10_000

// recorder keeps the latest calls.
type recorder struct{ requests []Request }

func (r *recorder) add(request Request) {
	if len(r.requests) == recorded {
		r.requests = slices.Delete(r.requests, 0, recorded/10)
	}
	r.requests = append(r.requests, request)
}

func (r *recorder) list() []Request { return slices.Clone(r.requests) }

func (r *recorder) clear() { r.requests = nil }
