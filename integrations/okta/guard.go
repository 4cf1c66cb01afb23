package okta

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// guard stands between the SDK and the network and takes everything out of the
// SDK's hands that it does badly: it would wait out a 429 inside of the call,
// retry a closed connection without end (POST included), take a redirect for
// success, and panic over a broken Link header. What gets past the guard is an
// answer below 300; everything else, redirects included, which would carry the
// token elsewhere, is an error of this package's own.
type guard struct {
	next   http.RoundTripper
	budget *budget
	clock  func() time.Time
}

const longestError = 64 << 10

func (g *guard) RoundTrip(request *http.Request) (*http.Response, error) {
	class := classOf(request.URL.Path)
	if err := g.budget.use(class, integrations.UrgencyOf(request.Context()), allowanceOf(request.Context())); err != nil {
		return nil, err
	}
	response, err := g.next.RoundTrip(request)
	if err != nil {
		return nil, broken(request.Context(), err)
	}
	now := g.clock()
	reset := g.budget.learn(class, response.Header, now)
	response.Header["Link"] = sound(response.Header["Link"])
	switch {
	case response.StatusCode < 300:
		return response, nil
	case response.StatusCode == http.StatusTooManyRequests:
		drain(response.Body)
		g.budget.block(class, reset)
		return nil, &integrations.RetryLater{At: reset, Reason: "Okta's rate limit of " + class + " is reached"}
	default:
		return nil, refusal(response)
	}
}

// brokenError is a connection that ended before its answer. It hides io.EOF, which
// the SDK would take for a reason to try again for ever.
type brokenError struct{ text string }

func (e *brokenError) Error() string { return e.text }

func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &brokenError{"the connection was closed before an answer arrived"}
	}
	return err
}

// A window ends no sooner and no later than that from now.
const soonest, latest = time.Second, 2 * time.Minute

// resetOf is when Okta will listen again, by this machine's clock: what the header
// says is relative to Okta's own, which the Date header tells. A limit on
// concurrent calls has no moment; windows last a minute, so that no answer is
// believed that is far beyond one.
func resetOf(header http.Header, now time.Time) time.Time {
	seconds, err := strconv.ParseInt(header.Get("X-Rate-Limit-Reset"), 10, 64)
	if err != nil {
		return now.Add(soonest)
	}
	there := now
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		there = date
	}
	left := min(max(seconds-there.Unix(), 0), int64(latest/time.Second))
	return now.Add(max(time.Duration(left)*time.Second, soonest))
}

func sound(links []string) []string {
	var good []string
	for _, link := range links {
		target, _, _ := strings.Cut(link, ";")
		if _, err := url.Parse(strings.TrimRight(strings.TrimLeft(target, "<"), ">")); err == nil {
			good = append(good, link)
		}
	}
	return good
}

func drain(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, io.LimitReader(body, longestError)) // so that the connection can be used again
	_ = body.Close()
}
