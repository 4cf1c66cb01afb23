package oktasim

import (
	"slices"
	"time"
)

// state is everything an organisation knows; what its file holds.
type state struct {
	Serial int64             `json:"serial"` // rises with everything created; the order of lists
	Users  map[string]*user  `json:"users"`
	Groups map[string]*group `json:"groups"`
	Rules  map[string]*rule  `json:"rules"`
	Apps   map[string]*app   `json:"apps"`
	Log    []event           `json:"log"`
	Logged int64             `json:"logged"` // events ever; the log keeps the latest
}

type user struct {
	ID            string         `json:"id"`
	Serial        int64          `json:"serial"`
	Status        string         `json:"status"`
	Created       time.Time      `json:"created"`
	Activated     time.Time      `json:"activated,omitzero"`
	StatusChanged time.Time      `json:"status_changed,omitzero"`
	LastUpdated   time.Time      `json:"last_updated"`
	Profile       map[string]any `json:"profile"`
}

type group struct {
	ID                string             `json:"id"`
	Serial            int64              `json:"serial"`
	Type              string             `json:"type"`
	Name              string             `json:"name"`
	Description       string             `json:"description"`
	Created           time.Time          `json:"created"`
	LastUpdated       time.Time          `json:"last_updated"`
	MembershipUpdated time.Time          `json:"membership_updated"`
	Members           map[string]*member `json:"members"` // by user; unused for BUILT_IN, which everybody is in
}

// member says why somebody is in a group: by hand, or because of rules.
type member struct {
	Manual bool     `json:"manual"`
	Rules  []string `json:"rules,omitempty"`
}

type rule struct {
	ID          string    `json:"id"`
	Serial      int64     `json:"serial"`
	Name        string    `json:"name"`
	Status      string    `json:"status"`
	Expression  string    `json:"expression"`
	Exclude     []string  `json:"exclude"`
	GroupIDs    []string  `json:"group_ids"`
	Created     time.Time `json:"created"`
	LastUpdated time.Time `json:"last_updated"`
}

type app struct {
	ID          string                 `json:"id"`
	Serial      int64                  `json:"serial"`
	Name        string                 `json:"name"`
	Label       string                 `json:"label"`
	SignOnMode  string                 `json:"sign_on_mode"`
	Status      string                 `json:"status"`
	Created     time.Time              `json:"created"`
	LastUpdated time.Time              `json:"last_updated"`
	Attributes  []Attribute            `json:"attributes"`
	Users       map[string]*assignment `json:"users"`
	Groups      map[string]*grant      `json:"groups"`
}

// assignment is Okta's AppUser: USER where somebody was assigned one by one,
// GROUP where a group grants the application.
type assignment struct {
	Scope         string         `json:"scope"`
	UserName      string         `json:"user_name"`
	Created       time.Time      `json:"created"`
	LastUpdated   time.Time      `json:"last_updated"`
	StatusChanged time.Time      `json:"status_changed"`
	Profile       map[string]any `json:"profile"`
}

// grant is Okta's application group assignment.
type grant struct {
	Priority    int            `json:"priority"`
	LastUpdated time.Time      `json:"last_updated"`
	Profile     map[string]any `json:"profile"`
}

func emptyState() *state {
	return &state{Users: map[string]*user{}, Groups: map[string]*group{}, Rules: map[string]*rule{}, Apps: map[string]*app{}}
}

func (s *state) next() int64 {
	s.Serial++
	return s.Serial
}

// inOrder lists the values of a map in the order they were created.
func inOrder[V any](from map[string]V, serial func(V) int64) []V {
	out := make([]V, 0, len(from))
	for _, value := range from {
		out = append(out, value)
	}
	slices.SortFunc(out, func(a, b V) int { return int(serial(a) - serial(b)) })
	return out
}

func (s *state) users() []*user { return inOrder(s.Users, func(u *user) int64 { return u.Serial }) }

func (s *state) groups() []*group { return inOrder(s.Groups, func(g *group) int64 { return g.Serial }) }

func (s *state) rules() []*rule { return inOrder(s.Rules, func(r *rule) int64 { return r.Serial }) }
func (s *state) apps() []*app   { return inOrder(s.Apps, func(a *app) int64 { return a.Serial }) }
