package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Sleep is what it costs that many people hold something.
type Sleep struct {
	Accesses      int           `json:"accesses"`
	Opened        time.Duration `json:"opened_in_ns"`
	WorkerBefore  int64         `json:"worker_bytes_before"`
	Worker        int64         `json:"worker_bytes"`
	WorkerAfter   int64         `json:"worker_bytes_after_restart"`
	ServerBefore  int64         `json:"server_bytes_before"`
	Server        int64         `json:"server_bytes"`
	ServerAfter   int64         `json:"server_bytes_after_restart"`
	HistoriesDisk int64         `json:"temporal_disk_bytes"` // what they added
	RecordDisk    int64         `json:"record_disk_bytes"`
	IdleWorkerCPU float64       `json:"idle_worker_cpu"` // in processors, while all sleep
	IdleServerCPU float64       `json:"idle_server_cpu"`
	// Restart is from starting Temporal and the worker again, both killed, until an
	// end that fell due meanwhile was read back; Serving is until Temporal answered.
	Restart time.Duration `json:"restart_ns"`
	Serving time.Duration `json:"serving_ns"`
}

const (
	sleepersFor = 8 * time.Hour
	idleFor     = 10 * time.Second
	// dueIn is how long the one access is held whose end falls due while nothing runs.
	dueIn = 8 * time.Second
)

// sleep has so many people hold something for hours, then kills everything and
// starts it again.
func (g *ground) sleep(ctx context.Context, count, atATime int) (s Sleep, err error) {
	working, err := startWorker(product, g.address, g.database())
	if err != nil {
		return s, err
	}
	defer func() { working.kill() }()
	s = Sleep{
		Accesses: count, WorkerBefore: working.memory(), ServerBefore: g.temporal.memory(),
		HistoriesDisk: -disk(g.histories()), RecordDisk: -disk(g.database()),
	}
	began := time.Now()
	if err := g.openAll(ctx, count, atATime); err != nil {
		return s, err
	}
	s.Opened = time.Since(began)
	s.Worker, s.Server = working.memory(), g.temporal.memory()
	s.HistoriesDisk += disk(g.histories())
	s.RecordDisk += disk(g.database())
	worker, server := working.cpu(), g.temporal.cpu()
	time.Sleep(idleFor)
	s.IdleWorkerCPU = (working.cpu() - worker).Seconds() / idleFor.Seconds()
	s.IdleServerCPU = (g.temporal.cpu() - server).Seconds() / idleFor.Seconds()

	due := g.lease("due", dueIn)
	if err := g.open(ctx, due); err != nil {
		return s, err
	}
	working.kill()
	g.temporal.kill()
	g.client.Close()
	time.Sleep(dueIn)
	began = time.Now()
	if err := g.start("0"); err != nil {
		return s, err
	}
	s.Serving = time.Since(began)
	if working, err = startWorker(product, g.address, g.database()); err != nil {
		return s, err
	}
	if err := g.until(ctx, due.ID, access.Ended); err != nil {
		return s, err
	}
	s.Restart = time.Since(began)
	s.WorkerAfter, s.ServerAfter = working.memory(), g.temporal.memory()
	return s, nil
}

func (g *ground) openAll(ctx context.Context, count, atATime int) error {
	next := make(chan int)
	failed := make(chan error, count)
	var lanes sync.WaitGroup
	for range atATime {
		lanes.Go(func() {
			for i := range next {
				if err := g.acquire(ctx, g.lease(sleeper(i), sleepersFor)); err != nil {
					failed <- err
				}
			}
		})
	}
	for i := range count {
		next <- i
	}
	close(next)
	lanes.Wait()
	close(failed)
	for err := range failed {
		return err // one is as good as all
	}
	for i := range count {
		if err := g.until(ctx, leaseID(sleeper(i)), access.Open); err != nil {
			return err
		}
	}
	return nil
}

func sleeper(i int) string { return fmt.Sprintf("sleeper-%05d", i) }

func leaseID(person string) string { return "lease-of-" + person }

// lease is somebody's right to hold it for a time, by nobody's request.
func (g *ground) lease(person string, length time.Duration) access.Lease {
	now := time.Now().UTC()
	return access.Lease{
		ID: leaseID(person), RequestID: "none-of-" + person, PersonID: person, EntitlementID: g.company.thing.ID,
		Label: g.company.thing.Label() + " for " + person, Key: access.Key{Connector: connector, Subject: person, Resource: resource},
		From: now, GiveUp: now.Add(length), Ends: now.Add(length), HardEnd: now.Add(length), State: access.Opening,
	}
}

// open hands a lease to its owner, as a request does, and waits until it is held.
func (g *ground) open(ctx context.Context, lease access.Lease) error {
	if err := g.acquire(ctx, lease); err != nil {
		return err
	}
	return g.until(ctx, lease.ID, access.Open)
}

// attempts is how often a hand-over is tried that a busy server did not answer.
const attempts = 10

func (g *ground) acquire(ctx context.Context, lease access.Lease) (err error) {
	for range attempts {
		var refusal *access.Refusal
		if _, err = g.engine.Acquire(ctx, lease); !errors.As(err, &refusal) || refusal.Code != access.CodeUnavailable {
			return err
		}
	}
	return err
}

func (g *ground) until(ctx context.Context, leaseID string, state access.LeaseState) error {
	for {
		lease, err := g.record.Lease(ctx, leaseID)
		if err != nil {
			return err
		}
		if lease.State.Rank() >= state.Rank() {
			if lease.State != state {
				return fmt.Errorf("%s is %s and should be %s", leaseID, lease.State, state)
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookEvery):
		}
	}
}
