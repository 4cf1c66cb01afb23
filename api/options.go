package api

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// VerifyEvent says why a message is not from its source, or nil.
type VerifyEvent func(headers http.Header, body []byte, now time.Time) error

// Options is what a Server works with. Records, Sessions and Engine are required.
type Options struct {
	Records  Records
	Sessions Sessions
	Engine   Engine

	// DemoSignIn lets people sign in as anybody, for demonstrations: from this
	// machine only, unless DemoSignInFromAnywhere says that the network is trusted.
	DemoSignIn             bool
	DemoSignInFromAnywhere bool

	// SecondAdmin makes publishing an automation that gives an entitlement of high
	// risk a proposal, which another admin has to confirm.
	SecondAdmin bool

	// PublicURL is the address people use, for instance https://curfew.example.com.
	// With https the session cookie is a __Host- cookie. Empty is plain HTTP.
	PublicURL string
	// TrustedProxies may say in X-Forwarded-For who is calling; without any, the
	// caller is whoever opened the connection.
	TrustedProxies []netip.Prefix

	// Events verify what outside systems say, by the source's name: an error is why a
	// message is not from there.
	Events map[string]VerifyEvent

	// Facts and Hooks are the outside facts and hooks that definitions may name.
	Facts, Hooks map[string]bool

	// Pace says how many removals each connector does in a minute just now, as far as
	// known; 0 is without a limit.
	Pace map[string]func() int

	// Connectors are those that can be reconciled.
	Connectors []string

	// TemporalUI is the address of Temporal's UI, empty where there is none.
	TemporalUI string
	Namespace  string
	Version    string

	// Console holds the built web app with its index.html; nil serves none.
	Console fs.FS
	// Clock tells the time; nil is time.Now.
	Clock func() time.Time
	// Log gets one line a call and every unexpected error; nil is slog.Default().
	Log *slog.Logger
}

func (o Options) complete() (Options, error) {
	if o.Records == nil || o.Sessions == nil || o.Engine == nil {
		return o, fmt.Errorf("the API needs Records, Sessions and an Engine")
	}
	if o.PublicURL != "" {
		address, err := url.Parse(o.PublicURL)
		if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") {
			return o, fmt.Errorf("the public address %q is not an http or https address", o.PublicURL)
		}
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o, nil
}

// pace is how many removals each connector does in a minute.
func (o Options) pace() map[string]int {
	pace := make(map[string]int, len(o.Pace))
	for connector, removals := range o.Pace {
		pace[connector] = removals()
	}
	return pace
}

// origin is the public address as browsers name it in Origin, empty where unknown.
func (o Options) origin() string {
	address, err := url.Parse(o.PublicURL)
	if err != nil || address.Host == "" {
		return ""
	}
	return address.Scheme + "://" + address.Host
}

// secure tells whether people come over https.
func (o Options) secure() bool {
	address, err := url.Parse(o.PublicURL)
	return err == nil && address.Scheme == "https"
}
