package main

import (
	"context"
	"time"
)

// What may be away when everything falls due.
const (
	awayOkta   = "okta"
	awayCurfew = "curfew"
)

// outage has something be away from before they are due for as long as it lasts. It
// returns when it is back; without one, when they are due.
func (s *storm) outage(ctx context.Context) error {
	switch s.away {
	case awayOkta:
		s.organisation.reachable(false)
		tell("Okta is away for %s", s.lasts)
	case awayCurfew:
		s.house.kill()
		tell("Curfew, its Temporal and its database are away for %s", s.lasts)
	default:
		return sleepUntil(ctx, s.due)
	}
	if err := sleepUntil(ctx, s.due.Add(s.lasts)); err != nil {
		return err
	}
	s.back = time.Now()
	if s.away == awayOkta {
		s.organisation.reachable(true)
		return nil
	}
	err := s.house.start(ctx)
	s.back, s.restarted = time.Now(), time.Since(s.back)
	return err
}

func sleepUntil(ctx context.Context, at time.Time) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Until(at)):
		return nil
	}
}
