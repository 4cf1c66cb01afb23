package api

import (
	"bufio"
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// listen opens a stream; it ends with the test.
func (h *house) listen(who, last string) *bufio.Scanner {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	h.t.Cleanup(cancel)
	request, _ := http.NewRequestWithContext(ctx, "GET", h.http.URL+basePath+"/events", nil)
	request.Header.Set("Authorization", "Bearer "+h.as(who))
	if last != "" {
		request.Header.Set("Last-Event-ID", last)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/event-stream" {
		h.t.Fatal(response.Status, response.Header)
	}
	return bufio.NewScanner(response.Body)
}

func ended(t *testing.T, reader *bufio.Scanner) {
	t.Helper()
	over := make(chan bool)
	go func() {
		for reader.Scan() {
		}
		close(over)
	}()
	select {
	case <-over:
	case <-time.After(10 * time.Second):
		t.Fatal("the stream goes on")
	}
}

func refs(read []string) []string {
	var refs []string
	for _, line := range read {
		if ref, found := strings.CutPrefix(line, `data: {"ref":"`); found {
			refs = append(refs, strings.TrimSuffix(ref, `"}`))
		}
	}
	return refs
}

func TestStreamsRefuse(t *testing.T) {
	h := newHouse(t)
	for _, last := range []string{"x", "-1", "1.5", "9223372036854775808"} {
		request, _ := http.NewRequest("GET", h.http.URL+basePath+"/events", nil)
		request.Header.Set("Authorization", "Bearer "+h.as("ada"))
		request.Header.Set("Last-Event-ID", last)
		h.send(request).refused("invalid", "Last-Event-ID")
	}
}

func TestStreamsTellWhoIsConcerned(t *testing.T) {
	h := newHouse(t)
	ada, root, otto := h.listen("ada", ""), h.listen("root", ""), h.listen("otto", "")
	for _, reader := range []*bufio.Scanner{ada, root, otto} {
		scan(t, reader, "id: 0")
	}
	h.records.happen("request", "r1", "ada")
	h.records.happen("approval", "r2", "mara")
	h.records.happen("catalogue", "all")
	for who, want := range map[*bufio.Scanner][]string{ada: {"r1", "all"}, root: {"r1", "r2", "all"}, otto: {"all"}} {
		if got := refs(scan(t, who, `"all"`)); !slices.Equal(got, want) {
			t.Errorf("heard %v, not %v", got, want)
		}
	}
	scan(t, otto, ": still here")
}

func TestAStreamThatComesBackMissesNothing(t *testing.T) {
	h := newHouse(t)
	for _, ref := range []string{"one", "two", "three"} {
		h.records.happen("request", ref, "ada")
	}
	h.records.happen("request", "not hers", "otto")
	back := h.listen("ada", "1")
	read := scan(t, back, "id: 4")
	if got := refs(read); !slices.Equal(got, []string{"two", "three"}) {
		t.Errorf("missed something: %v of %q", got, read)
	}
	h.records.happen("access", "five", "ada")
	if got := refs(scan(t, back, "five")); !slices.Equal(got, []string{"five"}) {
		t.Errorf("then heard %v", got)
	}
	scan(t, h.listen("ada", "4000"), "id: ") // a place that is yet to come is now
}

func TestStreamsEndWithTheirSession(t *testing.T) {
	h := newHouse(t)
	out, left, goes := h.listen("ada", ""), h.listen("carl", ""), h.listen("mara", "")
	scan(t, out, "id: 0")
	scan(t, left, "id: 0")
	scan(t, goes, "id: 0")
	h.call("ada", "DELETE", "/session", nil).expect(204)
	h.records.change(func() { h.records.people[3].Status = access.Inactive })
	ended(t, out)
	ended(t, left)
	scan(t, goes, ": still here")
	h.server.Close()
	ended(t, goes)
	h.call("mara", "GET", "/events", nil).refused("unavailable", "")
}

func TestOneReaderForAllStreams(t *testing.T) {
	h := newHouse(t)
	h.server.hub.pace.poll = 50 * time.Millisecond
	for range 20 {
		scan(t, h.listen("ada", ""), "id: 0")
	}
	h.records.change(func() { h.records.eventReads = 0 })
	time.Sleep(300 * time.Millisecond)
	h.records.mu.Lock()
	defer h.records.mu.Unlock()
	if h.records.eventReads == 0 || h.records.eventReads > 10 {
		t.Errorf("%d reads for 20 streams", h.records.eventReads)
	}
}

func TestAReaderThatTakesNothingIsDropped(t *testing.T) {
	records := company(t)
	hub := newHub(records, nil)
	hub.running = true // read by hand
	slow := &stream{me: records.people[0], events: make(chan access.Event, 2), dropped: make(chan struct{})}
	quick := &stream{me: records.people[0], events: make(chan access.Event, 9), dropped: make(chan struct{})}
	for _, s := range []*stream{slow, quick} {
		if _, err := hub.join(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		records.happen("request", "r", "ada")
	}
	if hub.handOn() {
		t.Error("there is no more")
	}
	select {
	case <-slow.dropped:
	default:
		t.Error("the slow one is kept")
	}
	if len(quick.events) != 3 || len(hub.streams) != 1 {
		t.Error("the quick one suffered")
	}
}
