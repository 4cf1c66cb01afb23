package simulation

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// FactIs makes a fact outside true of somebody from the input's moment until Until,
// zero being for ever. Ends is what the outside system says when it will end; zero
// is Until. Person is a login; empty is everybody.
type FactIs struct {
	Fact   string
	Person string
	Until  time.Time
	Ends   time.Time
	Says   string
}

// Posted is an event that a hook took. However often it was sent, it is one.
type Posted struct {
	At   time.Time
	Hook string
	ID   string
	Type string
	Text string
	Data map[string]any
}

// outside answers facts and takes what is posted to hooks.
type outside struct {
	now    func() time.Time
	faults faults
	facts  []spell[FactIs]
	posted []Posted
	known  map[string]bool // ids of what was posted
}

func (o *outside) Ask(_ context.Context, question integrations.FactQuestion) (integrations.FactAnswer, error) {
	if err := o.faults.of(attempt{fact: question.Fact, do: "ask"}, o.now()); err != nil {
		return integrations.FactAnswer{}, err
	}
	for _, fact := range o.facts {
		is := fact.what
		if fact.holds(o.now()) && is.Fact == question.Fact && (is.Person == "" || is.Person == question.Person.Login) {
			ends := is.Ends
			if ends.IsZero() {
				ends = is.Until
			}
			return integrations.FactAnswer{True: true, Until: ends, Says: is.Says}, nil
		}
	}
	return integrations.FactAnswer{}, nil
}

// Who names those of whom a fact is said by name; what is true of everybody names
// nobody.
func (o *outside) Who(_ context.Context, question integrations.WhoQuestion) (integrations.WhoAnswer, error) {
	answer := integrations.WhoAnswer{Logins: []string{}}
	if err := o.faults.of(attempt{fact: question.Fact, do: "ask"}, o.now()); err != nil {
		return answer, err
	}
	for _, fact := range o.facts {
		is := fact.what
		if fact.holds(o.now()) && is.Fact == question.Fact && is.Person != "" && !slices.Contains(answer.Logins, is.Person) {
			answer.Logins = append(answer.Logins, is.Person)
		}
	}
	return answer, nil
}

func (o *outside) Post(_ context.Context, event integrations.HookEvent) error {
	if err := o.faults.of(attempt{hook: event.Hook, do: "post to"}, o.now()); err != nil {
		return err
	}
	if id := event.Hook + "/" + event.ID; !o.known[id] {
		o.known[id] = true
		o.posted = append(o.posted, Posted{At: o.now(), Hook: event.Hook, ID: event.ID, Type: event.Type, Text: event.Text, Data: event.Data})
	}
	return nil
}
