package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"
)

func main() {
	err := error(nil)
	if text := os.Getenv(ordersVariable); text != "" {
		err = work(text)
	} else {
		err = command(os.Args[1:], os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// command is the program as it is called.
func command(args []string, tell io.Writer) error {
	flags := flag.NewFlagSet("chaos", flag.ContinueOnError)
	points := flags.Int("points", 1000, "how many points to break")
	seed := flags.Uint64("seed", 1, "where chance begins; the same seed draws the same runs")
	only := flags.String("only", "", "play one run again, by its name")
	times := flags.Int("times", 1, "how often, with -only")
	some := flags.String("faults", "", "of what is drawn, play only the runs with one of these, such as terminate,reset")
	write := flags.String("write", "", "file to write the table to")
	temporal := flags.String("temporal", "bin/curfew-temporal", "the program of the Temporal server")
	postgres := flags.String("postgres", "", "address of a Postgres server, in which each house gets a database of its own; SQLite where empty")
	wave := flags.Int("wave", 800, "how many runs share a house")
	batch := flags.Int("batch", 150, "how many runs share the life of a worker")
	replay := flags.Int("replay", 10, "replay the histories of one run in so many; 1 is all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	list, err := scenarios()
	if err != nil {
		return err
	}
	given := settings{temporal: *temporal, postgres: *postgres, scenarios: list}
	began := time.Now()
	seen, err := surveyed(given, tell)
	if err != nil {
		return err
	}
	chance := rand.New(rand.NewPCG(*seed, *seed)) //nolint:gosec // a run has to be drawn again by its seed
	var runs []*run
	if *only != "" {
		runs, err = repeated(list, *only, *times)
	} else {
		runs = seen.matrix(list, *points+*points/12, chance) // some will not come to their point
	}
	if err != nil {
		return err
	}
	if *some != "" {
		runs = slices.DeleteFunc(runs, func(r *run) bool {
			return !slices.ContainsFunc(strings.Split(*some, ","), func(name string) bool { return r.has(fault(name)) })
		})
	}
	total := newResults()
	for len(runs) > 0 {
		now := min(*wave, len(runs))
		if err := total.wave(given, seen, runs[:now], *batch, *replay, chance, tell); err != nil {
			return err
		}
		runs = runs[now:]
	}
	total.took = time.Since(began)
	total.print(tell, seen)
	if *write != "" {
		err = writePage(*write, total, seen, *seed)
	}
	if len(total.findings) > 0 {
		err = errors.Join(err, fmt.Errorf("%d findings", len(total.findings)))
	}
	if *only == "" && *some == "" && total.points() < *points {
		err = errors.Join(err, fmt.Errorf("only %d points were come to, of %d", total.points(), *points))
	}
	return err
}

// finish is how long a wave may take to come to its end when nothing is broken any
// more, and calmest how long a process gets that lives until its runs are over.
const (
	finish  = 2 * time.Minute
	calmest = 3 * time.Minute
)

// wave plays runs in a house of their own and judges them.
func (r *results) wave(given settings, seen *survey, runs []*run, batch, replay int, chance *rand.Rand, tell io.Writer) error {
	began := time.Now()
	spare, everybody := spares(runs)
	h, err := openHouse(given, everybody)
	if err != nil {
		return err
	}
	defer h.shut()
	p := &procession{house: h, tell: tell, chance: chance, waiting: runs, spare: spare, batch: batch, calmest: calmest, finish: finish, survey: seen, died: r.died}
	if err := p.play(); err != nil {
		return err
	}
	before := r.points()
	if err := r.judge(h, seen, p.begun, replay); err != nil {
		return err
	}
	took := time.Since(began)
	fmt.Fprintf(tell, "%d runs with %d points in %s; %d findings so far\n", len(runs), r.points()-before, took.Round(time.Second), len(r.findings))
	return nil
}

// judge holds every run of a house against the oracle.
func (r *results) judge(h *house, seen *survey, runs []*run, replay int) error {
	var replayed, others []*run
	for i, each := range runs {
		if i%replay == 0 {
			replayed = append(replayed, each)
		} else {
			others = append(others, each)
		}
	}
	with, err := gather(h, replayed, true)
	if err != nil {
		return err
	}
	without, err := gather(h, others, false)
	if err != nil {
		return err
	}
	for _, e := range append(with, without...) {
		e.reference = seen.saw[e.run.scenario.Name]
		r.take(e, judge(e))
	}
	leaks, err := h.leaks()
	if err != nil {
		return err
	}
	if err := h.record.VerifyAudit(h.ctx); err != nil {
		leaks = append(leaks, err.Error())
	}
	for _, says := range leaks {
		r.findings = append(r.findings, finding{run: runs[0], invariant: 20, says: says})
	}
	return h.complained()
}
