package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// options is the command line.
type options struct {
	binary string
	ends   int
	begins int
	limit  int
	kill   bool
	away   string        // what is not there when they are due: okta, or curfew with its Temporal and its record
	lasts  time.Duration // for how long
	lead   time.Duration // until they are due; 0 is what two idle processors need
	asJSON bool
}

func main() {
	var o options
	flag.StringVar(&o.binary, "binary", "bin/curfew", "`program` under test; make build builds it")
	flag.IntVar(&o.ends, "ends", 200, "how many accesses end in the same second")
	flag.IntVar(&o.begins, "begins", 0, "how many others are to begin in that second")
	flag.IntVar(&o.limit, "limit", 0, "calls a minute that the outside system allows on groups; 0 is no limit")
	flag.BoolVar(&o.kill, "kill", false, "kill -9 everything when a third is gone, and start it again")
	flag.StringVar(&o.away, "away", "", "what is not there when they are due: `okta`, or curfew with its Temporal and its database")
	flag.DurationVar(&o.lasts, "lasts", 2*time.Minute, "how long that is away")
	flag.DurationVar(&o.lead, "lead", 0, "how long everybody has to get it before they are due; 0 is what two idle processors need")
	flag.BoolVar(&o.asJSON, "json", false, "answer as JSON")
	flag.Parse()
	if flag.NArg() > 0 || o.ends < 1 || o.begins < 0 || o.limit < 0 || o.lasts <= 0 || o.lead < 0 || o.away != "" && (o.kill || o.away != awayOkta && o.away != awayCurfew) {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	organisation, err := openOrganisation(o.ends + o.begins)
	if err != nil {
		return err
	}
	defer organisation.close()
	data, err := os.MkdirTemp("", "curfew-storm-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }()
	h, err := moveIn(ctx, o.binary, data, organisation.address)
	if err != nil {
		return err
	}
	defer func() { h.kill() }()
	s := &storm{options: o, house: h, organisation: organisation}
	if err := s.gather(ctx); err != nil {
		return err
	}
	if err := s.watch(ctx); err != nil {
		return err
	}
	report, err := s.report(ctx)
	if err != nil {
		return err
	}
	if err := report.print(os.Stdout, o.asJSON); err != nil {
		return err
	}
	return report.verdict()
}

// tell says what goes on, for whoever waits for it.
func tell(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}
