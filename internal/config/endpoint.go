package config

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/knadh/koanf/v2"
)

// Endpoint is where a hook or a fact listens outside, or what an outside system
// signs its events with.
type Endpoint struct {
	URL    Secret // whoever knows it may be let in by it
	Secret Secret // "whsec_" and base64, as Standard Webhooks writes it
	Style  string // "event" or "text"; "event" where empty
}

// The sections that name endpoints. They are in the file alone, as their names are
// the admin's.
const (
	hooksSection  = "hooks"
	factsSection  = "facts"
	eventsSection = "events"
)

// endpointKeys are what an endpoint of each section may say.
var endpointKeys = map[string][]string{
	hooksSection:  {"secret", "secret_file", "style", "url", "url_file"},
	factsSection:  {"secret", "secret_file", "url", "url_file"},
	eventsSection: {"secret", "secret_file"},
}

func namesEndpoints(key string) bool {
	section, _, _ := strings.Cut(key, ".")
	return endpointKeys[section] != nil
}

var endpointName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// readEndpoints reads one section. Its error holds a sentence for each thing that
// is wrong, and no secret.
func readEndpoints(merged *koanf.Koanf, section string) (map[string]Endpoint, error) {
	endpoints := map[string]Endpoint{}
	given := merged.Get(section)
	named, ok := given.(map[string]any)
	if !ok && given != nil {
		return nil, fmt.Errorf("%s has to be names, each with what it is: %s", section, strings.Join(endpointKeys[section], ", "))
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(named)) {
		key := section + "." + name
		fields, ok := named[name].(map[string]any)
		switch {
		case !endpointName.MatchString(name):
			errs = append(errs, fmt.Errorf("%q in %s is not a name: use small letters, digits and dashes", name, section))
		case !ok:
			errs = append(errs, fmt.Errorf("%s has to say %s", key, strings.Join(endpointKeys[section], ", ")))
		default:
			endpoint, err := readEndpoint(key, section, fields)
			endpoints[name] = endpoint
			errs = append(errs, err)
		}
	}
	return endpoints, errors.Join(errs...)
}

func readEndpoint(key, section string, fields map[string]any) (endpoint Endpoint, err error) {
	var errs []error
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(endpointKeys[section], field) {
			errs = append(errs, fmt.Errorf("%q is not a setting of %s: there are %s", field, key, strings.Join(endpointKeys[section], ", ")))
		}
	}
	read := func(field string) string {
		text, err := textOrFile(key, field, fields)
		errs = append(errs, err)
		return text
	}
	endpoint = Endpoint{URL: Secret(read("url")), Secret: Secret(read("secret")), Style: read("style")}
	return endpoint, errors.Join(append(errs, endpoint.validate(key, section))...)
}

// textOrFile is a field's text, or the content of the file that its twin names.
func textOrFile(key, field string, fields map[string]any) (string, error) {
	text, isText := scalar(fields[field])
	path, isPath := scalar(fields[field+"_file"])
	switch {
	case fields[field] != nil && fields[field+"_file"] != nil:
		return "", fmt.Errorf("%s.%s and %s.%s_file are both set: keep one of them", key, field, key, field)
	case fields[field] != nil && !isText:
		return "", fmt.Errorf("%s.%s has to be a text", key, field)
	case fields[field+"_file"] == nil:
		return strings.TrimSpace(text), nil
	case !isPath:
		return "", fmt.Errorf("%s.%s_file has to be the path of a file", key, field)
	}
	content, err := os.ReadFile(path)
	switch {
	case err != nil:
		return "", fmt.Errorf("%s.%s_file names a file that cannot be read: %w", key, field, err)
	case strings.TrimSpace(string(content)) == "":
		return "", fmt.Errorf("%s.%s_file names %s, which is empty", key, field, path)
	}
	return strings.TrimSpace(string(content)), nil
}

// validate says what the endpoint lacks. Whether its secret can be used is for who
// signs with it to say.
func (e Endpoint) validate(key, section string) error {
	var errs []error
	switch {
	case section == eventsSection:
	case e.URL == "":
		errs = append(errs, fmt.Errorf("%s.url is missing: it is the https address that listens", key))
	case !isURL(e.URL.Reveal(), "http", "https"):
		errs = append(errs, fmt.Errorf("%s.url has to be an address such as https://hooks.example.com/curfew", key))
	}
	if e.Style != "" && e.Style != "event" && e.Style != "text" {
		errs = append(errs, fmt.Errorf("%s.style has to be event or text, and is %q", key, e.Style))
	}
	switch {
	case e.Secret == "" && e.Style != "text":
		errs = append(errs, fmt.Errorf("%s.secret is missing: make one with `echo whsec_$(openssl rand -base64 32)` and give it to the other side as well", key))
	case e.Secret != "" && !strings.HasPrefix(e.Secret.Reveal(), "whsec_"):
		errs = append(errs, fmt.Errorf("%s.secret has to be whsec_ and then base64, as Standard Webhooks writes it", key))
	}
	return errors.Join(errs...)
}

// Names are the names of a section's endpoints; never nil, as what is not in the
// configuration is not there.
func Names(endpoints map[string]Endpoint) map[string]bool {
	names := map[string]bool{}
	for name := range endpoints {
		names[name] = true
	}
	return names
}
