package oktasim

import (
	"encoding/json"
	"maps"
	"net/http"
	"time"
)

// lag makes the lists of who is in a group and who holds an application follow what
// happened only after a while, as Okta's own do, which come from an index. What is
// read by id is always what is.
type lag struct {
	by   time.Duration
	seen []listing // oldest first
}

// listing is who was in which group and held which application from a moment on.
type listing struct {
	from    time.Time
	members map[string]map[string]bool
	holders map[string]map[string]*assignment
}

// Lag makes those lists follow that much later; zero makes them follow at once.
func (s *Sim) Lag(by time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if by <= 0 {
		s.lag = lag{}
		return
	}
	s.lag.by = by
	if len(s.lag.seen) == 0 {
		s.lag.seen = []listing{s.state.listing(time.Time{})}
	}
}

// note remembers what a change made of the lists, and forgets what no list shows
// any more.
func (l *lag) note(s *state, now time.Time) {
	if l.by == 0 {
		return
	}
	l.seen = append(l.seen, s.listing(now))
	for len(l.seen) > 1 && !l.seen[1].from.After(now.Add(-l.by)) {
		l.seen = l.seen[1:]
	}
}

func (l *lag) shown(now time.Time) listing {
	shown := l.seen[0]
	for _, later := range l.seen[1:] {
		if later.from.After(now.Add(-l.by)) {
			break
		}
		shown = later
	}
	return shown
}

func (s *state) listing(from time.Time) listing {
	l := listing{from: from, members: map[string]map[string]bool{}, holders: map[string]map[string]*assignment{}}
	for id, g := range s.Groups {
		l.members[id] = map[string]bool{}
		for _, u := range s.Users {
			if g.has(u) {
				l.members[id][u.ID] = true
			}
		}
	}
	for id, a := range s.Apps {
		l.holders[id] = map[string]*assignment{}
		for user, held := range a.Users {
			then := *held
			then.Profile = maps.Clone(held.Profile)
			l.holders[id][user] = &then
		}
	}
	return l
}

// listedIn tells whether the group's list shows somebody.
func (c *call) listedIn(g *group, u *user) bool {
	if c.sim.lag.by == 0 {
		return g.has(u)
	}
	return c.sim.lag.shown(c.now()).members[g.ID][u.ID]
}

// listedFor is what the application's list shows of each user.
func (c *call) listedFor(a *app) map[string]*assignment {
	if c.sim.lag.by == 0 {
		return a.Users
	}
	return c.sim.lag.shown(c.now()).holders[a.ID]
}

func (s *Sim) lagging(w http.ResponseWriter, r *http.Request) {
	var order struct {
		Seconds float64 `json:"seconds"`
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, longestBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&order); err != nil || order.Seconds < 0 || order.Seconds > time.Hour.Seconds() {
		reply(w, http.StatusBadRequest, map[string]any{"error": "a lag has seconds, from 0 to 3600"})
		return
	}
	s.Lag(time.Duration(order.Seconds * float64(time.Second)))
	reply(w, http.StatusOK, order)
}
