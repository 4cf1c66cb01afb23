package simulation

import "github.com/curfewhq/curfew/internal/access"

// act changes the outside system past Curfew.
func (b ByHand) act(w *world) error {
	thing, known := w.things[b.Entitlement]
	if !known {
		return access.Refuse(access.CodeNotFound, "There is no %q that could be held.", b.Entitlement)
	}
	person, err := w.record.Person(w.ctx, w.idOf(b.Person))
	if err != nil {
		return err
	}
	key := access.Key{Connector: thing.Target.Connector, Subject: person.Accounts[thing.Target.Connector], Resource: thing.Target.Resource}
	switch {
	case !b.Taken:
		attributes := map[string]string{}
		for _, attribute := range thing.Target.Attributes {
			attributes[attribute.Name] = attribute.Value
		}
		w.systems.give(key, attributes, w.engine.now())
	case w.systems.held[key] != nil:
		w.systems.close(key)
	}
	return nil
}
