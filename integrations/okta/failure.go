package okta

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// busy is how soon to ask again where Okta says that it is busy with something
// and names no moment.
const busy = 5 * time.Second

// failure turns what came out of a call into one of the errors that a Provider
// answers with. doing is what was tried, to be read after "could not".
func (c *Connector) failure(doing string, err error) error {
	var later *integrations.RetryLater
	if errors.As(err, &later) {
		return later
	}
	var said *answer
	if !errors.As(err, &said) {
		return &integrations.Unknown{Doing: doing, Err: plain(err)}
	}
	switch {
	case said.Status == http.StatusLocked:
		return &integrations.RetryLater{At: c.clock().Add(busy), Reason: said.Error()}
	case said.Status >= 500 || said.Status == http.StatusRequestTimeout || said.Code == "":
		return &integrations.Unknown{Doing: doing, Err: said}
	case said.Status == http.StatusUnauthorized:
		return &integrations.Refused{Code: said.Code, Message: fmt.Sprintf(
			"could not %s: %s does not accept the API token; it was revoked, has expired or belongs to another organisation: create a new one in Okta under Security, API, Tokens", doing, c.address)}
	case said.Code == codeForbidden:
		return &integrations.Refused{Code: said.Code, Message: fmt.Sprintf(
			"could not %s: the API token is not allowed to; give the administrator who owns it a role that covers this", doing)}
	default:
		return &integrations.Refused{Code: said.Code, Message: fmt.Sprintf("could not %s: %s", doing, said.Summary)}
	}
}

// plain takes off what the HTTP client and the SDK wrap around an error.
func plain(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return fmt.Errorf("%s", err.Error())
}

// absent tells whether it is Okta itself that says that something is not there.
// A 404 that carries no error of Okta's is a wrong address or something in between.
func absent(err error) bool {
	var said *answer
	return errors.As(err, &said) && said.Status == http.StatusNotFound && said.Code == codeNotFound
}

func refusedWith(err error, code string) bool {
	var said *answer
	return errors.As(err, &said) && said.Code == code
}
