package config

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/knadh/koanf/v2"
)

// Source is where a configuration comes from.
type Source struct {
	// File is the YAML file. Empty is the one that CURFEW_CONFIG names, if any.
	File string
	// Environ is the environment as os.Environ lists it.
	Environ []string
}

// Load reads and checks the configuration. Its error holds one sentence for each
// thing that is wrong, naming the key or variable and what to do, and no secret.
func Load(source Source) (Config, error) {
	merged := koanf.New(".")
	errs := []error{
		loadFile(merged, source.file()),
		loadEnvironment(merged, source.Environ),
	}
	config := Defaults()
	for _, s := range settings() {
		errs = append(errs, s.read(merged, &config))
	}
	for _, section := range []struct {
		name string
		into *map[string]Endpoint
	}{{hooksSection, &config.Hooks}, {factsSection, &config.Facts}, {eventsSection, &config.Events}} {
		endpoints, err := readEndpoints(merged, section.name)
		*section.into = endpoints
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return Config{}, err
	}
	config.complete()
	return config, config.validate()
}

func (s Source) file() string {
	if s.File != "" {
		return s.File
	}
	return Lookup(s.Environ, FileVariable)
}

// Lookup is a variable of an environment as os.Environ lists it; empty where it is
// not set. Of one that is there twice the last counts.
func Lookup(environ []string, name string) string {
	value := ""
	for _, entry := range environ {
		if rest, found := strings.CutPrefix(entry, name+"="); found {
			value = rest
		}
	}
	return value
}

// read takes the setting's value over, from the file that holds it where it is a
// secret that is named by one.
func (s setting) read(merged *koanf.Koanf, config *Config) error {
	given := merged.Get(s.key)
	if !s.secret() || merged.Get(s.keyFile()) == nil {
		return s.assign(given, config)
	}
	if given != nil {
		return fmt.Errorf("%s and %s are both set: keep one of them", s.named(), Variable(s.keyFile()))
	}
	path, ok := merged.Get(s.keyFile()).(string)
	if !ok {
		return fmt.Errorf("%s (%s) has to be the path of a file", s.keyFile(), Variable(s.keyFile()))
	}
	content, err := os.ReadFile(path)
	switch {
	case err != nil:
		return fmt.Errorf("%s (%s) names a file that cannot be read: %w", s.keyFile(), Variable(s.keyFile()), err)
	case strings.TrimSpace(string(content)) == "":
		return fmt.Errorf("%s (%s) names %s, which is empty", s.keyFile(), Variable(s.keyFile()), path)
	}
	return s.assign(strings.TrimSpace(string(content)), config)
}

// named is the setting as a sentence names it.
func (s setting) named() string { return named(s.key) }

func named(key string) string { return key + " (" + Variable(key) + ")" }

// complete fills in what follows from the rest.
func (c *Config) complete() {
	if c.Database.Driver == "" {
		c.Database.Driver = SQLite
		if c.Database.URL != "" {
			c.Database.Driver = Postgres
		}
	}
	tls := &c.Temporal.TLS
	tls.On = tls.On || c.Temporal.APIKey != "" || tls.CertFile != "" || tls.CAFile != "" || tls.ServerName != ""
}
