package okta_test

import (
	"os"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

func TestAConfigurationThatCannotWorkIsRefusedWithASentence(t *testing.T) {
	for name, config := range map[string]okta.Config{
		"no address":            {Token: token},
		"not an address":        {Token: token, OrgURL: "example"},
		"a path":                {Token: token, OrgURL: "https://example.okta.com/api/v1"},
		"somebody's password":   {Token: token, OrgURL: "https://me:secret@example.okta.com"},
		"the admin console":     {Token: token, OrgURL: "https://example-admin.okta.com"},
		"http":                  {Token: token, OrgURL: "http://example.okta.com"},
		"http to somebody else": {Token: token, OrgURL: "http://example.okta.com", Insecure: true},
		"http without leave":    {Token: token, OrgURL: "http://127.0.0.1:1"},
		"no token":              {OrgURL: "https://example.okta.com"},
		"an empty token":        {OrgURL: "https://example.okta.com", Token: " "},
	} {
		connector, err := okta.New(config)
		if connector != nil || err == nil || len(err.Error()) < 20 || strings.Contains(err.Error(), token) {
			t.Errorf("%s: want a sentence, got %v", name, err)
		}
	}
}

func TestASlashAtTheEndOfTheAddressIsForgiven(t *testing.T) {
	if _, err := okta.New(okta.Config{Token: token, OrgURL: "https://example.okta.com/"}); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsTakenFromTheEnvironmentOrTheHomeDirectory(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	if err := os.MkdirAll(home+"/.okta", 0o700); err != nil {
		t.Fatal(err)
	}
	settings := "okta:\n  client:\n    token: other\n    orgUrl: https://other.okta.com\n    authorizationMode: Bearer\n    cache:\n      enabled: true\n"
	if err := os.WriteFile(home+"/.okta/okta.yaml", []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"ORGURL": "https://other.okta.com", "TOKEN": "other", "AUTHORIZATIONMODE": "PrivateKey", "CACHE_ENABLED": "true",
		"RATE_LIMIT_MAX_RETRIES": "9", "REQUEST_TIMEOUT": "1", "PROXY_HOST": "127.0.0.1", "PROXY_PORT": "1",
	} {
		t.Setenv("OKTA_CLIENT_"+name, value)
	}
	o := brightwater(t)
	key := o.key(people[0], "group/"+oktasim.GroupDemoLounge)
	for _, present := range []bool{false, true} {
		held, err := o.connector.ReadBack(t.Context(), key, nil)
		if err != nil || held.Present != present {
			t.Fatalf("want present %v, got %+v, %v", present, held, err)
		}
		o.must("PUT", "/api/v1/groups/"+oktasim.GroupDemoLounge+"/users/"+people[0], nil)
	}
}
