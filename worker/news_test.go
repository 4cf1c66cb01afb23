package worker

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// company has two people who changed, and two requests of each.
type company struct{ forgotten []access.PersonChange }

func (*company) ChangedPeople(context.Context, int) ([]access.PersonChange, error) {
	return []access.PersonChange{{PersonID: "ada", Rev: 2}, {PersonID: "bob", Rev: 1}}, nil
}

func (*company) OpenRequestsOf(_ context.Context, id string) ([]string, error) {
	return []string{id + "-1", id + "-2"}, nil
}

func (c *company) ForgetChange(_ context.Context, change access.PersonChange) error {
	c.forgotten = append(c.forgotten, change)
	return nil
}

// teller cannot reach ada-2.
type teller struct{ told []string }

func (t *teller) TellFacts(_ context.Context, id string) error {
	if id == "ada-2" {
		return errors.New("Temporal is away")
	}
	t.told = append(t.told, id)
	return nil
}

func TestAChangeIsForgottenOnlyWhenAllRequestsHaveHeard(t *testing.T) {
	people, engine := &company{}, &teller{}
	if err := (&news{changes: people, teller: engine}).pass(t.Context()); err == nil {
		t.Error("a request that could not be told was not reported")
	}
	if !slices.Equal(engine.told, []string{"ada-1", "bob-1", "bob-2"}) {
		t.Errorf("told %v", engine.told)
	}
	if !slices.Equal(people.forgotten, []access.PersonChange{{PersonID: "bob", Rev: 1}}) {
		t.Errorf("forgotten %v", people.forgotten)
	}
}
