package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"
)

// Report is everything that was measured.
type Report struct {
	Machine  Machine          `json:"machine"`
	Requests int              `json:"requests"` // of each kind
	AtATime  int              `json:"at_a_time"`
	Cost     map[string]*Cost `json:"cost,omitempty"`
	Sleep    *Sleep           `json:"sleep,omitempty"`
}

func (r Report) print(out io.Writer) error {
	fmt.Fprintf(out, "%s, %d processors (%s), load %s before, %s, Temporal SDK %s, %s\n\n",
		r.Machine.At.Format(time.DateTime), r.Machine.Processors, r.Machine.Model, r.Machine.Load, r.Machine.Go, r.Machine.SDK, r.Machine.System)
	if r.Cost != nil {
		if err := r.printCost(out); err != nil {
			return err
		}
	}
	if r.Sleep != nil {
		return r.printSleep(out)
	}
	return nil
}

func (r Report) printCost(out io.Writer) error {
	ours, theirs := r.Cost[product], r.Cost[byHand]
	fmt.Fprintf(out, "One request (%d of each, %d at a time): ask a manager, hold it for %s, and it ends\n", r.Requests, r.AtATime, heldFor)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tCurfew\tby hand\tratio\t")
	row := func(name, format string, a, b float64) {
		fmt.Fprintf(table, "%s\t"+format+"\t"+format+"\t%.2f\t\n", name, a, b, a/b)
	}
	row("events", "%.1f", ours.Events, theirs.Events)
	row("history, KB", "%.1f", ours.HistoryBytes/1000, theirs.HistoryBytes/1000)
	row("worker CPU, ms", "%.1f", milliseconds(ours.WorkerCPU), milliseconds(theirs.WorkerCPU))
	row("server CPU, ms", "%.1f", milliseconds(ours.ServerCPU), milliseconds(theirs.ServerCPU))
	row("requests a second", "%.1f", ours.PerSecond, theirs.PerSecond)
	row("audit lines", "%.1f", ours.AuditLines, theirs.AuditLines)
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\nEvents of one request by kind")
	table = tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tCurfew\tby hand\t")
	kinds := maps.Clone(ours.Kinds)
	maps.Copy(kinds, theirs.Kinds)
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\t\n", name, ours.Kinds[name], theirs.Kinds[name])
	}
	return table.Flush()
}

func (r Report) printSleep(out io.Writer) error {
	s, n := r.Sleep, int64(r.Sleep.Accesses)
	fmt.Fprintf(out, "\n%d people hold something for hours (opened in %s)\n", s.Accesses, s.Opened.Round(time.Second))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tin all\teach\t")
	for _, line := range []struct {
		name  string
		bytes int64
	}{
		{"worker memory, above an empty one", s.Worker - s.WorkerBefore},
		{"server memory, above an empty one", s.Server - s.ServerBefore},
		{"Temporal's disk", s.HistoriesDisk},
		{"record's disk", s.RecordDisk},
	} {
		fmt.Fprintf(table, "%s\t%.1f MB\t%.1f KB\t\n", line.name, float64(line.bytes)/1e6, float64(line.bytes)/float64(n)/1e3)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, `
Memory: worker %.0f MB, server %.0f MB; before, %.0f and %.0f; after the restart, %.0f and %.0f
While all sleep: worker %.1f %% and server %.1f %% of one processor
Killed and started again: Temporal answers after %s; an end that fell due meanwhile is confirmed after %s
`, mega(s.Worker), mega(s.Server), mega(s.WorkerBefore), mega(s.ServerBefore), mega(s.WorkerAfter), mega(s.ServerAfter),
		100*s.IdleWorkerCPU, 100*s.IdleServerCPU, s.Serving.Round(10*time.Millisecond), s.Restart.Round(10*time.Millisecond))
	return err
}

func mega(bytes int64) float64 { return float64(bytes) / 1e6 }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
