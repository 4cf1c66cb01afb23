package worker

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"
)

func TestARoundThatFailsDoesNotEndTheRounds(t *testing.T) {
	came := make(chan struct{}, 3)
	r := &rounds{every: time.Millisecond, log: slog.New(slog.DiscardHandler), pass: func(context.Context) error {
		select {
		case came <- struct{}{}:
		default:
		}
		return errors.New("not this time")
	}}
	r.start()
	for range 3 {
		<-came
	}
	r.stop()
}

func TestNothingRunsAfterAStop(t *testing.T) {
	running := false
	r := &rounds{every: time.Millisecond, log: slog.New(slog.DiscardHandler), pass: func(ctx context.Context) error {
		running = true
		<-ctx.Done()
		running = false
		return ctx.Err()
	}}
	r.start()
	r.stop()
	if running {
		t.Error("a round was still under way")
	}
}

// house counts what it was asked to remove.
type house struct {
	before   time.Time
	sessions int
}

func (h *house) PruneEvents(_ context.Context, before time.Time) (int64, error) {
	h.before = before
	return 0, errors.New("the database is busy")
}

func (h *house) PruneSessions(context.Context) (int64, error) {
	h.sessions++
	return 0, nil
}

func TestHousekeepingKeepsAWeekOfEventsAndDoesTheRestWhereOnePartFails(t *testing.T) {
	h := &house{}
	if err := keepHouse(h, func() time.Time { return noon })(t.Context()); err == nil {
		t.Error("the failure was not reported")
	}
	if !h.before.Equal(noon.Add(-7*24*time.Hour)) || h.sessions != 1 {
		t.Errorf("removed events before %s, sessions %d times", h.before, h.sessions)
	}
}
