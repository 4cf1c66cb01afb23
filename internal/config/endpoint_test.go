package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/config"
)

const signing = "whsec_" + topSecret

func TestEndpointsThatAreNotTaken(t *testing.T) {
	empty := write(t, " \n")
	for name, test := range map[string]struct {
		file string
		says []string
	}{
		"a list":                   {"hooks: [x]", []string{"hooks has to be names"}},
		"a text":                   {"facts: {on-call: https://x.example}", []string{"facts.on-call has to say", "url"}},
		"a name with capitals":     {"hooks: {Ledger: {url: 'https://x.example'}}", []string{`"Ledger" in hooks`}},
		"a setting that is none":   {"hooks: {ledger: {url: 'https://x.example', secret: " + signing + ", urls: x}}", []string{`"urls" is not a setting of hooks.ledger`}},
		"an event with a URL":      {"events: {jira: {url: 'https://x.example', secret: " + signing + "}}", []string{`"url" is not a setting of events.jira`}},
		"no URL":                   {"hooks: {ledger: {secret: " + signing + "}}", []string{"hooks.ledger.url is missing"}},
		"a URL that is none":       {"facts: {on-call: {url: " + topSecret + ", secret: " + signing + "}}", []string{"facts.on-call.url has to be"}},
		"no secret":                {"facts: {on-call: {url: 'https://x.example'}}", []string{"facts.on-call.secret is missing", "openssl"}},
		"an event without secret":  {"events: {jira: {}}", []string{"events.jira"}},
		"a secret of another make": {"events: {jira: {secret: " + topSecret + "}}", []string{"events.jira.secret", "whsec_"}},
		"a style that is none":     {"hooks: {ledger: {url: 'https://x.example', secret: " + signing + ", style: xml}}", []string{"hooks.ledger.style", "event or text"}},
		"a secret twice":           {"events: {jira: {secret: " + signing + ", secret_file: /x}}", []string{"both set"}},
		"an empty file":            {"events: {jira: {secret_file: " + empty + "}}", []string{"which is empty"}},
		"no file":                  {"hooks: {chat: {style: text, url_file: /nowhere/x}}", []string{"hooks.chat.url_file", "cannot be read"}},
	} {
		_, err := config.Load(config.Source{File: write(t, test.file)})
		if err == nil || strings.Contains(err.Error(), topSecret) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, says := range test.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s: %v does not say %q", name, err, says)
			}
		}
	}
}

func TestEndpointsAreReadAndTheirSecretsNotShown(t *testing.T) {
	settings, err := config.Load(config.Source{File: write(t, `
hooks:
  ledger: {url: "https://x.example/`+topSecret+`", secret: `+signing+`}
  chat: {url_file: `+write(t, "https://chat.example/"+topSecret+"\n")+`, style: text}
facts: {on-call: {url: "https://y.example", secret_file: `+write(t, signing+"\n")+`}}
events: {jira: {secret: `+signing+`}}
`)})
	if err != nil {
		t.Fatal(err)
	}
	if settings.Hooks["chat"].URL.Reveal() != "https://chat.example/"+topSecret || settings.Facts["on-call"].Secret.Reveal() != signing ||
		settings.Events["jira"].Secret.Reveal() != signing || !config.Names(settings.Hooks)["ledger"] {
		t.Error("something was not read")
	}
	for _, shown := range []string{settings.String(), fmt.Sprintf("%+v %#v", settings, settings)} {
		if strings.Contains(shown, topSecret) || !strings.Contains(shown, "ledger") {
			t.Errorf("shown: %s", shown)
		}
	}
	if names := config.Names(nil); names == nil {
		t.Error("without a configuration, nothing is known to be there")
	}
}
