package config

import (
	"slices"
	"strings"
)

// prefix begins the name of every variable.
const prefix = "CURFEW_"

// Variables that are no settings: where the file is, and what the commands that
// talk to a running server need.
const (
	FileVariable   = prefix + "CONFIG"
	ServerVariable = prefix + "SERVER"
	TokenVariable  = prefix + "TOKEN"
)

// setting is one key and the place of its value.
type setting struct {
	key   string
	value func(*Config) any // a pointer, of a type that assign knows
}

func settings() []setting {
	return []setting{
		{"database.driver", func(c *Config) any { return &c.Database.Driver }},
		{"database.url", func(c *Config) any { return &c.Database.URL }},
		{"database.path", func(c *Config) any { return &c.Database.Path }},
		{"temporal.address", func(c *Config) any { return &c.Temporal.Address }},
		{"temporal.namespace", func(c *Config) any { return &c.Temporal.Namespace }},
		{"temporal.api_key", func(c *Config) any { return &c.Temporal.APIKey }},
		{"temporal.ui_url", func(c *Config) any { return &c.Temporal.UIURL }},
		{"temporal.tls", func(c *Config) any { return &c.Temporal.TLS.On }},
		{"temporal.tls_cert_file", func(c *Config) any { return &c.Temporal.TLS.CertFile }},
		{"temporal.tls_key_file", func(c *Config) any { return &c.Temporal.TLS.KeyFile }},
		{"temporal.tls_ca_file", func(c *Config) any { return &c.Temporal.TLS.CAFile }},
		{"temporal.tls_server_name", func(c *Config) any { return &c.Temporal.TLS.ServerName }},
		{"http.address", func(c *Config) any { return &c.HTTP.Address }},
		{"http.public_url", func(c *Config) any { return &c.HTTP.PublicURL }},
		{"http.demo_sign_in", func(c *Config) any { return &c.HTTP.DemoSignIn }},
		{"http.demo_sign_in_from_anywhere", func(c *Config) any { return &c.HTTP.DemoSignInFromAnywhere }},
		{"http.trusted_proxies", func(c *Config) any { return &c.HTTP.TrustedProxies }},
		{"worker.health_address", func(c *Config) any { return &c.Worker.HealthAddress }},
		{"okta.org_url", func(c *Config) any { return &c.Okta.OrgURL }},
		{"okta.api_token", func(c *Config) any { return &c.Okta.APIToken }},
		{"okta.import_every", func(c *Config) any { return &c.Okta.ImportEvery }},
		{"publish.second_admin", func(c *Config) any { return &c.Publish.SecondAdmin }},
		{"leavers.tell", func(c *Config) any { return &c.Leavers.Tell }},
		{"leavers.hooks", func(c *Config) any { return &c.Leavers.Hooks }},
		{"late.tell", func(c *Config) any { return &c.Late.Tell }},
		{"late.hooks", func(c *Config) any { return &c.Late.Hooks }},
		{"reconcile.every", func(c *Config) any { return &c.Reconcile.Every }},
		{"log.level", func(c *Config) any { return &c.Log.Level }},
		{"log.format", func(c *Config) any { return &c.Log.Format }},
	}
}

// secret tells whether the value may also be named by a file that holds it.
func (s setting) secret() bool {
	_, ok := s.value(&Config{}).(*Secret)
	return ok
}

// keyFile is the key of the file that holds a secret.
func (s setting) keyFile() string { return s.key + "_file" }

// keys lists every key, those of secrets' files included, in order of name.
func keys() []string {
	var list []string
	for _, s := range settings() {
		list = append(list, s.key)
		if s.secret() {
			list = append(list, s.keyFile())
		}
	}
	slices.Sort(list)
	return list
}

// Variable is the environment variable of a key.
func Variable(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// Variables lists every environment variable that Curfew knows, in order of name.
func Variables() []string {
	list := []string{FileVariable, ServerVariable, TokenVariable}
	for _, key := range keys() {
		list = append(list, Variable(key))
	}
	slices.Sort(list)
	return list
}

// alike lists the keys of the same section, or the sections where there is none
// of that name.
func alike(key string) string {
	section, _, _ := strings.Cut(key, ".")
	var within, sections []string
	for _, known := range keys() {
		its, name, _ := strings.Cut(known, ".")
		if its == section {
			within = append(within, name)
		}
		if !slices.Contains(sections, its) {
			sections = append(sections, its)
		}
	}
	if len(within) == 0 {
		sections = append(sections, eventsSection, factsSection, hooksSection)
		slices.Sort(sections)
		return "The sections are " + strings.Join(sections, ", ") + "."
	}
	return "In " + section + " there are " + strings.Join(within, ", ") + "."
}
