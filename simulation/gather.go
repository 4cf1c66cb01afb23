package simulation

import (
	"cmp"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// report gathers what happened from the record and from everything around it.
func (w *world) report() (Report, error) {
	report := Report{
		States: w.record.states, Refused: w.refused, Searched: w.found, Calls: w.systems.calls, Hooks: w.outside.posted,
		Effects: w.record.effects, Requests: map[string]access.Request{}, Broken: map[string]string{}, Runs: map[string]int{},
		Ended: w.engine.now(), Steps: w.engine.steps, Asked: w.whoWasAsked(), Held: w.whatWasHeld(),
	}
	for id, run := range w.engine.runs {
		report.Runs[id] = run.count
		if run.err != nil {
			report.Broken[id] = run.err.Error()
		}
	}
	requests, err := all(func(page access.Page) (access.Listed[access.Request], error) {
		return w.record.Requests(w.ctx, access.RequestFilter{}, page)
	})
	if err != nil {
		return report, err
	}
	for _, request := range requests {
		report.Requests[request.ID] = request
	}
	leases, err := all(func(page access.Page) (access.Listed[access.LeaseView], error) {
		return w.record.Leases(w.ctx, access.LeaseFilter{}, page)
	})
	if err != nil {
		return report, err
	}
	for _, view := range leases {
		report.Leases = append(report.Leases, view.Lease)
	}
	slices.SortFunc(report.Leases, func(a, b access.Lease) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.ID, b.ID))
	})
	if report.Audit, err = all(func(page access.Page) (access.Listed[access.AuditLine], error) {
		return w.record.Audit(w.ctx, access.AuditFilter{}, page)
	}); err != nil {
		return report, err
	}
	slices.SortFunc(report.Audit, func(a, b access.AuditLine) int { return cmp.Compare(a.Seq, b.Seq) })
	report.Messages, err = w.messages()
	return report, err
}

func (w *world) messages() ([]Message, error) {
	var messages []Message
	for _, id := range sortedKeys(w.logins) {
		lines, err := all(func(page access.Page) (access.Listed[access.Message], error) {
			list, _, err := w.record.Messages(w.ctx, id, page)
			return list, err
		})
		if err != nil {
			return nil, err
		}
		slices.SortFunc(lines, func(a, b access.Message) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
		for _, line := range lines {
			messages = append(messages, Message{At: line.At, To: w.logins[line.PersonID], Request: line.RequestID, About: line.About, Text: line.Text})
		}
	}
	slices.SortStableFunc(messages, func(a, b Message) int { return a.At.Compare(b.At) })
	return messages, nil
}

func (w *world) whoWasAsked() []Asked {
	var asked []Asked
	for _, id := range sortedKeys(w.record.asked) {
		one := *w.record.asked[id]
		one.Person = cmp.Or(w.logins[one.Person], one.Person)
		asked = append(asked, one)
	}
	slices.SortStableFunc(asked, func(a, b Asked) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Request, b.Request)) })
	return asked
}

func (w *world) whatWasHeld() []Held {
	held := slices.Clone(w.systems.past)
	for _, open := range w.systems.held {
		held = append(held, *open)
	}
	people, err := w.record.People(w.ctx)
	logins := map[[2]string]string{} // by connector and account
	for _, person := range slices.Backward(people) {
		for connector, account := range person.Accounts {
			logins[[2]string{connector, account}] = person.Login
		}
	}
	for i := range held {
		if login, known := logins[[2]string{held[i].Connector, held[i].Person}]; known && err == nil {
			held[i].Person = login
		}
	}
	slices.SortFunc(held, func(a, b Held) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Connector, b.Connector), cmp.Compare(a.Resource, b.Resource), cmp.Compare(a.Person, b.Person))
	})
	return held
}

// all reads a list to its end.
func all[T any](part func(access.Page) (access.Listed[T], error)) (items []T, err error) {
	for cursor := ""; ; {
		listed, err := part(access.Page{Cursor: cursor, Limit: 200})
		if err != nil {
			return nil, err
		}
		items = append(items, listed.Items...)
		if cursor = listed.Next; cursor == "" {
			return items, nil
		}
	}
}
