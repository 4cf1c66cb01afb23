package config_test

import (
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/config"
)

func TestVariables(t *testing.T) {
	got := config.Variables()
	if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("not sorted, or twice the same: %v", got)
	}
	for _, name := range []string{
		"CURFEW_CONFIG", "CURFEW_SERVER", "CURFEW_TOKEN", "CURFEW_DATABASE_URL", "CURFEW_DATABASE_URL_FILE",
		"CURFEW_OKTA_ORG_URL", "CURFEW_OKTA_API_TOKEN", "CURFEW_OKTA_API_TOKEN_FILE", "CURFEW_TEMPORAL_API_KEY_FILE",
	} {
		if !slices.Contains(got, name) {
			t.Errorf("%s is missing", name)
		}
	}
	for _, name := range got {
		if _, err := config.Load(config.Source{Environ: []string{name + "="}}); err != nil {
			t.Errorf("%s is listed and not accepted: %v", name, err)
		}
	}
}
