package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	enums "go.temporal.io/api/enums/v1"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Cost is what one request costs, on average.
type Cost struct {
	Events       float64            `json:"events"`
	HistoryBytes float64            `json:"history_bytes"`
	WorkerCPU    time.Duration      `json:"worker_cpu_ns"`
	ServerCPU    time.Duration      `json:"server_cpu_ns"`
	PerSecond    float64            `json:"requests_per_second"`
	AuditLines   float64            `json:"audit_lines"`
	Kinds        map[string]float64 `json:"events_by_kind"`
}

// spent is what a number of requests took.
type spent struct {
	requests       int
	worker, server time.Duration
	took           time.Duration
}

// warmUp is how many requests come before what is measured.
const warmUp = 10

// round measures so many requests with a worker of that kind.
func (g *ground) round(ctx context.Context, kind string, first, count, atATime int) (s spent, err error) {
	working, err := startWorker(kind, g.address, g.database())
	if err != nil {
		return s, err
	}
	defer working.stop()
	if err := g.drive(ctx, kind, first, warmUp, atATime); err != nil {
		return s, err
	}
	worker, server, began := working.cpu(), g.temporal.cpu(), time.Now()
	if err := g.drive(ctx, kind, first+warmUp, count, atATime); err != nil {
		return s, err
	}
	return spent{requests: count, took: time.Since(began), worker: working.cpu() - worker, server: g.temporal.cpu() - server}, nil
}

// compare measures both in turn, so that whatever else the machine does meanwhile
// concerns both alike.
func (g *ground) compare(ctx context.Context, rounds, count, atATime int) (map[string]*Cost, error) {
	total := map[string]*spent{product: {}, byHand: {}}
	of := map[string][]int{}
	next := 0
	for range rounds {
		for _, kind := range []string{product, byHand} {
			s, err := g.round(ctx, kind, next, count, atATime)
			if err != nil {
				return nil, err
			}
			sum := total[kind]
			sum.requests, sum.took = sum.requests+s.requests, sum.took+s.took
			sum.worker, sum.server = sum.worker+s.worker, sum.server+s.server
			of[kind] = append(of[kind], next)
			next += warmUp + count
		}
	}
	costs := map[string]*Cost{}
	for kind, sum := range total {
		n := float64(sum.requests)
		cost := &Cost{
			WorkerCPU: time.Duration(float64(sum.worker) / n), ServerCPU: time.Duration(float64(sum.server) / n),
			PerSecond: n / sum.took.Seconds(), Kinds: map[string]float64{},
		}
		if err := g.weigh(ctx, kind, of[kind], min(count, weighed), cost); err != nil {
			return nil, err
		}
		costs[kind] = cost
	}
	if ours, theirs := costs[product].AuditLines, costs[byHand].AuditLines; ours != theirs {
		return nil, fmt.Errorf("%.1f audit lines of a request against %.1f by hand: what is compared does not do the same", ours, theirs)
	}
	return costs, nil
}

// weighed is how many requests of a round have their histories counted at most.
const weighed = 10

// weigh counts the histories and the audit lines of some requests.
func (g *ground) weigh(ctx context.Context, kind string, firsts []int, each int, cost *Cost) error {
	requests := 0
	for _, first := range firsts {
		for i := range each {
			person := personID(first + warmUp + i)
			requests++
			for _, id := range g.runsOf(kind, person) {
				if err := g.weighRun(ctx, id, cost); err != nil {
					return err
				}
			}
			lines, err := g.record.Audit(ctx, access.AuditFilter{RequestID: requestID(person)}, access.Page{Limit: 100})
			if err != nil {
				return err
			}
			cost.AuditLines += float64(len(lines.Items))
			if err := g.until(ctx, requestID(person)+".give", access.Ended); err != nil {
				return err
			}
		}
	}
	n := float64(requests)
	cost.Events, cost.HistoryBytes, cost.AuditLines = cost.Events/n, cost.HistoryBytes/n, cost.AuditLines/n
	for _, name := range slices.Collect(maps.Keys(cost.Kinds)) {
		cost.Kinds[name] /= n
	}
	return nil
}

// runsOf are the workflow ids of one request.
func (g *ground) runsOf(kind, person string) []string {
	if kind == byHand {
		return []string{twinID(requestID(person))}
	}
	key := access.Key{Connector: connector, Subject: person, Resource: resource}
	return []string{workflows.RequestWorkflowID(requestID(person)), workflows.OwnerWorkflowID(key)}
}

func (g *ground) weighRun(ctx context.Context, id string, cost *Cost) error {
	// An owner is done a moment after its request.
	if err := g.client.GetWorkflow(ctx, id, "").Get(ctx, nil); err != nil {
		return err
	}
	described, err := g.client.DescribeWorkflowExecution(ctx, id, "")
	if err != nil {
		return err
	}
	cost.Events += float64(described.GetWorkflowExecutionInfo().GetHistoryLength())
	cost.HistoryBytes += float64(described.GetWorkflowExecutionInfo().GetHistorySizeBytes())
	events := g.client.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return err
		}
		cost.Kinds[event.GetEventType().String()]++
	}
	return nil
}
