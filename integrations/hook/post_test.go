package hook

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

var started = integrations.HookEvent{
	Hook: "x", ID: "r1.give", Type: "access.started", At: noon.Add(-time.Minute).In(time.FixedZone("", 3600)),
	Text: "Ada holds Jira <now>.", Data: map[string]any{"person": "ada"},
}

func TestWhereAnEventCannotGoNobodyIsCalled(t *testing.T) {
	nobody := &http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
		t.Error("somebody was called")
		return nil, errors.New("called")
	})}
	good := Endpoint{URL: "https://hooks.example.com/" + token, Secret: secret}
	for name, c := range map[string]struct {
		change func(e *Endpoint, event *integrations.HookEvent)
		says   string
	}{
		"not configured":        {func(_ *Endpoint, event *integrations.HookEvent) { event.Hook = "y" }, `the hook "y" is not configured`},
		"no address":            {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "" }, "not a URL"},
		"no host":               {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "https:" + token }, "not a URL"},
		"not a URL":             {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "https://%zz" + token }, "not a URL"},
		"not a query":           {func(e *Endpoint, _ *integrations.HookEvent) { e.URL += "?a;b" }, "question mark"},
		"over plain HTTP":       {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "http://hooks.example.com/" + token }, "https://"},
		"almost this machine":   {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "http://127.0.0.1.example.com/" + token }, "https://"},
		"by something else":     {func(e *Endpoint, _ *integrations.HookEvent) { e.URL = "ftp://localhost/" + token }, "https://"},
		"no secret":             {func(e *Endpoint, _ *integrations.HookEvent) { e.Secret = nil }, "24 to 64 bytes"},
		"a short secret":        {func(e *Endpoint, _ *integrations.HookEvent) { e.Style, e.Secret = StyleText, secret[:5] }, "24 to 64 bytes"},
		"an unknown style":      {func(e *Endpoint, _ *integrations.HookEvent) { e.Style = "xml" }, `not "xml"`},
		"no id":                 {func(_ *Endpoint, event *integrations.HookEvent) { event.ID = "" }, "id"},
		"an id with a new line": {func(_ *Endpoint, event *integrations.HookEvent) { event.ID = "a\r\nX: y" }, "id"},
		"a chat without text":   {func(e *Endpoint, event *integrations.HookEvent) { e.Style, event.Text = StyleText, "" }, "no text"},
		"data that is no JSON":  {func(_ *Endpoint, event *integrations.HookEvent) { event.Data = map[string]any{"f": func() {}} }, "unsupported type"},
	} {
		endpoint, event := good, started
		c.change(&endpoint, &event)
		err := New(map[string]Endpoint{"x": endpoint}, nil, nobody, time.Now).Post(t.Context(), event)
		if kind(err) != "refused" || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		discreet(t, err)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAHookThatFailsSaysWhetherToTryAgain(t *testing.T) {
	for name, c := range failures() {
		l := listening(t, c.answer)
		err := l.outside("").Post(t.Context(), started)
		if kind(err) != c.want || !strings.Contains(fmt.Sprint(err), c.says) || len(l.messages()) != 1 {
			t.Errorf("%s: %v after %d calls, want %s", name, err, len(l.messages()), c.want)
		}
		discreet(t, err)
	}
}

func TestAHookThatCannotBeReachedIsTriedAgain(t *testing.T) {
	l := listening(t, saying(200, ""))
	outside := l.outside("")
	l.Close()
	err := outside.Post(t.Context(), started)
	if kind(err) != "unknown" {
		t.Errorf("nobody listens: %v", err)
	}
	discreet(t, err)

	ctx, cancel := context.WithCancel(t.Context())
	silent := listening(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	err = silent.outside("").Post(ctx, started)
	if kind(err) != "unknown" || !errors.Is(err, context.Canceled) {
		t.Errorf("nobody answers in time: %v", err)
	}
	discreet(t, err)
}

func TestWhateverBeginsToSayYesHasTakenTheEvent(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"ok":                    saying(200, "ok"),
		"accepted":              saying(202, ""),
		"no content":            saying(204, ""),
		"a yes that breaks off": breaking("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhal"),
		"a yes without end":     saying(200, strings.Repeat("x", longestAnswer*3)),
	} {
		if err := listening(t, answer).outside("").Post(t.Context(), started); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnEventIsSignedAndTheSameHoweverOftenItIsPosted(t *testing.T) {
	l := listening(t, saying(200, ""))
	outside := l.outside(StyleEvent)
	for i := range 2 {
		outside.clock = func() time.Time { return noon.Add(time.Duration(i) * time.Hour) }
		if err := outside.Post(t.Context(), started); err != nil {
			t.Fatal(err)
		}
		request := l.messages()[i]
		body := request.body
		if err := Verify(secret, request.Header, []byte(body), outside.clock()); err != nil {
			t.Error(err)
		}
		const want = `{"type":"access.started","timestamp":"2027-03-01T11:59:00Z","data":{"person":"ada","text":"Ada holds Jira \u003cnow\u003e."}}`
		if body != want || request.Method != http.MethodPost || request.Header.Get("Content-Type") != "application/json" ||
			request.Header.Get("webhook-id") != "r1_give" || request.URL.Path != "/in/"+token {
			t.Errorf("%s %s %v\n%s", request.Method, request.URL, request.Header, body)
		}
	}
	if len(started.Data) != 1 {
		t.Error("posting changed the event")
	}
}

func TestAnEventsOwnTextStays(t *testing.T) {
	l := listening(t, saying(200, ""))
	event := started
	event.Data = map[string]any{"text": "mine"}
	if err := l.outside("").Post(t.Context(), event); err != nil || !strings.Contains(l.messages()[0].body, `"text":"mine"`) {
		t.Errorf("%s: %v", l.messages()[0].body, err)
	}
}

func TestAChatGetsATextAndNeedsNoSecret(t *testing.T) {
	l := listening(t, saying(200, "ok"))
	outside := New(map[string]Endpoint{"x": {URL: l.URL, Style: StyleText}}, nil, l.Client(), time.Now)
	if err := outside.Post(t.Context(), started); err != nil {
		t.Fatal(err)
	}
	if l.messages()[0].body != `{"text":"Ada holds Jira \u003cnow\u003e."}` || l.messages()[0].Header.Get("webhook-signature") != "" {
		t.Errorf("%s %v", l.messages()[0].body, l.messages()[0].Header)
	}
}
