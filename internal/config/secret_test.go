package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/config"
)

func TestNothingPrintsASecret(t *testing.T) {
	got := config.Defaults()
	got.Okta.APIToken, got.Database.URL, got.Temporal.APIKey = topSecret, topSecret, topSecret
	var out bytes.Buffer
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		fmt.Fprintf(&out, format+"\n", got)
		fmt.Fprintf(&out, format+"\n", got.Okta)
	}
	log := slog.New(slog.NewJSONHandler(&out, nil))
	log.Info("configured", "config", got, "token", got.Okta.APIToken, "okta", got.Okta)
	slog.New(slog.NewTextHandler(&out, nil)).Info("configured", "config", got, "okta", got.Okta)
	if err := json.NewEncoder(&out).Encode(got); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), topSecret) {
		t.Errorf("printed the secret:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "okta.api_token=(set)") {
		t.Errorf("does not say that there is a token:\n%s", out.String())
	}
	if got.Okta.APIToken.Reveal() != topSecret {
		t.Error("Reveal does not reveal")
	}
}
