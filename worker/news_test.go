package worker

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// company has four people who changed, three of whom left, and two requests of each.
type company struct{ forgotten []access.PersonChange }

func (*company) ChangedPeople(context.Context, int) ([]access.PersonChange, error) {
	return []access.PersonChange{
		{PersonID: "ada", Rev: 2, LeftAt: noon},
		{PersonID: "bob", Rev: 1},
		{PersonID: "cy", Rev: 1, LeftAt: noon},
		{PersonID: "dee", Rev: 1, LeftAt: noon},
	}, nil
}

func (*company) Person(_ context.Context, id string) (access.Person, error) {
	person := access.Person{ID: id, Name: "Known as " + id, Status: access.Inactive}
	if id == "bob" {
		person.Status = access.Active
	}
	return person, nil
}

func (*company) LeasesHeldBy(_ context.Context, id, after string, _ int) ([]access.Lease, error) {
	if after != "" {
		return nil, nil
	}
	return []access.Lease{{ID: "held-by-" + id, State: access.Open}}, nil
}

func (*company) LeasesLeftBehind(context.Context, time.Time, string, int) ([]access.Lease, error) {
	return nil, nil
}

func (*company) OpenRequestsOf(_ context.Context, id string) ([]string, error) {
	return []string{id + "-1", id + "-2"}, nil
}

func (c *company) ForgetChange(_ context.Context, change access.PersonChange) error {
	c.forgotten = append(c.forgotten, change)
	return nil
}

// teller cannot reach ada-2, and cannot start what tells of dee.
type teller struct {
	told    []string
	leavers []workflows.LeaverInput
}

func (t *teller) TellFacts(_ context.Context, id string) error {
	if id == "ada-2" {
		return errors.New("Temporal is away")
	}
	t.told = append(t.told, id)
	return nil
}

func (t *teller) TellEnd(_ context.Context, _ access.Key, input workflows.EndInput) error {
	t.told = append(t.told, input.LeaseID)
	return nil
}

func (*teller) LimitLease(context.Context, access.Key, workflows.LimitInput) error { return nil }

func newsFor(people *company, engine *teller) *news {
	return &news{changes: people, teller: engine, leavers: &leavers{held: people, ender: engine, clock: func() time.Time { return noon }}}
}

func (t *teller) StartLeaver(_ context.Context, input workflows.LeaverInput) error {
	if input.PersonID == "dee" {
		return errors.New("Temporal is away")
	}
	t.told = append(t.told, "leaver "+input.PersonID)
	t.leavers = append(t.leavers, input)
	return nil
}

func TestAChangeIsForgottenOnlyWhenAllHaveHeard(t *testing.T) {
	people, engine := &company{}, &teller{}
	if err := newsFor(people, engine).pass(t.Context()); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("a request and a run that could not be told were reported as %v", err)
	}
	if !slices.Equal(engine.told, []string{"ada-1", "bob-1", "bob-2", "cy-1", "cy-2", "held-by-cy", "leaver cy", "dee-1", "dee-2", "held-by-dee"}) {
		t.Errorf("told %v", engine.told)
	}
	if !slices.Equal(people.forgotten, []access.PersonChange{{PersonID: "bob", Rev: 1}, {PersonID: "cy", Rev: 1, LeftAt: noon}}) {
		t.Errorf("forgotten %v", people.forgotten)
	}
}

func TestWhoLeftIsToldOfToThoseWhomTheHouseNames(t *testing.T) {
	engine, notice := &teller{}, workflows.LeaverNotice{To: []string{"manager"}, Hooks: []string{"security"}}
	told := newsFor(&company{}, engine)
	told.notice = notice
	_ = told.pass(t.Context())
	want := workflows.LeaverInput{Schema: 1, PersonID: "cy", Name: "Known as cy", LeftAt: noon, Notice: notice}
	if len(engine.leavers) != 1 || !reflect.DeepEqual(engine.leavers[0], want) {
		t.Errorf("started %+v", engine.leavers)
	}
}
