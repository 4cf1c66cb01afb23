package oktasim

import "fmt"

// Grow hires so many people, puts them into the group and assigns them the
// application, each where it is named, past HTTP and its faults. It returns their
// ids.
func (s *Sim) Grow(people int, groupID, appID string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock()
	var ids []string
	for range people {
		serial := s.state.next()
		login := fmt.Sprintf("person.%d@brightwater.example", serial)
		u := &user{
			ID: UserID(login), Serial: serial, Status: statusActive, Created: now, Activated: now, StatusChanged: now, LastUpdated: now,
			Profile: map[string]any{"login": login, "email": login, "firstName": "Person", "lastName": fmt.Sprint(serial)},
		}
		s.state.Users[u.ID] = u
		if g := s.state.Groups[groupID]; g != nil {
			g.Members[u.ID] = &member{Manual: true}
		}
		if a := s.state.Apps[appID]; a != nil {
			a.Users[u.ID] = a.assign(u, scopeUser, nil, now)
		}
		ids = append(ids, u.ID)
	}
	s.state.settle(s.state.users(), now)
	s.lag.note(s.state, now)
	return ids
}
