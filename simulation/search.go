package simulation

import (
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Search is somebody who looks for what they may ask for. Text is part of what it
// is called, whatever its case; empty is everything.
type Search struct{ Person, Text string }

// Searched is what somebody found: the ids of entitlements, sorted. Of a bundle it
// is the first.
type Searched struct {
	At     time.Time
	Person string
	Text   string
	Found  []string
}

// act looks through the offers as the API lists them.
func (s Search) act(w *world) error {
	if _, err := w.record.PersonByLogin(w.ctx, s.Person); err != nil {
		return err
	}
	found := Searched{At: w.engine.now(), Person: s.Person, Text: s.Text}
	for _, made := range w.plans {
		for _, things := range w.forms(made.plan) {
			offered, err := s.offered(w, made, things)
			if err != nil {
				return err
			}
			if id := things[0].ID; offered && !slices.Contains(found.Found, id) {
				found.Found = append(found.Found, id)
			}
		}
	}
	slices.Sort(found.Found)
	w.found = append(w.found, found)
	return nil
}

func (s Search) offered(w *world, made published, things []access.Entitlement) (bool, error) {
	named := strings.Join([]string{things[0].Label(), things[0].ID, made.Title}, "\n")
	if !strings.Contains(strings.ToLower(named), strings.ToLower(s.Text)) {
		return false, nil
	}
	me := w.idOf(s.Person)
	facts, err := w.facts(access.Request{Automation: made.Name, RequesterID: me, SubjectID: me, EntitlementID: things[0].ID})
	if err != nil {
		return false, err
	}
	_, offered, err := made.plan.Offers(things, facts)
	return offered, err
}

// forms are what can be asked for by a plan, each in one request: one entitlement,
// or all of a bundle. What is not in the catalogue is not there.
func (w *world) forms(plan builder.Plan) (forms [][]access.Entitlement) {
	request := plan.Steps[0].Request
	var all []access.Entitlement
	for _, id := range request.Entitlements {
		thing, known := w.things[id]
		switch {
		case !known && request.Bundle:
			return nil
		case known && !request.Bundle:
			forms = append(forms, []access.Entitlement{thing})
		case known:
			all = append(all, thing)
		}
	}
	if len(all) > 0 {
		forms = append(forms, all)
	}
	return forms
}
