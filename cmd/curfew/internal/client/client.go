package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	basePath   = "/api/v1"
	callTime   = 30 * time.Second
	longestAny = 16 << 20
)

// Client calls one server as one person. It is not for concurrent use.
type Client struct {
	server string
	token  string
	http   *http.Client
}

// New makes a client of a server such as http://127.0.0.1:8080; it calls nothing.
// The token may be empty until SignIn.
func New(server, token string) (*Client, error) {
	server = strings.TrimSuffix(server, "/")
	address, err := url.Parse(server)
	if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") || address.Path != "" {
		return nil, fmt.Errorf("the server has to be an address such as http://127.0.0.1:8080, and is %q: --server or CURFEW_SERVER says which", server)
	}
	return &Client{server: server, token: token, http: &http.Client{
		Timeout: callTime,
		// A redirect would take the token to somebody else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Answer is what the server said: as a value, and as it came.
type Answer[T any] struct {
	Value T
	Raw   json.RawMessage
}

func get[T any](ctx context.Context, c *Client, path string, query url.Values) (Answer[T], error) {
	return call[T](ctx, c, http.MethodGet, path, query, nil)
}

func post[T any](ctx context.Context, c *Client, path string, body any) (Answer[T], error) {
	return call[T](ctx, c, http.MethodPost, path, nil, body)
}

// call makes one call. A no is a *Problem, anything but an answer *Unreachable.
func call[T any](ctx context.Context, c *Client, method, path string, query url.Values, body any) (Answer[T], error) {
	var answer Answer[T]
	raw, err := c.send(ctx, method, path, query, body)
	if err != nil || len(raw) == 0 {
		return answer, err
	}
	answer.Raw = raw
	if err := json.Unmarshal(raw, &answer.Value); err != nil {
		return answer, &Unreachable{c.server, "an answer that is no JSON"}
	}
	return answer, nil
}

func (c *Client) send(ctx context.Context, method, path string, query url.Values, body any) ([]byte, error) {
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(encoded)
	}
	address := c.server + basePath + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, method, address, content)
	if err != nil {
		return nil, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	defer func() { _ = response.Body.Close() }()
	answered, err := io.ReadAll(io.LimitReader(response.Body, longestAny))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, c.problemOf(response, answered)
	}
	return answered, nil
}

// unreachable is why no answer came, without what the HTTP client wraps around it.
func (c *Client) unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	why := err
	var network *net.OpError
	var wrapped *url.Error
	switch {
	case errors.As(err, &network):
		why = network.Err
	case errors.As(err, &wrapped):
		why = wrapped.Err
	}
	return &Unreachable{c.server, why.Error()}
}
