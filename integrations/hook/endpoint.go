package hook

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// The styles of an endpoint.
const (
	StyleEvent = "event" // {"type", "timestamp", "data"}, signed; the default
	StyleText  = "text"  // {"text"}, as incoming webhooks of chat systems take it
)

// Endpoint is where a hook or a fact listens.
type Endpoint struct {
	// URL is https, or http on this machine. Whoever knows it may be let in by it,
	// so it is treated as a secret.
	URL string
	// Secret signs; see ParseSecret. Only StyleText may go without.
	Secret []byte
	Style  string // StyleEvent where empty
}

// Check says in a sentence, without the address or the secret, why the endpoint
// cannot be used, or nil.
func (e Endpoint) Check() error {
	if _, err := e.address(); err != nil {
		return err
	}
	switch e.Style {
	case "", StyleEvent:
		return checkSecret(e.Secret)
	case StyleText:
		if len(e.Secret) > 0 {
			return checkSecret(e.Secret)
		}
		return nil
	default:
		return fmt.Errorf("the style is %q or %q, not %q", StyleEvent, StyleText, e.Style)
	}
}

func (e Endpoint) address() (*url.URL, error) {
	address, err := url.Parse(e.URL)
	if err != nil || address.Host == "" {
		return nil, errors.New("the address is not a URL")
	}
	if _, err := url.ParseQuery(address.RawQuery); err != nil {
		return nil, errors.New("what follows the question mark in the address cannot be read")
	}
	if address.Scheme != "https" && (address.Scheme != "http" || !loopback(address.Hostname())) {
		return nil, errors.New("the address has to begin with https://, unless it is on this machine")
	}
	return address, nil
}

func loopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

// shortestToken is how long a part of an address has to be to be somebody's token;
// shorter ones are words.
const shortestToken = 8

// hide takes the secret, the address and its parts out of a text from outside.
func (e Endpoint) hide(text string) string {
	hidden := []string{e.URL}
	if len(e.Secret) > 0 {
		hidden = append(hidden, string(e.Secret), base64.StdEncoding.EncodeToString(e.Secret))
	}
	if address, err := url.Parse(e.URL); err == nil {
		password, _ := address.User.Password()
		parts := append(strings.Split(address.Path, "/"), password, address.RawQuery)
		for _, values := range address.Query() {
			parts = append(parts, values...)
		}
		for _, part := range append(parts, address.Path, address.EscapedPath()) {
			if len(part) >= shortestToken {
				hidden = append(hidden, part)
			}
		}
	}
	// The longest first, so that nothing is left of what contains another.
	slices.SortFunc(hidden, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range hidden {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return text
}
