package wiring_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
)

func TestMetricsAreReadFromTheRecordBesideEverythingElse(t *testing.T) {
	record := openRecord(t, config.Database{Driver: config.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	if err := record.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	console := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.Method + " " + r.URL.Path)) })
	both := wiring.WithMetrics(console, wiring.Metrics(record, slog.New(slog.DiscardHandler)).Handler())
	for call, says := range map[string]string{
		"GET /metrics": `curfew_leases_live{connector="okta"} 0`, "GET //api/../x": "GET //api/../x", "POST /metrics": "POST /metrics",
	} {
		method, path, _ := strings.Cut(call, " ")
		answer := httptest.NewRecorder()
		both.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
		if answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), says) {
			t.Errorf("%s: %d %s", call, answer.Code, answer.Body)
		}
	}
}
