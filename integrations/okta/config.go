package okta

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"
)

// Config says which organisation to talk to.
type Config struct {
	// ID is the connector's own name, under which people have their Okta account in
	// Person.Accounts; "okta" where empty.
	ID string
	// OrgURL is the organisation, for instance "https://example.okta.com".
	OrgURL string
	// Token is an API token ("SSWS"). It is in no error and no log.
	Token string
	// Timeout bounds one call; ten seconds where zero. A context may be shorter.
	Timeout time.Duration
	// Insecure allows http to this machine, for the simulator. It allows nothing else.
	Insecure bool
	// Clock tells the time; time.Now where nil.
	Clock func() time.Time
}

const defaultTimeout = 10 * time.Second

// New makes the connector, and makes no call. Its error is a sentence about the
// configuration.
func New(config Config) (*Connector, error) {
	address, err := config.address()
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(config.Token) == "" {
		return nil, errors.New("the Okta connector has no API token: create one in Okta under Security, API, Tokens, and configure it")
	}
	if config.Clock == nil {
		config.Clock = time.Now
	}
	if config.Timeout <= 0 {
		config.Timeout = defaultTimeout
	}
	if config.ID == "" {
		config.ID = "okta"
	}
	budget := newBudget(config.Clock)
	guard := &guard{next: http.DefaultTransport.(*http.Transport).Clone(), budget: budget, clock: config.Clock}
	// Every option that the SDK would otherwise take from files in the home
	// directory or from the environment is set here.
	_, client, err := sdk.NewClient(
		context.Background(), // it only comes back with the client in it
		sdk.WithOrgUrl(address),
		sdk.WithToken(config.Token),
		sdk.WithAuthorizationMode("SSWS"),
		sdk.WithCache(false),           // it would answer lists from memory
		sdk.WithRequestTimeout(0),      // the context and the client below bound a call
		sdk.WithRateLimitMaxRetries(0), // it would wait inside of a call
		sdk.WithRateLimitMaxBackOff(0), //
		sdk.WithTestingDisableHttpsCheck(config.Insecure),
		sdk.WithUserAgentExtra("curfew"),
		sdk.WithProxyHost(""), sdk.WithProxyPort(0), sdk.WithProxyUsername(""), sdk.WithProxyPassword(""),
		sdk.WithClientId(""), sdk.WithPrivateKeyId(""), sdk.WithClientAssertion(""), sdk.WithScopes(nil),
		sdk.WithConnectionTimeout(int64(config.Timeout/time.Second)),
		sdk.WithHttpClientPtr(&http.Client{Transport: guard, Timeout: config.Timeout}),
	)
	if err != nil {
		return nil, fmt.Errorf("the Okta connector cannot be configured: %s", withoutSecret(err.Error(), config.Token))
	}
	return &Connector{id: config.ID, address: address, client: client, budget: budget, rules: newKnownRules(), clock: config.Clock, pause: pause}, nil
}

func (c Config) address() (string, error) {
	given := strings.TrimRight(strings.TrimSpace(c.OrgURL), "/")
	address, err := url.Parse(given)
	switch {
	case given == "" || err != nil || address.Host == "":
		return "", fmt.Errorf("the Okta connector needs the address of an organisation, for instance https://example.okta.com, and has %q", c.OrgURL)
	case address.User != nil || address.Path != "" || address.RawQuery != "" || address.Fragment != "":
		return "", fmt.Errorf("the address of an Okta organisation is its host only, for instance https://%s", address.Host)
	case strings.Contains(address.Hostname(), "-admin.okta"):
		return "", fmt.Errorf("%s is the address of the admin console; take the organisation's own, without -admin", given)
	case address.Scheme == "https":
		return given, nil
	case address.Scheme == "http" && c.Insecure && here(address.Hostname()):
		return given, nil
	default:
		return "", fmt.Errorf("the Okta connector sends its token over https only, and %s is not", given)
	}
}

func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func withoutSecret(text, secret string) string {
	return strings.ReplaceAll(text, secret, "(token)")
}
