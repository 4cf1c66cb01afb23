package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// print says what became of everything.
func (r *results) print(tell io.Writer, seen *survey) {
	fmt.Fprintf(tell, "\n%-34s %-11s %6s %6s %6s %6s %6s %8s\n", "automation", "fault", "points", "end", "once", "audit", "sound", "late")
	for _, each := range r.sorted() {
		fmt.Fprintf(tell, "%-34s %-11s %6d %6d %6d %6d %6d %8s\n", each.scenario, each.fault,
			each.points, each.sameEnd, each.effectsOnce, each.auditComplete, each.sound, each.worst.Round(100*time.Millisecond))
	}
	events := coverage{}
	for name, died := range r.died {
		c := seen.coverage(name, died)
		events.events, events.died = events.events+c.events, events.died+c.died
		if len(c.missing) > 0 {
			fmt.Fprintf(tell, "no worker died at these events of %s: %s\n", name, strings.Join(c.missing, " "))
		}
	}
	fmt.Fprintf(tell, "\n%d points in %d runs, %s, %.1f points a second; %d points were not come to; %d more deaths met a run beside its own\n",
		r.points(), r.runs, r.took.Round(time.Second), float64(r.points())/r.took.Seconds(), r.missed, r.elsewhere)
	fmt.Fprintf(tell, "workers died at %d of %d events of the undisturbed histories; %d histories replayed\n", events.died, events.events, r.replayed)
	for _, each := range r.findings {
		fmt.Fprintf(tell, "FOUND %s (%s, broken at %d): invariant %d: %s\n", each.run.name(), each.run.ID, each.run.hits(), each.invariant, each.says)
	}
	r.byInvariant(tell)
}

// byInvariant counts the findings.
func (r *results) byInvariant(tell io.Writer) {
	counts := map[int]int{}
	for _, each := range r.findings {
		counts[each.invariant]++
	}
	for _, each := range invariants() {
		if counts[each.Number] > 0 {
			fmt.Fprintf(tell, "%4d findings against %d, %s\n", counts[each.Number], each.Number, each.Title)
		}
	}
}
