package worker

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// board has three kill switches that are not done.
type board struct{ Switches }

func (board) UndoneKillSwitches(context.Context) ([]access.KillSwitch, error) {
	return []access.KillSwitch{{ID: "k1"}, {ID: "k2"}, {ID: "k3"}}, nil
}

// ender cannot start k2.
type ender struct {
	KillStarter
	started []string
}

func (e *ender) StartKillSwitch(_ context.Context, k access.KillSwitch) error {
	if k.ID == "k2" {
		return errors.New("Temporal is away")
	}
	e.started = append(e.started, k.ID)
	return nil
}

func TestEveryKillSwitchThatIsNotDoneIsCarriedOut(t *testing.T) {
	engine := &ender{}
	if err := (&switches{thrown: board{}, starter: engine}).pass(t.Context()); err == nil {
		t.Error("one that could not be started was not reported")
	}
	if !slices.Equal(engine.started, []string{"k1", "k3"}) {
		t.Errorf("started %v", engine.started)
	}
}
