package hook

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// Outside implements integrations.Outside over HTTP. It is safe for concurrent use.
type Outside struct {
	hooks  map[string]Endpoint
	facts  map[string]Endpoint
	client *http.Client
	clock  func() time.Time
}

var _ integrations.Outside = (*Outside)(nil)

// New makes an Outside of endpoints by their names in the configuration. The client
// is copied and follows no redirects; the clock dates signatures.
func New(hooks, facts map[string]Endpoint, client *http.Client, clock func() time.Time) *Outside {
	copied := *client
	copied.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Outside{hooks: maps.Clone(hooks), facts: maps.Clone(facts), client: &copied, clock: clock}
}

// call is one request to an endpoint, and who that is in sentences: `the hook "x"`.
type call struct {
	who      string
	endpoint Endpoint
	method   string
	address  string
	id       string
	body     []byte
}

// longestAnswer is how much of an answer is read.
const longestAnswer = 64 << 10

// send returns the answer to a call that was taken (2xx), cut off one byte after
// longestAnswer. broken is why it could not be read to its end.
func (o *Outside) send(ctx context.Context, c call) (answer []byte, broken, err error) {
	request, err := http.NewRequestWithContext(ctx, c.method, c.address, bytes.NewReader(c.body))
	if err != nil {
		return nil, nil, c.refused("cannot be called: its address is not a URL")
	}
	request.Header.Set("User-Agent", "curfew")
	request.Header.Set("Accept", "application/json")
	if len(c.body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	if len(c.endpoint.Secret) > 0 {
		sign(request.Header, c.endpoint.Secret, c.id, o.clock(), c.body)
	}
	response, err := o.client.Do(request)
	if err != nil {
		return nil, nil, c.unknown(err)
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	answer, broken = io.ReadAll(io.LimitReader(response.Body, longestAnswer+1))
	if response.StatusCode/100 == 2 {
		return answer, broken, nil
	}
	return nil, nil, c.failure(response, answer, o.clock())
}

func (c call) refused(message string, args ...any) error {
	return &integrations.Refused{Message: c.who + " " + fmt.Sprintf(message, args...)}
}
