package simulation

import (
	"context"
	"maps"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// Held is a stretch of time in which an outside system really gave something, with
// the same attributes throughout. Until is zero where it is still held at the end.
type Held struct {
	Person     string // login, or the account where nobody has it
	Connector  string
	Resource   string
	Attributes map[string]string
	From       time.Time
	Until      time.Time
	Standing   bool // held since before the simulation
}

// Call is one attempt at an outside system.
type Call struct {
	At    time.Time
	Do    string // "read", "provision" or "deprovision"
	Key   access.Key
	Want  map[string]string
	Took  int    // how many calls reached the system
	Error string // empty where it worked
}

// systems are all outside systems: what each account holds, and since when.
type systems struct {
	now    func() time.Time
	faults faults
	rates  rates
	held   map[access.Key]*Held
	past   []Held
	calls  []Call
}

func (s *systems) ReadBack(ctx context.Context, key access.Key, names []string) (access.Holding, error) {
	if err := s.called("read", key, nil, integrations.UrgencyOf(ctx)); err != nil {
		return access.Holding{}, err
	}
	return s.read(key, names), nil
}

func (s *systems) Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	if err := s.called("provision", key, want.Attributes, integrations.UrgencyOf(ctx)); err != nil {
		return access.Holding{}, err
	}
	s.give(key, want.Attributes, s.now())
	var names []string
	for name := range want.Attributes {
		names = append(names, name)
	}
	return s.read(key, names), nil
}

func (s *systems) Deprovision(_ context.Context, key access.Key) (integrations.Removal, error) {
	if err := s.called("deprovision", key, nil, integrations.Ending); err != nil {
		return integrations.Removal{}, err
	}
	if s.held[key] != nil {
		s.close(key)
	}
	return integrations.Removal{}, nil
}

// Check always works: faults are of single calls.
func (s *systems) Check(context.Context) error { return nil }

func (s *systems) called(do string, key access.Key, want map[string]string, urgency integrations.Urgency) error {
	err := s.faults.of(attempt{connector: key.Connector, resource: key.Resource, do: do}, s.now())
	made := Call{At: s.now(), Do: do, Key: key, Want: maps.Clone(want), Took: 2}
	if err != nil || do == "read" {
		made.Took = 1
	}
	if late := s.rates.take(key.Connector, made.Took, urgency, s.now()); late != nil {
		made.Took, err = 0, late
	}
	if err != nil {
		made.Error = err.Error()
	}
	s.calls = append(s.calls, made)
	return err
}

// give makes an account hold something; other values of what it holds begin a new
// stretch of time.
func (s *systems) give(key access.Key, attributes map[string]string, at time.Time) {
	held := s.held[key]
	merged := map[string]string{}
	if held != nil {
		maps.Copy(merged, held.Attributes)
	}
	maps.Copy(merged, attributes)
	standing := false
	if held != nil {
		if maps.Equal(merged, held.Attributes) {
			return
		}
		standing = held.Standing
		s.close(key)
	}
	s.held[key] = &Held{
		Person: key.Subject, Connector: key.Connector, Resource: key.Resource, Attributes: merged, From: at, Standing: standing,
	}
}

func (s *systems) close(key access.Key) {
	held := *s.held[key]
	delete(s.held, key)
	if held.Until = s.now(); held.Until.After(held.From) {
		s.past = append(s.past, held)
	}
}

func (s *systems) read(key access.Key, names []string) access.Holding {
	held := s.held[key]
	holding := access.Holding{Present: held != nil, Attributes: map[string]string{}}
	for _, name := range names {
		holding.Attributes[name] = ""
		if held != nil {
			holding.Attributes[name] = held.Attributes[name]
		}
	}
	return holding
}
