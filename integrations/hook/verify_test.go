package hook

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// The reference vector of Standard Webhooks.
const (
	vectorSecret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	vectorID        = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	vectorTimestamp = "1614265330"
	vectorBody      = `{"test": 2432232314}`
	vectorSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

var vectorTime = time.Unix(1614265330, 0)

func vectorKey(t *testing.T) []byte {
	t.Helper()
	secret, err := ParseSecret(vectorSecret)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func vectorHeaders() http.Header {
	headers := http.Header{}
	headers.Set("webhook-id", vectorID)
	headers.Set("webhook-timestamp", vectorTimestamp)
	headers.Set("webhook-signature", vectorSignature)
	return headers
}

func TestASignatureIsThatOfTheReference(t *testing.T) {
	headers := http.Header{}
	sign(headers, vectorKey(t), vectorID, vectorTime.Add(999*time.Millisecond), []byte(vectorBody))
	for name, want := range vectorHeaders() {
		if got := headers.Get(name); got != want[0] {
			t.Errorf("%s: %s, want %s", name, got, want[0])
		}
	}
}

func TestAMessageThatIsNotFromTheOneWhoSharesTheSecretIsRefused(t *testing.T) {
	set := func(name, value string) func(http.Header) { return func(h http.Header) { h.Set(name, value) } }
	moved := http.Header{}
	sign(moved, vectorKey(t), "a", time.Unix(100, 0), []byte("1614265330."+vectorBody))
	for name, c := range map[string]struct {
		change func(http.Header)
		secret []byte
		body   string
		after  time.Duration
	}{
		"no id":                      {change: set("webhook-id", "")},
		"no timestamp":               {change: func(h http.Header) { h.Del("webhook-timestamp") }},
		"no signature":               {change: func(h http.Header) { h.Del("webhook-signature") }},
		"two ids":                    {change: func(h http.Header) { h.Add("webhook-id", "other") }},
		"another id":                 {change: set("webhook-id", "msg_other")},
		"another timestamp":          {change: set("webhook-timestamp", "1614265331")},
		"a timestamp with a sign":    {change: set("webhook-timestamp", "+1614265330")},
		"a timestamp that is a date": {change: set("webhook-timestamp", "2021-02-25T15:02:10Z")},
		"an asymmetric signature":    {change: set("webhook-signature", "v1a,"+vectorSignature[3:])},
		"a signature without v1":     {change: set("webhook-signature", vectorSignature[3:])},
		"half a signature":           {change: set("webhook-signature", vectorSignature[:20])},
		"an empty signature":         {change: set("webhook-signature", "v1,")},
		"another body":               {body: `{"test":2432232314}`},
		"another secret":             {secret: []byte(strings.Repeat("x", 24))},
		"no secret":                  {secret: []byte{}},
		"too old":                    {after: tolerance + time.Second},
		"too new":                    {after: -tolerance - time.Second},
		"bytes moved into the id": {change: func(h http.Header) {
			h.Set("webhook-id", "a.100")
			h.Set("webhook-signature", moved.Get("webhook-signature"))
		}},
	} {
		headers, secret, body := vectorHeaders(), vectorKey(t), vectorBody
		if c.change != nil {
			c.change(headers)
		}
		if c.secret != nil {
			secret = c.secret
		}
		if c.body != "" {
			body = c.body
		}
		err := Verify(secret, headers, []byte(body), vectorTime.Add(c.after))
		var refusal *access.Refusal
		if !errors.As(err, &refusal) || refusal.Code != access.CodeUnauthorized || strings.Contains(err.Error(), "g0hM") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAMessageFromTheOneWhoSharesTheSecretPasses(t *testing.T) {
	for name, c := range map[string]struct {
		signatures string
		after      time.Duration
	}{
		"at once":              {signatures: vectorSignature},
		"after five minutes":   {signatures: vectorSignature, after: tolerance},
		"before five minutes":  {signatures: vectorSignature, after: -tolerance},
		"among others":         {signatures: "v1a,AAAA v1,AAAA " + vectorSignature},
		"while keys are moved": {signatures: vectorSignature + " v1,AAAA"},
	} {
		headers := vectorHeaders()
		headers.Set("webhook-signature", c.signatures)
		if err := Verify(vectorKey(t), headers, []byte(vectorBody), vectorTime.Add(c.after)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASecretThatCannotBeReadIsNotQuoted(t *testing.T) {
	for _, text := range []string{
		"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", "whsec_MfKQ9r8G",
		"whsec_" + strings.Repeat("MfKQ", 22),
	} {
		if _, err := ParseSecret(text); err == nil || strings.Contains(err.Error(), "MfKQ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
