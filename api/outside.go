package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// receiveEvent is the one operation that is signed instead of signed in.
const receiveEvent = "receiveEvent"

// errUnverified says nothing about what would have been right.
var errUnverified = access.Refuse(access.CodeUnauthorized, "The event could not be verified.")

// longestEventID is how long a webhook-id may be.
const longestEventID = 200

// verifyEvent lets an event through that is signed with its source's secret. Why
// another is not is in the log alone.
func (s *Server) verifyEvent(next echo.HandlerFunc) echo.HandlerFunc {
	return func(ec echo.Context) error {
		r := ec.Request()
		source := ec.Param("source")
		verify, known := s.options.Events[source]
		if !known {
			return errUnverified
		}
		body, err := io.ReadAll(http.MaxBytesReader(ec.Response(), r.Body, maxBody))
		if err != nil {
			return inWords(err)
		}
		if err := verify(r.Header, body, s.clock()); err != nil {
			s.log.Warn("an event could not be verified", "source", source, "error", err)
			return errUnverified
		}
		id := r.Header.Get("Webhook-Id")
		if len(id) > longestEventID || !clean(id) {
			return access.Refuse(access.CodeInvalid, "The webhook-id is longer than %d bytes, or holds a character that cannot be used.", longestEventID)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		callOf(r.Context()).event = id
		return next(ec)
	}
}

// ReceiveEvent tells every open request that the event is about, and then records
// it: one that broke off before is told again, and one that was recorded is not.
func (o *operations) ReceiveEvent(ctx context.Context, in gen.ReceiveEventRequestObject) (gen.ReceiveEventResponseObject, error) {
	line := access.AuditLine{
		ID: "event/" + in.Source + "/" + callOf(ctx).event, At: o.clock().UTC(), Actor: access.System,
		Action: "event.received", Object: "source/" + in.Source,
	}
	done, err := o.records.Audited(ctx, line.ID)
	if err != nil || done {
		return gen.ReceiveEvent202Response{}, err
	}
	requests, err := o.records.OpenRequestsAbout(ctx, in.Body.Matter)
	if err != nil {
		return nil, err
	}
	event := workflows.OutsideEvent{Event: in.Body.Event, Matter: in.Body.Matter, Says: in.Body.Says, At: line.At}
	for _, id := range requests {
		if err := o.engine.TellEvent(ctx, id, event); err != nil {
			return nil, err
		}
	}
	line.Detail = fmt.Sprintf("%s said %s of %s; %s told.", in.Source, event.Event, event.Matter, countOf(len(requests)))
	return gen.ReceiveEvent202Response{}, o.records.AppendAudit(ctx, line)
}

func countOf(requests int) string {
	if requests == 1 {
		return "1 request was"
	}
	return fmt.Sprintf("%d requests were", requests)
}
