package oktasim

// Limit replaces the calls per minute of single rate-limit classes from now on, see
// Limits. What was used of a window stays used.
func (s *Sim) Limit(own map[string]int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	limits, err := limitsWith(s.meter.limits, own)
	if err == nil {
		s.meter.limits = limits
	}
	return err
}
