package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

type options struct {
	temporal                            string
	rounds, requests, atATime, accesses int
	asJSON                              bool
}

func main() {
	if len(os.Args) == 5 && os.Args[1] == "worker" {
		exit(work(os.Args[2], os.Args[3], os.Args[4]))
		return
	}
	var o options
	flag.StringVar(&o.temporal, "temporal", "bin/curfew-temporal", "the Temporal server to start")
	flag.IntVar(&o.rounds, "rounds", 2, "how often both are measured, in turn")
	flag.IntVar(&o.requests, "requests", 50, "requests of each in a round")
	flag.IntVar(&o.atATime, "at-a-time", 16, "requests under way at the same time")
	flag.IntVar(&o.accesses, "accesses", 1000, "people who hold something at the same time; 0 leaves it out")
	flag.BoolVar(&o.asJSON, "json", false, "answer as JSON")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(run(ctx, o))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %s\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	report := Report{Machine: machine(), Requests: o.rounds * o.requests, AtATime: o.atATime}
	if err := report.measure(ctx, o); err != nil {
		return err
	}
	if !o.asJSON {
		return report.print(os.Stdout)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(report)
}

func (r *Report) measure(ctx context.Context, o options) error {
	if o.rounds > 0 {
		g, err := newGround(ctx, o.temporal, 2*o.rounds*(warmUp+o.requests))
		if err != nil {
			return err
		}
		defer g.clear()
		if r.Cost, err = g.compare(ctx, o.rounds, o.requests, o.atATime); err != nil {
			return err
		}
	}
	if o.accesses == 0 {
		return nil
	}
	g, err := newGround(ctx, o.temporal, 0)
	if err != nil {
		return err
	}
	defer g.clear()
	slept, err := g.sleep(ctx, o.accesses, 2*o.atATime)
	r.Sleep = &slept
	return err
}
