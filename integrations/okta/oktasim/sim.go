package oktasim

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Options configure a simulator. The zero value is an empty organisation in
// memory that accepts no token.
type Options struct {
	// Token is the API token that callers have to send as "SSWS <token>".
	Token string
	// File keeps the organisation between runs. What was acknowledged is on disk.
	// Empty keeps it in memory.
	File string
	// Seed fills a new organisation. A file that exists already wins over it.
	Seed Seed
	// Clock tells the time for stamps and rate limits; time.Now where nil.
	Clock func() time.Time
	// Limits replaces the calls per minute of single rate-limit classes, see Limits.
	Limits map[string]int
}

// Sim is one organisation. It is an http.Handler, safe for concurrent use.
type Sim struct {
	token  string
	clock  func() time.Time
	file   *file
	router *router
	faults *Faults

	mu       sync.Mutex
	state    *state
	meter    *meter
	recorder *recorder
	lag      lag
}

// New opens an organisation. A data file that is damaged, foreign or of a newer
// version is refused with a sentence that names it, and is left as it is.
func New(options Options) (*Sim, error) {
	clock := options.Clock
	if clock == nil {
		clock = time.Now
	}
	limits, err := limitsWith(Limits(), options.Limits)
	if err != nil {
		return nil, err
	}
	s := &Sim{
		token:    options.Token,
		clock:    clock,
		file:     &file{path: options.File},
		router:   newRouter(),
		faults:   newFaults(),
		meter:    newMeter(limits),
		recorder: &recorder{},
	}
	if s.state, err = s.file.load(); err != nil {
		return nil, err
	}
	if s.state != nil {
		return s, nil
	}
	if s.state, err = options.Seed.build(clock()); err != nil {
		return nil, fmt.Errorf("the simulator's seed is wrong: %w", err)
	}
	return s, s.file.save(s.state)
}

// Faults is where misbehaviour is ordered.
func (s *Sim) Faults() *Faults { return s.faults }

// Requests lists the calls answered so far, oldest first.
func (s *Sim) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.recorder.list()
}

// ServeHTTP answers Okta's API, and the simulator's own under /_sim/.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if isControl(r) {
		s.control(w, r)
		return
	}
	s.api(w, r)
}
