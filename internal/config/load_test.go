package config_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/config"
)

// topSecret stands for every secret in these tests; no error may hold it.
const topSecret = "00topSecretValue"

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadRefuses(t *testing.T) {
	empty := write(t, "  \n")
	for name, test := range map[string]struct {
		file    string
		environ []string
		says    []string
	}{
		"an unknown key":                {file: "okta:\n  api_tokn: x\n", says: []string{`"okta.api_tokn"`, "not a setting", "api_token_file"}},
		"an unknown section":            {file: "otka:\n  org_url: x\n", says: []string{`"otka.org_url"`, "The sections are"}},
		"a key beside the sections":     {file: "port: 1\n", says: []string{`"port"`, "not a setting"}},
		"a section that is a text":      {file: "okta: yes please\n", says: []string{`"okta"`, "not a setting"}},
		"a setting with settings":       {file: "log:\n  level:\n    of: x\n", says: []string{`"log.level.of"`}},
		"an unknown variable":           {environ: []string{"CURFEW_OKTA_TOKEN=" + topSecret}, says: []string{"CURFEW_OKTA_TOKEN", "CURFEW_OKTA_API_TOKEN"}},
		"an unknown, empty variable":    {environ: []string{"CURFEW_OKTA_TOKEN="}, says: []string{"CURFEW_OKTA_TOKEN"}},
		"a file that is no YAML":        {file: "log: {}\nb: c: " + topSecret + "\n", says: []string{"not readable YAML at line"}},
		"a file that is a text":         {file: topSecret, says: []string{"not readable YAML"}},
		"a key that is there twice":     {file: "log:\n  level: info\n  level: warn\n", says: []string{"not readable YAML", "line"}},
		"an unknown driver":             {environ: []string{"CURFEW_DATABASE_DRIVER=mysql"}, says: []string{"CURFEW_DATABASE_DRIVER", "sqlite or postgres", "mysql"}},
		"postgres without URL":          {environ: []string{"CURFEW_DATABASE_DRIVER=postgres"}, says: []string{"CURFEW_DATABASE_URL"}},
		"a URL of another database":     {environ: []string{"CURFEW_DATABASE_URL=mysql://" + topSecret + "@db"}, says: []string{"CURFEW_DATABASE_URL", "postgres://"}},
		"sqlite with a URL":             {file: "database: {driver: sqlite, url: 'postgres://db/x'}", says: []string{"database.url", "database.driver"}},
		"sqlite without a path":         {file: "database: {path: ''}", says: []string{"database.path"}},
		"a Temporal without port":       {environ: []string{"CURFEW_TEMPORAL_ADDRESS=temporal"}, says: []string{"temporal.address", "host:port"}},
		"a Temporal with a scheme":      {environ: []string{"CURFEW_TEMPORAL_ADDRESS=http://temporal:7233"}, says: []string{"temporal.address"}},
		"a namespace with a space":      {environ: []string{"CURFEW_TEMPORAL_NAMESPACE=a b"}, says: []string{"temporal.namespace"}},
		"a certificate without key":     {environ: []string{"CURFEW_TEMPORAL_TLS_CERT_FILE=a.pem"}, says: []string{"tls_cert_file", "tls_key_file"}},
		"a UI address that is none":     {environ: []string{"CURFEW_TEMPORAL_UI_URL=ui"}, says: []string{"temporal.ui_url"}},
		"a port that is too high":       {environ: []string{"CURFEW_HTTP_ADDRESS=:70000"}, says: []string{"http.address"}},
		"a public address with a path":  {environ: []string{"CURFEW_HTTP_PUBLIC_URL=https://x.example/curfew"}, says: []string{"http.public_url", "without a path"}},
		"from anywhere without sign-in": {environ: []string{"CURFEW_HTTP_DEMO_SIGN_IN_FROM_ANYWHERE=true"}, says: []string{"(CURFEW_HTTP_DEMO_SIGN_IN)", "CURFEW_HTTP_DEMO_SIGN_IN_FROM_ANYWHERE"}},
		"neither true nor false":        {environ: []string{"CURFEW_HTTP_DEMO_SIGN_IN=maybe"}, says: []string{"CURFEW_HTTP_DEMO_SIGN_IN", "true or false", "maybe"}},
		"a proxy that is a name":        {environ: []string{"CURFEW_HTTP_TRUSTED_PROXIES=10.0.0.1,proxy"}, says: []string{"http.trusted_proxies"}},
		"proxies that are a map":        {file: "http: {trusted_proxies: [{a: b}]}", says: []string{"http.trusted_proxies"}},
		"an organisation with a path":   {environ: []string{"CURFEW_OKTA_ORG_URL=https://x.okta.com/app", "CURFEW_OKTA_API_TOKEN=" + topSecret}, says: []string{"okta.org_url"}},
		"an organisation without token": {environ: []string{"CURFEW_OKTA_ORG_URL=https://x.okta.com"}, says: []string{"CURFEW_OKTA_API_TOKEN", "CURFEW_OKTA_API_TOKEN_FILE"}},
		"a token without organisation":  {environ: []string{"CURFEW_OKTA_API_TOKEN=" + topSecret}, says: []string{"CURFEW_OKTA_ORG_URL"}},
		"a token given twice":           {environ: []string{"CURFEW_OKTA_API_TOKEN=" + topSecret, "CURFEW_OKTA_API_TOKEN_FILE=/x"}, says: []string{"CURFEW_OKTA_API_TOKEN", "both set"}},
		"a token file that is missing":  {environ: []string{"CURFEW_OKTA_API_TOKEN_FILE=/nowhere/token"}, says: []string{"CURFEW_OKTA_API_TOKEN_FILE", "/nowhere/token"}},
		"a token file that is empty":    {environ: []string{"CURFEW_OKTA_API_TOKEN_FILE=" + empty}, says: []string{empty, "empty"}},
		"a token that is a list":        {file: "okta: {api_token: [" + topSecret + "]}", says: []string{"okta.api_token"}},
		"an import without end":         {environ: []string{"CURFEW_OKTA_IMPORT_EVERY=1s"}, says: []string{"okta.import_every", "30s"}},
		"an import that is no time":     {environ: []string{"CURFEW_OKTA_IMPORT_EVERY=often"}, says: []string{"okta.import_every", "often"}},
		"a second admin that is none":   {environ: []string{"CURFEW_PUBLISH_SECOND_ADMIN=always"}, says: []string{"publish.second_admin", "high_risk or never", "always"}},
		"nobody to tell of leavers":     {file: "leavers: {tell: []}", says: []string{"CURFEW_LEAVERS_TELL", "is empty", "manager"}},
		"leavers' words that are a map": {file: "leavers: {tell: {a: b}}", says: []string{`"leavers.tell.a"`, "not a setting"}},
		"a leavers' word that is one":   {file: "leavers: {tell: [[a]]}", says: []string{"leavers.tell", "a list of words"}},
		"an empty word about leavers":   {environ: []string{"CURFEW_LEAVERS_TELL=manager,, hana"}, says: []string{"CURFEW_LEAVERS_TELL", "empty word", "remove it"}},
		"a group without a name":        {environ: []string{"CURFEW_LEAVERS_TELL=group: "}, says: []string{"CURFEW_LEAVERS_TELL", `"group:"`, "after the colon"}},
		"a leavers' hook that is none":  {environ: []string{"CURFEW_LEAVERS_HOOKS=security"}, says: []string{"CURFEW_LEAVERS_HOOKS", `"security"`, "section hooks", "remove it"}},
		"an empty hook for leavers":     {file: "leavers: {hooks: [security, '']}\nhooks: {security: {url: 'https://x.example', style: text}}", says: []string{"leavers.hooks", "empty word"}},
		"a level that is none":          {environ: []string{"CURFEW_LOG_LEVEL=loud"}, says: []string{"log.level", "loud"}},
		"a format that is none":         {environ: []string{"CURFEW_LOG_FORMAT=xml"}, says: []string{"log.format", "xml"}},
		"a health address that is none": {environ: []string{"CURFEW_WORKER_HEALTH_ADDRESS=x"}, says: []string{"worker.health_address"}},
		"reconciling without end":       {environ: []string{"CURFEW_RECONCILE_EVERY=1s"}, says: []string{"reconcile.every", "0 for never", "30s"}},
		"an empty word on late ends":    {file: "late: {tell: [hana, '']}", says: []string{"late.tell", "empty word", "remove it"}},
		"a late ends' hook":             {environ: []string{"CURFEW_LATE_HOOKS=pager"}, says: []string{"CURFEW_LATE_HOOKS", `"pager"`, "section hooks", "remove it"}},
	} {
		t.Run(name, func(t *testing.T) {
			source := config.Source{Environ: test.environ}
			if test.file != "" {
				source.File = write(t, test.file)
			}
			got, err := config.Load(source)
			if err == nil {
				t.Fatalf("was accepted: %v", got)
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), topSecret) {
				t.Errorf("the error holds the secret: %v", err)
			}
		})
	}
}

func TestLoadNamesAMissingFile(t *testing.T) {
	for name, source := range map[string]config.Source{
		"by flag":     {File: "/nowhere/curfew.yaml"},
		"by variable": {Environ: []string{"CURFEW_CONFIG=/nowhere/curfew.yaml"}},
	} {
		_, err := config.Load(source)
		if err == nil || !strings.Contains(err.Error(), "/nowhere/curfew.yaml") || !strings.Contains(err.Error(), "--config") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLoadSaysEverythingAtOnce(t *testing.T) {
	_, err := config.Load(config.Source{Environ: []string{"CURFEW_LOG_LEVEL=loud", "CURFEW_OKTA_TOKN=x", "CURFEW_HTTP_DEMO_SIGN_IN=maybe"}})
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three sentences, got %v", err)
	}
}

func TestLoad(t *testing.T) {
	file := write(t, `
database:
  url: postgres://curfew:`+topSecret+`@db.example/curfew
temporal:
  address: temporal.example:7233
  tls_ca_file: ca.pem
http:
  trusted_proxies: [10.0.0.0/8, 192.0.2.1]
okta: # commented out for now
publish: {second_admin: high_risk}
leavers: {tell: [manager, " hana.sato "]}
hooks:
  security: {url: https://chat.example/hooks/1, style: text}
  pager: {url: https://pager.example, style: text}
log:
  level: debug
`)
	token := write(t, topSecret+"\n")
	got, err := config.Load(config.Source{File: file, Environ: []string{
		"HOME=/root", "CURFEW_LOG_LEVEL=warn", "CURFEW_TEMPORAL_NAMESPACE=", "CURFEW_SERVER=http://x", "CURFEW_TOKEN=y",
		"CURFEW_LEAVERS_HOOKS=security, pager",
		"CURFEW_OKTA_ORG_URL=https://example.okta.com", "CURFEW_OKTA_API_TOKEN_FILE=" + token, "CURFEW_OKTA_IMPORT_EVERY=2m",
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, same := range map[string]bool{
		"the driver follows the URL":       got.Database.Driver == config.Postgres,
		"the file's address":               got.Temporal.Address == "temporal.example:7233",
		"an authority turns TLS on":        got.Temporal.TLS.On,
		"an empty variable is not set":     got.Temporal.Namespace == "curfew",
		"networks and addresses":           len(got.HTTP.TrustedProxies) == 2 && got.HTTP.TrustedProxies[1].String() == "192.0.2.1/32",
		"the environment over the file":    got.Log.Level.String() == "WARN",
		"a secret from a file, trimmed":    got.Okta.APIToken.Reveal() == topSecret,
		"a second admin":                   got.Publish.SecondAdmin == config.SecondAdminHighRisk,
		"a list of words":                  slices.Equal(got.Leavers.Tell, []string{config.TellManager, "hana.sato"}),
		"words with commas":                slices.Equal(got.Leavers.Hooks, []string{"security", "pager"}),
		"words are shown":                  strings.Contains(got.String(), "leavers.tell=manager,hana.sato leavers.hooks=security,pager "),
		"a duration":                       got.Okta.ImportEvery == 2*time.Minute,
		"the default where nothing is set": got.HTTP.Address == "127.0.0.1:8080",
	} {
		if !same {
			t.Errorf("not so: %s, in %s", name, got)
		}
	}
}

func TestLoadNothingIsTheDefaults(t *testing.T) {
	got, err := config.Load(config.Source{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Database.Driver != config.SQLite || got.Temporal.TLS.On || got.Okta.OrgURL != "" || got.Publish.SecondAdmin != config.SecondAdminNever ||
		!slices.Equal(got.Leavers.Tell, []string{config.TellManager}) || got.Leavers.Hooks != nil {
		t.Errorf("got %s", got)
	}
}
