package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// pingTime is how long either side has to answer before it counts as away.
const pingTime = 2 * time.Second

// healthz says that this process is alive, and nothing about anything else.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, "application/json", http.StatusOK, map[string]string{"status": "alive"})
}

// readyz says whether calls can be answered: the database and Temporal are there.
// What exactly is wrong goes to the log, as it may name addresses.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	database := s.reach(r.Context(), "The database", s.records.Ping)
	temporal := s.reach(r.Context(), "Temporal", s.engine.Ping)
	checks := map[string]string{"database": database.sentence, "temporal": temporal.sentence}
	if database.ok && temporal.ok {
		writeJSON(w, "application/json", http.StatusOK, map[string]any{"status": "ready", "checks": checks})
		return
	}
	problem, _ := problemOf(access.Refuse(access.CodeUnavailable, "%s %s", database.sentence, temporal.sentence), callOf(r.Context()).id)
	writeJSON(w, "application/problem+json", problem.Status, struct {
		gen.Problem
		Checks map[string]string `json:"checks"`
	}{problem, checks})
}

type reached struct {
	ok       bool
	sentence string
}

func (s *Server) reach(ctx context.Context, name string, ping func(context.Context) error) reached {
	ctx, cancel := context.WithTimeout(ctx, pingTime)
	defer cancel()
	if err := ping(ctx); err != nil {
		s.log.Warn("not ready", "what", name, "error", err)
		return reached{false, name + " cannot be reached."}
	}
	return reached{true, name + " answers."}
}

func writeJSON(w http.ResponseWriter, kind string, status int, body any) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell
}
