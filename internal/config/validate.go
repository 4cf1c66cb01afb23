package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// shortestImport keeps the import from using up what Okta allows in a minute.
const shortestImport = 30 * time.Second

// shortestReconcile leaves a reconciliation the time to come to its end.
const shortestReconcile = 30 * time.Second

// validate says everything that is wrong with the values, one sentence each.
func (c Config) validate() error {
	return errors.Join(
		c.Database.validate(),
		c.Temporal.validate(),
		c.HTTP.validate(),
		address("worker.health_address", c.Worker.HealthAddress),
		c.Okta.validate(),
		oneOf("publish.second_admin", c.Publish.SecondAdmin, SecondAdminHighRisk, SecondAdminNever),
		c.Leavers.validate(c.Hooks),
		told("late", c.Late.Tell, c.Late.Hooks, c.Hooks),
		c.Reconcile.validate(),
		oneOf("log.format", c.Log.Format, "text", "json"),
	)
}

func (d Database) validate() error {
	if err := oneOf("database.driver", d.Driver, SQLite, Postgres); err != nil {
		return err
	}
	switch {
	case d.Driver == Postgres && d.URL == "":
		return fmt.Errorf("%s is missing: with the driver postgres it is an address such as postgres://curfew@db.example/curfew", named("database.url"))
	case d.Driver == Postgres && !isURL(d.URL.Reveal(), "postgres", "postgresql"):
		return fmt.Errorf("%s has to look like postgres://user:password@host:5432/database", named("database.url"))
	case d.Driver == SQLite && d.URL != "":
		return fmt.Errorf("%s is set, and the driver is sqlite: remove it, or set %s to postgres", named("database.url"), named("database.driver"))
	case d.Driver == SQLite && d.Path == "":
		return fmt.Errorf("%s is empty: with the driver sqlite it names the file", named("database.path"))
	}
	return nil
}

func (t Temporal) validate() error {
	errs := []error{address("temporal.address", t.Address)}
	if t.Namespace == "" || strings.ContainsAny(t.Namespace, " \t\n/") {
		errs = append(errs, fmt.Errorf("%s has to be a name without spaces and slashes, and is %q", named("temporal.namespace"), t.Namespace))
	}
	if (t.TLS.CertFile == "") != (t.TLS.KeyFile == "") {
		errs = append(errs, fmt.Errorf("%s and %s belong together: set both or none", named("temporal.tls_cert_file"), named("temporal.tls_key_file")))
	}
	if t.UIURL != "" && !isURL(t.UIURL, "http", "https") {
		errs = append(errs, fmt.Errorf("%s has to be an http or https address, and is %q", named("temporal.ui_url"), t.UIURL))
	}
	return errors.Join(errs...)
}

func (h HTTP) validate() error {
	errs := []error{address("http.address", h.Address)}
	if h.PublicURL != "" && !isOrigin(h.PublicURL) {
		errs = append(errs, fmt.Errorf("%s has to be an address without a path such as https://curfew.example.com, and is %q", named("http.public_url"), h.PublicURL))
	}
	if h.DemoSignInFromAnywhere && !h.DemoSignIn {
		errs = append(errs, fmt.Errorf("%s is on, and %s is off: turn both on or both off", named("http.demo_sign_in_from_anywhere"), named("http.demo_sign_in")))
	}
	return errors.Join(errs...)
}

func (o Okta) validate() error {
	var errs []error
	switch {
	case o.OrgURL != "" && !isOrigin(o.OrgURL):
		errs = append(errs, fmt.Errorf("%s has to be the organisation's address such as https://example.okta.com, and is %q", named("okta.org_url"), o.OrgURL))
	case o.OrgURL != "" && o.APIToken == "":
		errs = append(errs, fmt.Errorf("%s is missing: create a token in Okta under Security, API, Tokens, and set it or %s", named("okta.api_token"), Variable("okta.api_token_file")))
	case o.OrgURL == "" && o.APIToken != "":
		errs = append(errs, fmt.Errorf("%s is missing: a token alone does not say which organisation it is for", named("okta.org_url")))
	}
	if o.ImportEvery < shortestImport {
		errs = append(errs, fmt.Errorf("%s has to be at least %s, and is %s", named("okta.import_every"), shortestImport, o.ImportEvery))
	}
	return errors.Join(errs...)
}

func (l Leavers) validate(hooks map[string]Endpoint) error {
	var empty error
	if len(l.Tell) == 0 {
		empty = fmt.Errorf("%s is empty: name who is told, or leave it out for the %s", named("leavers.tell"), TellManager)
	}
	return errors.Join(empty, told("leavers", l.Tell, l.Hooks, hooks))
}

// told checks the people and hooks that a section names.
func told(section string, tell, names []string, hooks map[string]Endpoint) error {
	var errs []error
	people, posts := named(section+".tell"), named(section+".hooks")
	for _, word := range tell {
		group, isGroup := strings.CutPrefix(word, TellGroup)
		switch {
		case word == "":
			errs = append(errs, fmt.Errorf("%s has an empty word between its commas: remove it", people))
		case isGroup && strings.TrimSpace(group) == "":
			errs = append(errs, fmt.Errorf("%s has %q without the name of a group: write it after the colon", people, word))
		}
	}
	for _, hook := range names {
		switch _, known := hooks[hook]; {
		case hook == "":
			errs = append(errs, fmt.Errorf("%s has an empty word between its commas: remove it", posts))
		case !known:
			errs = append(errs, fmt.Errorf("%s names %q, which is not in the section %s of the configuration file: add it there or remove it here", posts, hook, hooksSection))
		}
	}
	return errors.Join(errs...)
}

func (r Reconcile) validate() error {
	if r.Every != 0 && r.Every < shortestReconcile {
		return fmt.Errorf("%s has to be 0 for never, or at least %s, and is %s", named("reconcile.every"), shortestReconcile, r.Every)
	}
	return nil
}

func oneOf(key, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s has to be %s, and is %q", named(key), strings.Join(allowed, " or "), value)
}

// address requires host:port; the host may be empty for every interface.
func address(key, value string) error {
	_, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fmt.Errorf("%s has to be host:port such as 127.0.0.1:8080, and is %q", named(key), value)
	}
	return nil
}

func isURL(text string, schemes ...string) bool {
	address, err := url.Parse(text)
	return err == nil && address.Host != "" && slices.Contains(schemes, address.Scheme)
}

// isOrigin accepts scheme, host and port only.
func isOrigin(text string) bool {
	address, err := url.Parse(strings.TrimSuffix(text, "/"))
	return err == nil && isURL(text, "http", "https") && address.Path == "" && address.RawQuery == "" && address.User == nil
}
