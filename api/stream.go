package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// streamBuffer is how many events may wait for a slow reader.
const streamBuffer = 256

// stream is one open page that hears what changes.
type stream struct {
	server  *Server
	ctx     context.Context // of the call
	token   string
	me      access.Person
	after   int64 // the last event the client has
	place   int64 // events after this one come from the hub
	events  chan access.Event
	dropped chan struct{}
}

// VisitStreamEventsResponse writes events until the client, the session or the
// server is gone.
func (s *stream) VisitStreamEventsResponse(w http.ResponseWriter) error {
	defer s.server.hub.leave(s)
	out := &lines{w: w, control: http.NewResponseController(w), wait: s.server.hub.pace.write}
	defer out.release()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	if err := s.catchUp(out); err != nil {
		return err
	}
	return s.follow(out)
}

// catchUp tells what the client missed. The place at the end is told even where
// nothing was missed, so that a client that is cut off now misses nothing either.
func (s *stream) catchUp(out *lines) error {
	if err := out.write("retry: 2000\n\n"); err != nil {
		return err
	}
	for s.after < s.place {
		missed, err := s.server.records.EventsAfter(s.ctx, s.after, eventsAtOnce)
		if err != nil {
			return err
		}
		if len(missed) == 0 {
			break
		}
		for _, event := range missed {
			if event.ID > s.place {
				break
			}
			if err := s.tell(out, event); err != nil {
				return err
			}
		}
		s.after = missed[len(missed)-1].ID
	}
	return out.write(fmt.Sprintf("id: %d\n\n", s.place))
}

func (s *stream) follow(out *lines) error {
	heartbeat := time.NewTicker(s.server.hub.pace.heartbeat)
	defer heartbeat.Stop()
	recheck := time.NewTicker(s.server.hub.pace.recheck)
	defer recheck.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return nil
		case <-s.server.hub.ctx.Done():
			return nil
		case <-s.dropped:
			return nil
		case event := <-s.events:
			if err := s.tell(out, event); err != nil {
				return err
			}
		case <-heartbeat.C:
			if err := out.write(": still here\n\n"); err != nil {
				return err
			}
		case <-recheck.C:
			me, _, err := s.server.signedIn(s.ctx, s.token)
			if err != nil {
				return err
			}
			s.me = me
		}
	}
}

// tell writes an event that the person may hear of. It names a thing and says
// nothing about it.
func (s *stream) tell(out *lines, event access.Event) error {
	if !hears(s.me, event) {
		return nil
	}
	data, err := json.Marshal(map[string]string{"ref": event.Ref})
	if err != nil {
		return err
	}
	topic := strings.NewReplacer("\n", "", "\r", "").Replace(event.Topic)
	return out.write(fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", event.ID, topic, data))
}

// hears tells whether a person hears of an event: its audience, and staff; what
// changes in the catalogue is for everyone.
func hears(person access.Person, event access.Event) bool {
	return staff(person) || event.Topic == "catalogue" || slices.Contains(event.Audience, person.ID)
}

// lines writes to a reader that has only so long to take each piece.
type lines struct {
	w       http.ResponseWriter
	control *http.ResponseController
	wait    time.Duration
}

// release leaves the connection without a deadline for whatever it is used for next.
func (l *lines) release() { _ = l.control.SetWriteDeadline(time.Time{}) }

func (l *lines) write(text string) error {
	if err := l.control.SetWriteDeadline(time.Now().Add(l.wait)); err != nil {
		return err
	}
	if _, err := l.w.Write([]byte(text)); err != nil {
		return err
	}
	return l.control.Flush()
}
