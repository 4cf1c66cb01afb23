package oktasim

import "fmt"

// Member tells whether somebody is in a group, past HTTP and its faults.
func (s *Sim) Member(groupID, userID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, u := s.state.Groups[groupID], s.state.Users[userID]
	return g != nil && u != nil && g.has(u)
}

// Assignment is somebody's profile in an application, without what is unset, and
// whether they hold it at all, past HTTP and its faults.
func (s *Sim) Assignment(appID, userID string) (map[string]string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.state.Apps[appID]
	if a == nil || a.Users[userID] == nil {
		return nil, false
	}
	profile := map[string]string{}
	for name, value := range a.Users[userID].Profile {
		if value != nil {
			profile[name] = fmt.Sprint(value)
		}
	}
	return profile, true
}

// Excluded lists whom a rule leaves out.
func (s *Sim) Excluded(ruleID string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.state.Rules[ruleID]; r != nil {
		return append([]string{}, r.Exclude...)
	}
	return nil
}

// RemoveApp deletes an application, which Okta's part of the API here cannot.
func (s *Sim) RemoveApp(appID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.state.Apps, appID)
}
