package api

import (
	"context"
	"strconv"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// StreamEvents opens a stream. A client that says where it was misses nothing.
func (o *operations) StreamEvents(ctx context.Context, in gen.StreamEventsRequestObject) (gen.StreamEventsResponseObject, error) {
	after := int64(-1)
	if last := in.Params.LastEventID; last != "" {
		var err error
		if after, err = strconv.ParseInt(last, 10, 64); err != nil || after < 0 {
			return nil, access.Refuse(access.CodeInvalid, "Last-Event-ID has to be the id of an event.").At("Last-Event-ID")
		}
	}
	c := callOf(ctx)
	s := &stream{
		server: o.Server, ctx: ctx, token: c.token, me: c.me,
		events: make(chan access.Event, streamBuffer), dropped: make(chan struct{}),
	}
	place, err := o.hub.join(ctx, s)
	if err != nil {
		return nil, err
	}
	s.place = place
	s.after = place
	if after >= 0 && after < place {
		s.after = after
	}
	return s, nil
}
