package wiring

import (
	"context"
	"net/http"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// pingTime is how long either side has to answer before it counts as away.
const pingTime = 2 * time.Second

// Health answers /healthz while the process lives, /readyz while the database and
// Temporal answer, and /metrics.
func Health(record *store.Store, connection client.Client, namespace string, scrape http.Handler) http.Handler {
	engine := workflows.NewClient(connection, namespace)
	mux := http.NewServeMux()
	mux.Handle("GET "+metricsPath, scrape)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), pingTime)
		defer cancel()
		switch {
		case record.Ping(ctx) != nil:
			say(w, http.StatusServiceUnavailable, "The database cannot be reached.")
		case engine.Ping(ctx) != nil:
			say(w, http.StatusServiceUnavailable, "Temporal cannot be reached.")
		default:
			say(w, http.StatusOK, "ready")
		}
	})
	return mux
}

func say(w http.ResponseWriter, status int, word string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(word + "\n")) // nobody is left to tell
}
