package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// report is what a measurement found. Durations are seconds.
type report struct {
	Ends  int `json:"ends"`
	Limit int `json:"limit_per_minute"`
	// Gone is how late memberships went by the simulator's clock, Confirmed how late
	// the ledger says that their end was confirmed.
	Gone      quantiles `json:"gone"`
	Confirmed quantiles `json:"confirmed"`
	// SinceBack is the same, counted from when what was away was back.
	SinceBack *quantiles `json:"since_back,omitempty"`
	// Bound is how late the last one has to be with that limit alone.
	Bound float64 `json:"bound"`
	Lost  int     `json:"lost"`
	Early int     `json:"early"`
	Twice int     `json:"asked_twice"` // a removal that was made again after its answer was lost
	Unled int     `json:"not_in_the_ledger"`
	// Began is how many of the beginnings came before the last end had gone.
	Begins   int     `json:"begins"`
	Began    int     `json:"began_before_the_last_end"`
	Calls    float64 `json:"calls_per_end"`
	Refusals int     `json:"rate_limit_answers"`
	Product  int64   `json:"memory_bytes"`
	Temporal int64   `json:"temporal_memory_bytes"`
	// ProductCPU and TemporalCPU are processor seconds of an end, until the ledger says
	// that all of them are confirmed; zero where everything was killed in between.
	ProductCPU  float64 `json:"cpu_per_end"`
	TemporalCPU float64 `json:"temporal_cpu_per_end"`
	Restart     float64 `json:"restart,omitempty"`
}

type quantiles struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

func quantilesOf(late []float64) quantiles {
	if len(late) == 0 {
		return quantiles{}
	}
	slices.Sort(late)
	at := func(share float64) float64 { return late[min(int(share*float64(len(late))), len(late)-1)] }
	return quantiles{at(0.50), at(0.99), late[len(late)-1]}
}

func (s *storm) report(ctx context.Context) (report, error) {
	entries, err := s.ledger(ctx)
	if err != nil {
		return report{}, err
	}
	r := report{
		Ends: s.ends, Limit: s.limit, Bound: s.bound().Seconds(), Begins: s.begins,
		Product: s.mostProduct, Temporal: s.mostTemporal, Restart: s.restarted.Seconds(),
	}
	if product, temporal := s.house.use(); s.restarted == 0 {
		r.ProductCPU = (product.processor - s.product.processor).Seconds() / float64(s.ends)
		r.TemporalCPU = (temporal.processor - s.temporal.processor).Seconds() / float64(s.ends)
	}
	o := s.organisation
	o.mu.Lock()
	defer o.mu.Unlock()
	r.Calls, r.Refusals = float64(o.calls-s.before)/float64(s.ends), o.refusals
	var gone, confirmed, since []float64
	var last time.Time
	for i := range s.ends {
		went := o.went[userID(i)]
		if len(went) == 0 {
			r.Lost++
			continue
		}
		if len(went) > 1 {
			r.Twice++
		}
		if went[0].Before(s.due) {
			r.Early++
		}
		if went[0].After(last) {
			last = went[0]
		}
		gone = append(gone, went[0].Sub(s.due).Seconds())
		since = append(since, went[0].Sub(s.back).Seconds())
	}
	for i := s.ends; i < s.ends+s.begins; i++ {
		if came := o.came[userID(i)]; len(came) > 0 && came[0].Before(last) {
			r.Began++
		}
	}
	for _, entry := range entries {
		if !entry.ConfirmedAt.IsZero() {
			confirmed = append(confirmed, entry.ConfirmedAt.Sub(entry.EndedAt).Seconds())
		}
	}
	r.Unled = s.ends - len(confirmed)
	r.Gone, r.Confirmed = quantilesOf(gone), quantilesOf(confirmed)
	if !s.back.IsZero() {
		late := quantilesOf(since)
		r.SinceBack = &late
	}
	return r, nil
}

// verdict is what must not be, however slow the machine is.
func (r report) verdict() error {
	var wrong []error
	for _, each := range []struct {
		count int
		what  string
	}{{r.Lost, "lost"}, {r.Early, "early"}, {r.Unled, "not confirmed in the ledger"}} {
		if each.count > 0 {
			wrong = append(wrong, fmt.Errorf("%d ends are %s", each.count, each.what))
		}
	}
	return errors.Join(wrong...)
}

func (r report) print(out io.Writer, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name, format string, args ...any) { fmt.Fprintf(table, name+"\t"+format+"\n", args...) }
	row("ends in one second", "%d", r.Ends)
	row("limit", "%d calls a minute", r.Limit)
	row("gone, by the outside system", "p50 %.1f s, p99 %.1f s, last %.1f s late", r.Gone.P50, r.Gone.P99, r.Gone.Max)
	row("confirmed, by the ledger", "p50 %.1f s, p99 %.1f s, last %.1f s late", r.Confirmed.P50, r.Confirmed.P99, r.Confirmed.Max)
	if r.SinceBack != nil {
		row("gone, since it is back", "p50 %.1f s, p99 %.1f s, last %.1f s", r.SinceBack.P50, r.SinceBack.P99, r.SinceBack.Max)
	}
	row("bound that the limit alone sets", "%.0f s", r.Bound)
	row("lost, early, asked for twice", "%d, %d, %d", r.Lost, r.Early, r.Twice)
	row("beginnings before the last end", "%d of %d", r.Began, r.Begins)
	row("calls an end", "%.2f, %d of all calls were told to wait", r.Calls, r.Refusals)
	row("memory at most", "%d MB, Temporal %d MB", r.Product>>20, r.Temporal>>20)
	row("processor an end", "%.0f ms, Temporal %.0f ms", 1000*r.ProductCPU, 1000*r.TemporalCPU)
	if r.Restart > 0 {
		row("killed and started again", "back after %.1f s", r.Restart)
	}
	return table.Flush()
}
