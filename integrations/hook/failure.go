package hook

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/curfewhq/curfew/integrations"
)

const (
	// patience is how long to wait where somebody asks for it and does not say how long.
	patience = 30 * time.Second
	// longestPatience is the most that is believed of what they say.
	longestPatience = 24 * time.Hour
	// longestQuote is how many characters of an answer are passed on.
	longestQuote = 200
)

// failure is what an answer that is not 2xx means for the caller.
func (c call) failure(response *http.Response, body []byte, now time.Time) error {
	status := response.StatusCode
	answered := fmt.Sprintf("answered HTTP %d%s", status, c.quote(body))
	switch {
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		after, named := retryAfter(response.Header.Get("Retry-After"), now)
		if named || status == http.StatusTooManyRequests {
			return &integrations.RetryLater{At: now.Add(after), Reason: c.who + " " + answered}
		}
		return c.unknown(errors.New(answered))
	case status >= 500, status == http.StatusRequestTimeout:
		return c.unknown(errors.New(answered))
	case status == http.StatusGone:
		return c.refused("is gone (%s): nobody listens there any more; take it out of the configuration", answered)
	case status/100 == 3:
		return c.refused("%s, a redirect, which is not followed: configure the address that it leads to", answered)
	default:
		return c.refused("%s", answered)
	}
}

// unknown is for what may work the next time.
func (c call) unknown(err error) error {
	return &integrations.Unknown{Doing: "calling " + c.who, Err: c.plain(err)}
}

// plain takes off the address, which the HTTP client wraps around an error.
func (c call) plain(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	for _, known := range []error{context.DeadlineExceeded, context.Canceled} {
		if errors.Is(err, known) {
			return known
		}
	}
	return errors.New(c.endpoint.hide(err.Error()))
}

// quote is the beginning of an answer, fit to stand in a sentence.
func (c call) quote(body []byte) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, c.endpoint.hide(strings.ToValidUTF8(string(body), "")))
	text = shortened(strings.Join(strings.Fields(text), " "))
	if text == "" {
		return ""
	}
	return ": " + text
}

func shortened(text string) string {
	if runes := []rune(text); len(runes) > longestQuote {
		return string(runes[:longestQuote])
	}
	return text
}

// retryAfter reads the header (RFC 9110, section 10.2.3): seconds, or a date. named
// is false, and the wait a guess, where it says neither.
func retryAfter(header string, now time.Time) (after time.Duration, named bool) {
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, longestPatience), true
	}
	if at, err := http.ParseTime(header); err == nil {
		return min(max(at.Sub(now), 0), longestPatience), true
	}
	return patience, false
}
