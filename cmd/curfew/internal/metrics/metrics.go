package metrics

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/curfewhq/curfew/internal/access"
)

// Metrics is everything that is told about one process and about the ledger.
type Metrics struct {
	registry *prometheus.Registry
	attempts *prometheus.CounterVec
	log      *slog.Logger
}

// New makes the metrics of a process that works for those connectors; it reads nothing
// before the first scrape.
func New(ledger Ledger, connectors []string, clock func() time.Time, log *slog.Logger) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "curfew_attempts_total",
			Help: "Attempts of this process to change something in an outside system, by what was answered.",
		}, []string{"connector", "action", "reply"}),
		log: log,
	}
	m.registry.MustRegister(
		m.attempts, &collector{figures: figures{ledger: ledger, clock: clock}, connectors: connectors, log: log},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Seen counts an attempt.
func (m *Metrics) Seen(effect access.Effect) {
	action := "take"
	if effect.Do == access.EffectGive {
		action = "give"
	}
	m.attempts.WithLabelValues(effect.Key.Connector, action, string(effect.Reply)).Inc()
}

// scrapeTime is how long a scrape may take before it fails, and how many may run.
const (
	scrapeTime  = 20 * time.Second
	scrapesOnce = 4
)

// Handler answers a scrape.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		ErrorLog: slog.NewLogLogger(m.log.Handler(), slog.LevelWarn), MaxRequestsInFlight: scrapesOnce, Timeout: scrapeTime,
	})
}
