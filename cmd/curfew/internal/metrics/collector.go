package metrics

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/curfewhq/curfew/internal/access"
)

// collector turns the figures of the ledger into metrics.
type collector struct {
	figures    figures
	connectors []string // told of even where there is nothing to tell
	log        *slog.Logger
}

var (
	ledgerUp = prometheus.NewDesc("curfew_ledger_up",
		"1 where the ledger could be read for this scrape; where it is 0, nothing else of the ledger is told.", nil, nil)
	endLateness = prometheus.NewDesc("curfew_end_lateness_seconds",
		"How late after they were due ends were confirmed.", []string{"connector"}, nil)
	openDelay = prometheus.NewDesc("curfew_open_delay_seconds",
		"How long after it was to begin access was confirmed to be open.", []string{"connector"}, nil)
	unconfirmed = prometheus.NewDesc("curfew_ends_unconfirmed",
		"Ends that are due and not confirmed, and late by at least that.", []string{"connector", "over_seconds"}, nil)
	oldest = prometheus.NewDesc("curfew_ends_unconfirmed_oldest_seconds",
		"How late the oldest end is that is not confirmed; 0 where there is none.", []string{"connector"}, nil)
	live = prometheus.NewDesc("curfew_leases_live",
		"Leases whose right is not over.", []string{"connector"}, nil)
)

// How late an end has to be to be counted by itself, and the buckets of histograms.
var (
	marks   = []time.Duration{0, time.Minute, 5 * time.Minute, 15 * time.Minute}
	buckets = []time.Duration{
		500 * time.Millisecond, time.Second, 2500 * time.Millisecond, 5 * time.Second, 10 * time.Second, 30 * time.Second,
		time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour,
	}
)

// Describe makes collector a prometheus.Collector.
func (c *collector) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{ledgerUp, endLateness, openDelay, unconfirmed, oldest, live} {
		to <- desc
	}
}

// Collect reads the ledger. Where it cannot be read, only that is told: old figures
// would look like good ones.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTime/2)
	defer cancel()
	t, err := c.figures.read(ctx)
	if err != nil {
		c.log.Warn("the ledger could not be read for its metrics", "error", err)
		to <- prometheus.MustNewConstMetric(ledgerUp, prometheus.GaugeValue, 0)
		return
	}
	to <- prometheus.MustNewConstMetric(ledgerUp, prometheus.GaugeValue, 1)
	for _, connector := range c.named(t) {
		to <- histogram(endLateness, connector, t.history.ends)
		to <- histogram(openDelay, connector, t.history.opens)
		to <- prometheus.MustNewConstMetric(live, prometheus.GaugeValue, float64(t.live[connector]), connector)
		late := lateOf(t, connector)
		for i, mark := range marks {
			over := strconv.Itoa(int(mark.Seconds()))
			to <- prometheus.MustNewConstMetric(unconfirmed, prometheus.GaugeValue, float64(late.over[i]), connector, over)
		}
		to <- prometheus.MustNewConstMetric(oldest, prometheus.GaugeValue, late.oldest.Seconds(), connector)
	}
}

// named are the connectors that there is anything of, in order.
func (c *collector) named(t told) []string {
	names := map[string]bool{}
	for _, name := range c.connectors {
		names[name] = true
	}
	for _, count := range append(slices.Clone(t.history.ends), t.history.opens...) {
		names[count.Connector] = true
	}
	for _, ends := range t.due {
		names[ends.Connector] = true
	}
	for name := range t.live {
		names[name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func histogram(desc *prometheus.Desc, connector string, counts []access.DelayCount) prometheus.Metric {
	var all uint64
	var sum float64
	within := map[float64]uint64{}
	for _, bucket := range buckets {
		within[bucket.Seconds()] = 0
	}
	for _, count := range counts {
		if count.Connector != connector {
			continue
		}
		all += uint64(count.Count)
		sum += float64(count.Count) * count.Delay.Seconds()
		for _, bucket := range buckets {
			if count.Delay <= bucket {
				within[bucket.Seconds()] += uint64(count.Count)
			}
		}
	}
	return prometheus.MustNewConstHistogram(desc, all, sum, within, connector)
}

// lateness is that of what is not confirmed.
type lateness struct {
	over   []int // by mark
	oldest time.Duration
}

func lateOf(t told, connector string) lateness {
	late := lateness{over: make([]int, len(marks))}
	for _, ends := range t.due {
		if ends.Connector != connector {
			continue
		}
		by := t.at.Sub(ends.Due)
		late.oldest = max(late.oldest, by)
		for i, mark := range marks {
			if by >= mark {
				late.over[i] += ends.Ends
			}
		}
	}
	return late
}
