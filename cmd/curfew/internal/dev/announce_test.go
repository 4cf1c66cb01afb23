package dev

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	where := dataDir(t.TempDir())
	given := addresses{Console: "http://127.0.0.1:1", Temporal: "127.0.0.1:2", TemporalUI: "http://127.0.0.1:3", Okta: "http://127.0.0.1:4"}
	if err := given.write(where); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(where.file(addressesFile))
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]string
	if err := json.Unmarshal(content, &read); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"console": given.Console, "temporal": given.Temporal, "temporal_ui": given.TemporalUI, "okta": given.Okta} {
		if read[key] != want {
			t.Errorf("%s is %q", key, read[key])
		}
	}
	var out strings.Builder
	given.announce(&out, where, true)
	for _, part := range []string{given.Console, given.TemporalUI, SimulatorToken, "Ada Lindqvist", "Tomas Berg", string(where)} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not said", part)
		}
	}
	if lines := strings.Count(out.String(), "\n"); lines > 12 {
		t.Errorf("%d lines", lines)
	}
}
