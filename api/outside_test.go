package api

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// ticketing is a house that takes events of one source; the word in the signature
// header is its secret.
func ticketing(t *testing.T) *house {
	t.Helper()
	return newHouse(t, func(o *Options) {
		o.Events = map[string]VerifyEvent{"tickets": func(headers http.Header, _ []byte, _ time.Time) error {
			if headers.Get("Webhook-Signature") != "good" {
				return errors.New("the signature is made with another secret")
			}
			return nil
		}}
	})
}

func (h *house) event(source, id, signature, body string, headers ...string) *reply {
	h.t.Helper()
	request, err := http.NewRequest(http.MethodPost, h.http.URL+basePath+"/hooks/events/"+source, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Webhook-Id", id)
	request.Header.Set("Webhook-Signature", signature)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return h.send(request)
}

const closed = `{"event":"ticket.closed","matter":"ABC-1","says":"done"}`

func TestEventsThatAreNotFromTheirSourceAreRefusedWithoutAWord(t *testing.T) {
	h := ticketing(t)
	wrong := h.event("tickets", "m1", "bad", closed).expect(401)
	unknown := h.event("nobody", "m1", "good", closed).expect(401)
	if wrong.text("detail") != unknown.text("detail") || strings.Contains(wrong.text("detail"), "secret") {
		t.Errorf("%s %s", wrong.body, unknown.body)
	}
	if !strings.Contains(h.log.String(), "another secret") {
		t.Error("the log does not say why")
	}
	h.event("tickets", "m1", "good", `{"event":"ticket.closed"}`).refused("invalid", "matter")
	h.event("tickets", "m1", "good", closed+closed).expect(400)
	h.event("tickets", strings.Repeat("m", 201), "good", closed).refused("invalid", "")
	h.untouched()
	if len(h.records.audit) != 2 {
		t.Error(h.records.actions())
	}
}

func TestAnEventIsToldOnceToTheRequestsItIsAbout(t *testing.T) {
	h := ticketing(t)
	h.engine.fails = access.Refuse(access.CodeUnavailable, "Away.")
	h.event("tickets", "m1", "good", closed).refused("unavailable", "")
	h.engine.fails = nil
	h.event("tickets", "m1", "good", closed, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site").expect(202)
	h.event("tickets", "m1", "good", closed).expect(202)
	h.event("tickets", "m2", "good", strings.Replace(closed, "ABC-1", "ABC-2", 1)).expect(202)
	if h.engine.count() != 2 {
		t.Fatalf("%v", h.engine.calls)
	}
	got := h.engine.calls[1].(told)
	if got.requestID != waitingID || got.event.Event != "ticket.closed" || got.event.Matter != "ABC-1" || got.event.Says != "done" || !got.event.At.Equal(today) {
		t.Errorf("%+v", got)
	}
}
