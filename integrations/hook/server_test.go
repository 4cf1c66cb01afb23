package hook

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

const token = "T0KENT0KENT0KEN"

var (
	noon   = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	secret = []byte("0123456789abcdef01234567")
)

// listener is somebody who listens, with a token in the address, and remembers.
type listener struct {
	*httptest.Server
	mu       sync.Mutex
	received []message
}

type message struct {
	*http.Request
	body string
}

// messages are those that were received so far.
func (l *listener) messages() []message {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.received)
}

func listening(t *testing.T, answer http.HandlerFunc) *listener {
	t.Helper()
	l := &listener{}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		l.mu.Lock()
		l.received = append(l.received, message{r, string(body)})
		l.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(l.Close)
	return l
}

// outside has the listener as the hook and the fact "x".
func (l *listener) outside(style string) *Outside {
	endpoints := map[string]Endpoint{"x": {URL: l.URL + "/in/" + token + "?key=" + token + "2", Secret: secret, Style: style}}
	return New(endpoints, endpoints, l.Client(), func() time.Time { return noon })
}

func saying(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// breaking writes the beginning of an answer and closes the connection.
func breaking(beginning string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(connection, beginning)
		_ = connection.Close()
	}
}

// kind names one of the errors that an Outside answers with.
func kind(err error) string {
	var (
		later   *integrations.RetryLater
		refused *integrations.Refused
		unknown *integrations.Unknown
	)
	switch {
	case err == nil:
		return "taken"
	case errors.As(err, &later):
		return "later " + later.At.Sub(noon).String()
	case errors.As(err, &refused):
		return "refused"
	case errors.As(err, &unknown):
		return "unknown"
	default:
		return "strange: " + err.Error()
	}
}

// discreet fails where an error names a secret.
func discreet(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	for _, hidden := range []string{token, string(secret), "://127"} {
		if strings.Contains(err.Error(), hidden) {
			t.Errorf("the error gives away %q: %v", hidden, err)
		}
	}
}

type failing struct {
	answer http.HandlerFunc
	want   string
	says   string
}

// failures are what a hook and a fact have in common.
func failures() map[string]failing {
	header := func(status int, name, value string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(name, value)
			if r.URL.Path == "/elsewhere" {
				status = http.StatusOK // whoever follows gets a yes
			}
			saying(status, "busy at "+r.URL.Path)(w, r)
		}
	}
	return map[string]failing{
		"the connection breaks at once":        {breaking(""), "unknown", "EOF"},
		"it breaks within the headers":         {breaking("HTTP/1.1 200 OK\r\nContent-"), "unknown", "broken"},
		"something that is not HTTP":           {breaking("SSH-2.0-OpenSSH\r\n"), "unknown", "malformed"},
		"an error that breaks off":             {breaking("HTTP/1.1 500 No\r\nContent-Length: 99\r\n\r\nhal"), "unknown", "HTTP 500: hal"},
		"a refusal that breaks off":            {breaking("HTTP/1.1 400 No\r\nContent-Length: 99\r\n\r\nhal"), "refused", "HTTP 400: hal"},
		"gone":                                 {saying(410, ""), "refused", "gone"},
		"refused with a reason":                {saying(422, "no\n\x00 such\tfield"), "refused", "HTTP 422: no such field"},
		"refused at length":                    {saying(400, strings.Repeat("é", 5000)), "refused", "HTTP 400: " + strings.Repeat("é", 200)},
		"not found, naming the address":        {func(w http.ResponseWriter, r *http.Request) { saying(404, "Cannot "+r.Method+" "+r.RequestURI)(w, r) }, "refused", "HTTP 404: Cannot"},
		"not allowed, naming the secret":       {saying(401, "bad key "+string(secret)), "refused", "HTTP 401: bad key …"},
		"an error of theirs":                   {saying(500, ""), "unknown", "HTTP 500"},
		"a gateway's":                          {saying(502, "<html>"), "unknown", "HTTP 502: <html>"},
		"too slow for them":                    {saying(408, ""), "unknown", "HTTP 408"},
		"too many, without saying when":        {saying(429, ""), "later 30s", "HTTP 429"},
		"too many, with nonsense":              {header(429, "Retry-After", "soon"), "later 30s", "HTTP 429"},
		"too many, for so long":                {header(429, "Retry-After", "120"), "later 2m0s", "HTTP 429"},
		"too many, until then":                 {header(429, "Retry-After", "Mon, 01 Mar 2027 12:00:07 GMT"), "later 7s", "HTTP 429"},
		"too many, until long ago":             {header(429, "Retry-After", "Mon, 01 Mar 1999 12:00:07 GMT"), "later 0s", "HTTP 429"},
		"too many, for a lifetime":             {header(429, "Retry-After", "4000000000"), "later 24h0m0s", "HTTP 429"},
		"unavailable, without saying how long": {saying(503, ""), "unknown", "HTTP 503"},
		"unavailable, for so long":             {header(503, "Retry-After", "3"), "later 3s", "HTTP 503"},
		"a redirect":                           {header(307, "Location", "/elsewhere"), "refused", "redirect"},
		"a redirect that forgets the body":     {header(302, "Location", "/elsewhere"), "refused", "redirect"},
	}
}
