package wiring_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
)

func TestTemporalRefusesFiles(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	for says, tls := range map[string]config.TLS{
		"tls_ca_file cannot be read":     {On: true, CAFile: "/nowhere.pem"},
		"holds no PEM certificate":       {On: true, CAFile: empty},
		"tls_key_file cannot be used":    {On: true, CertFile: empty, KeyFile: empty},
		"tls_cert_file and temporal.tls": {On: true, CertFile: "/nowhere.pem", KeyFile: empty},
	} {
		_, err := wiring.Temporal(config.Temporal{Address: "127.0.0.1:1", Namespace: "curfew", TLS: tls}, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v does not say %q", err, says)
		}
	}
}

func TestHealth(t *testing.T) {
	settings := config.Defaults()
	settings.Database = config.Database{Driver: config.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")}
	settings.Temporal.Address = "127.0.0.1:1"
	record := openRecord(t, settings.Database)
	connection, err := wiring.Temporal(settings.Temporal, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	pages := wiring.Health(record, connection, "curfew", wiring.Metrics(record, slog.New(slog.DiscardHandler)).Handler())
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusServiceUnavailable, "/metrics": http.StatusOK, "/else": http.StatusNotFound} {
		answer := httptest.NewRecorder()
		pages.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
}

func openRecord(t *testing.T, database config.Database) *store.Store {
	t.Helper()
	record, err := wiring.Record(context.Background(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = record.Close() })
	return record
}

func TestRecordNamesItsSetting(t *testing.T) {
	for says, database := range map[string]config.Database{
		"CURFEW_DATABASE_PATH": {Driver: config.SQLite, Path: "/nowhere/curfew.db"},
		"CURFEW_DATABASE_URL":  {Driver: config.Postgres, URL: "postgres://u:topsecret@127.0.0.1:1/x"},
	} {
		_, err := wiring.Record(t.Context(), database)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("got %v", err)
		}
	}
	_, err := wiring.ReadyRecord(t.Context(), config.Database{Driver: config.SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	if err == nil || !strings.Contains(err.Error(), "curfew migrate") {
		t.Errorf("a database that was not migrated: %v", err)
	}
}
