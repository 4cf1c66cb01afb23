package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

const (
	asking     = 8 // people who ask at the same moment
	admin      = "sofia.marin@brightwater.example"
	automation = `version: 2
name: storm
title: Until one second
nodes:
  - {id: ask, kind: request, config: {entitlements: [demo/minute-pass], duration: {default: 1h, max: 1h}, windows: {absolute: true}}}
  - {id: through, kind: auto_approve, config: {because: It is only a measurement.}}
  - {id: give, kind: grant, config: {give_up: 1h}}
  - {id: done, kind: end, config: {outcome: done}}
edges:
  - {from: ask, to: through}
  - {from: through, to: give}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`
)

// storm is one measurement.
type storm struct {
	options
	house        *house
	organisation *organisation
	due          time.Time // when all of them end
	back         time.Time // when what was away was there again; zero where nothing was
	restarted    time.Duration
	mostProduct  int64 // bytes of memory, at the most
	mostTemporal int64
	product      used // when they were due
	temporal     used
	before       int // calls that had been made when they were due
}

// gather has everybody ask, and waits until all of them have what ends.
func (s *storm) gather(ctx context.Context) error {
	if err := s.publish(ctx); err != nil {
		return err
	}
	s.due = time.Now().Add(s.preparation()).Truncate(time.Second).Add(time.Second)
	tell("%d people ask for access until %s, and %d for what begins then", s.ends, s.due.Format(time.TimeOnly), s.begins)
	if err := s.everybodyAsks(ctx); err != nil {
		return err
	}
	var said time.Time
	return until(ctx, time.Until(s.due)-5*time.Second, "everybody has the access that is to end", func() (bool, error) {
		came, _ := s.organisation.count()
		s.sample()
		if time.Since(said) > 10*time.Second {
			said = time.Now()
			tell("%d of %d have it", came, s.ends)
		}
		return came >= s.ends, nil
	})
}

// preparation is how long it may take until everybody has it.
func (s *storm) preparation() time.Duration {
	if s.lead > 0 {
		return s.lead
	}
	return 45*time.Second + time.Duration(s.ends+s.begins)*time.Second/7
}

func (s *storm) publish(ctx context.Context) error {
	someone, err := signIn(ctx, s.house.where.Console, admin)
	if err != nil {
		return err
	}
	var draft struct {
		Rev int `json:"rev"`
	}
	if err := someone.call(ctx, http.MethodPut, "/automations/storm/draft", map[string]any{"source": automation, "rev": 0}, &draft); err != nil {
		return err
	}
	return someone.call(ctx, http.MethodPost, "/automations/storm/publish", map[string]any{"rev": draft.Rev, "comment": "To measure"}, nil)
}

func (s *storm) everybodyAsks(ctx context.Context) error {
	var (
		next atomic.Int64
		all  sync.WaitGroup
	)
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	for range asking {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < s.ends+s.begins && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if i > 0 && i%500 == 0 {
					tell("%d of %d have asked", i, s.ends+s.begins)
				}
				if err := s.ask(ctx, i); err != nil {
					fail(err)
				}
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

func (s *storm) ask(ctx context.Context, i int) error {
	someone, err := signIn(ctx, s.house.where.Console, login(i))
	if err != nil {
		return err
	}
	from, to := time.Now().Add(time.Second), s.due
	if i >= s.ends {
		from, to = s.due, s.due.Add(50*time.Minute)
	}
	return someone.call(ctx, http.MethodPost, "/requests", map[string]any{
		"id": uuid.NewString(), "automation": "storm", "entitlement": "demo/minute-pass", "from": from.UTC(), "until": to.UTC(), "reason": "To measure",
	}, nil)
}

// watch goes through the storm until everything that was to end is gone.
func (s *storm) watch(ctx context.Context) error {
	if s.limit > 0 {
		if err := s.organisation.limitTo(s.limit); err != nil {
			return err
		}
	}
	if came, _ := s.organisation.count(); came < s.ends {
		return fmt.Errorf("only %d of %d had it when it was to end", came, s.ends)
	}
	if err := s.outage(ctx); err != nil {
		return err
	}
	s.before = s.organisation.callsMade()
	s.product, s.temporal = s.house.use()
	var said time.Time
	return until(ctx, 3*s.bound()+45*time.Minute, "everything is gone", func() (bool, error) {
		_, went := s.organisation.count()
		s.sample()
		if time.Since(said) > 10*time.Second {
			said = time.Now()
			tell("%d of %d are gone, %s after they were due", went, s.ends, time.Since(s.due).Round(time.Second))
		}
		if s.kill && s.restarted == 0 && went >= s.ends/3 {
			return false, s.restart(ctx, went)
		}
		return went >= s.ends, nil
	})
}

func (s *storm) restart(ctx context.Context, went int) error {
	tell("kill -9, when %d of %d were gone", went, s.ends)
	began := time.Now()
	s.house.kill()
	err := s.house.start(ctx)
	s.restarted = time.Since(began)
	return err
}

// sample looks how much memory is used.
func (s *storm) sample() {
	product, temporal := s.house.use()
	s.mostProduct, s.mostTemporal = max(s.mostProduct, product.memory), max(s.mostTemporal, temporal.memory)
}

// bound is how long the limit alone makes it last: two calls an end, and a fifth of
// every minute's calls left to everybody else.
func (s *storm) bound() time.Duration {
	if s.limit == 0 {
		return 0
	}
	return time.Duration(float64(s.ends*callsAnEnd) / (float64(s.limit) * usedByEnds) * float64(time.Minute))
}

const (
	callsAnEnd = 2
	usedByEnds = 0.75 // of the limit; see integrations.Urgency.Reserve
)
