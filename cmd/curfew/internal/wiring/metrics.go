package wiring

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/metrics"
	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/internal/store"
)

const metricsPath = "/metrics"

// Metrics makes the metrics of a process that works for the connectors there are.
func Metrics(record *store.Store, log *slog.Logger) *metrics.Metrics {
	return metrics.New(record, []string{seed.Connector}, time.Now, log)
}

// WithMetrics answers /metrics beside everything else. It is for an address that only
// this machine reaches: nobody is asked who they are.
func WithMetrics(handler, scrape http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == metricsPath && r.Method == http.MethodGet {
			scrape.ServeHTTP(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	})
}
