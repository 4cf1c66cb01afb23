package worker

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// outbox holds two requests and remembers which were marked as started.
type outbox struct{ marked []string }

func (o *outbox) PendingStarts(_ context.Context, before time.Time, _ int) ([]access.Request, error) {
	if !before.Equal(noon.Add(-relayAge)) {
		return nil, errors.New("asked for requests that the API may still be starting itself")
	}
	return []access.Request{{ID: "r1"}, {ID: "r2"}}, nil
}

func (o *outbox) MarkStarted(_ context.Context, id string) error {
	o.marked = append(o.marked, id)
	return nil
}
func (*outbox) PlanBytes(context.Context, string) ([]byte, error) { return []byte("plan"), nil }
func (*outbox) Person(context.Context, string) (access.Person, error) {
	return access.Person{Name: "Ada"}, nil
}

func (*outbox) Entitlement(context.Context, string) (access.Entitlement, error) {
	return access.Entitlement{AppTitle: "Jira", Title: "User"}, nil
}

// starter cannot start r1.
type starter struct{ started []string }

func (s *starter) StartRequest(_ context.Context, input workflows.RequestInput) error {
	if input.Request.ID == "r1" {
		return errors.New("Temporal is away")
	}
	s.started = append(s.started, input.Request.ID)
	return nil
}

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func TestARequestThatCannotBeStartedWaitsAndKeepsNoOther(t *testing.T) {
	box, engine := &outbox{}, &starter{}
	relay := newRelay(Options{Outbox: box, Starter: engine, Clock: func() time.Time { return noon }})
	if err := relay.pass(t.Context()); err == nil {
		t.Error("a request that could not be started was not reported")
	}
	if len(engine.started) != 1 || engine.started[0] != "r2" {
		t.Errorf("started %v", engine.started)
	}
	if len(box.marked) != 1 || box.marked[0] != "r2" {
		t.Errorf("marked %v: only what runs may leave the outbox", box.marked)
	}
}
