package api

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// pace is how often the event streams do what they do.
type pace struct {
	poll      time.Duration // look for new events
	heartbeat time.Duration // say that the stream is alive
	recheck   time.Duration // look whether the session still is
	write     time.Duration // a reader that takes nothing for so long is gone
}

var usualPace = pace{poll: 500 * time.Millisecond, heartbeat: 15 * time.Second, recheck: 5 * time.Second, write: 10 * time.Second}

// eventsAtOnce is how many events are read at a time.
const eventsAtOnce = 500

// hub reads the events once for all open streams and hands them on. It begins to
// read with the first stream and ends with the server. The store promises that
// events become visible in the order of their ids.
type hub struct {
	records Records
	log     *slog.Logger
	pace    pace
	ctx     context.Context
	cancel  context.CancelFunc

	mu      sync.Mutex
	running bool
	place   int64 // the last event handed on
	streams map[*stream]bool
}

func newHub(records Records, log *slog.Logger) *hub {
	ctx, cancel := context.WithCancel(context.Background())
	return &hub{records: records, log: log, pace: usualPace, ctx: ctx, cancel: cancel, streams: map[*stream]bool{}}
}

// join adds a stream and says after which event it is told of all new ones. Older
// ones are for the stream to read.
func (h *hub) join(ctx context.Context, s *stream) (place int64, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ctx.Err() != nil {
		return 0, access.Refuse(access.CodeUnavailable, "The server is about to stop; try again in a moment.")
	}
	if !h.running {
		if h.place, err = h.records.LastEvent(ctx); err != nil {
			return 0, err
		}
		h.running = true
		go h.run()
	}
	h.streams[s] = true
	return h.place, nil
}

func (h *hub) leave(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(s)
}

// dropToken ends the streams of a session.
func (h *hub) dropToken(token string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if s.token == token {
			h.drop(s)
		}
	}
}

// drop ends a stream; the lock is held.
func (h *hub) drop(s *stream) {
	if h.streams[s] {
		delete(h.streams, s)
		close(s.dropped)
	}
}

func (h *hub) close() { h.cancel() }

func (h *hub) run() {
	ticker := time.NewTicker(h.pace.poll)
	defer ticker.Stop()
	for {
		select {
		case <-h.ctx.Done():
			return
		case <-ticker.C:
		}
		for more := true; more; {
			more = h.handOn()
		}
	}
}

// handOn reads what is new and tells the streams; it reports whether there may be
// more. A stream that does not keep up is ended: its browser comes back and says
// where it was.
func (h *hub) handOn() (more bool) {
	h.mu.Lock()
	place := h.place
	h.mu.Unlock()
	events, err := h.records.EventsAfter(h.ctx, place, eventsAtOnce)
	if err != nil {
		if h.ctx.Err() == nil {
			h.log.Warn("events could not be read; trying again", "error", err)
		}
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, event := range events {
		h.place = event.ID
		for s := range h.streams {
			select {
			case s.events <- event:
			default:
				h.drop(s)
			}
		}
	}
	return len(events) == eventsAtOnce
}
