package oktasim

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	longestBody = 1 << 20
	stamp       = "2006-01-02T15:04:05.000Z"
)

// exchange is one call on its way through faults, token, limits and handler.
type exchange struct {
	sim    *Sim
	w      http.ResponseWriter
	r      *http.Request
	body   []byte
	route  route
	params map[string]string
}

func (s *Sim) api(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
	x := &exchange{sim: s, w: w, r: r, body: body}
	w.Header().Set("X-Okta-Request-Id", random(27))
	w.Header().Set("Date", s.clock().UTC().Format(http.TimeFormat))
	if err != nil {
		x.refuse(errMalformed)
		return
	}
	var problem *problem
	if x.route, x.params, problem = s.router.find(r.Method, r.URL.EscapedPath()); problem != nil {
		x.refuse(problem)
		return
	}
	fault, ordered := s.faults.take(r.Method, x.route.path)
	if !ordered {
		x.write(x.perform())
		return
	}
	x.misbehave(fault)
}

// outcome is an answer ready to be written.
type outcome struct {
	answer  answer
	changed bool
}

// perform lets the call have its effect. What it changed is on disk when it
// returns; where that fails, nothing was changed.
func (x *exchange) perform() outcome {
	s := x.sim
	s.mu.Lock()
	defer s.mu.Unlock()
	if !strings.HasPrefix(x.r.Header.Get("Authorization"), "SSWS ") || s.token == "" ||
		x.r.Header.Get("Authorization") != "SSWS "+s.token {
		return x.failure(errToken)
	}
	if !s.meter.allow(x.route.class, s.clock(), x.w.Header()) {
		return x.failure(errTooMany)
	}
	before := s.state.Logged
	c := &call{http: x.r, params: x.params, query: x.r.URL.Query(), body: x.body, sim: s, state: s.state}
	given, err := x.route.handle(c)
	if err != nil {
		return x.failure(err)
	}
	if s.state.Logged == before {
		return outcome{answer: given}
	}
	users := c.about
	if users == nil {
		users = s.state.users()
	}
	s.state.settle(users, s.clock())
	if err := s.keep(); err != nil {
		return x.failure(err)
	}
	s.lag.note(s.state, s.clock())
	return outcome{given, true}
}

// keep writes the state down, or goes back to what was written down last.
func (s *Sim) keep() error {
	err := s.file.save(s.state)
	if err == nil {
		return nil
	}
	if last := s.file.restore(); last != nil {
		s.state = last
	}
	return err
}

func (x *exchange) failure(err error) outcome {
	var p *problem
	if !errors.As(err, &p) {
		p = errInternal
	}
	return outcome{answer: answer{status: p.status, body: p.body("oae" + random(22))}}
}

func (x *exchange) refuse(p *problem) { x.write(x.failure(p)) }

func (x *exchange) write(o outcome) {
	x.record(o.answer.status, o.changed)
	for _, link := range o.answer.links {
		x.w.Header().Add("Link", link) // one header each: clients split at headers and not at commas
	}
	if o.answer.body == nil {
		x.w.WriteHeader(o.answer.status)
		return
	}
	x.w.Header().Set("Content-Type", "application/json")
	x.w.WriteHeader(o.answer.status)
	encoder := json.NewEncoder(x.w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(o.answer.body) // a caller who left is no concern of ours
}

func (x *exchange) record(status int, changed bool) {
	x.sim.mu.Lock()
	defer x.sim.mu.Unlock()
	x.sim.recorder.add(Request{
		Time: x.sim.clock(), Method: x.r.Method, Path: x.r.URL.RequestURI(), Route: x.route.path, Status: status, Changed: changed,
	})
}

func (c *call) now() time.Time { return c.sim.clock().UTC().Truncate(time.Millisecond) }

// read decodes the body; an empty one is an empty object.
func (c *call) read(into any) error {
	if len(c.body) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.body, into); err != nil {
		return errMalformed
	}
	return nil
}
