package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// StandInInput names those who are asked about a request.
type StandInInput struct {
	FactsInput
	Approvers []access.Approver `json:"approvers"`
	// Exclude are the ids of people who may not be asked, as they approved before.
	Exclude []string `json:"exclude,omitempty"`
}

// StandIns returns who is asked from now on: everybody who is still active, and in
// the place of each who is not, the next one up who may decide, each once.
func (w *RequestWork) StandIns(ctx context.Context, in StandInInput) ([]access.Approver, error) {
	r := resolution{work: w, in: ResolveInput{FactsInput: in.FactsInput, Exclude: in.Exclude}, named: map[string]bool{}}
	var gone []access.Person
	for _, approver := range in.Approvers {
		person, err := w.Records.Person(ctx, approver.PersonID)
		switch {
		case err != nil:
			if err := ignoreMissing(err); err != nil {
				return nil, applicationError(err)
			}
		case person.Status == access.Active:
			r.named[person.ID] = true
			r.found = append(r.found, approver)
		default:
			gone = append(gone, person)
		}
	}
	for _, person := range gone {
		if err := r.addAbove(ctx, person); err != nil {
			return nil, applicationError(err)
		}
	}
	if err := r.ask(ctx); err != nil {
		return nil, applicationError(err)
	}
	return r.found, nil
}

// addAbove asks the first one above somebody who is not active any more.
func (r *resolution) addAbove(ctx context.Context, person access.Person) error {
	below := person
	for range longestLine {
		if below.ManagerID == "" {
			return nil
		}
		manager, err := r.work.Records.Person(ctx, below.ManagerID)
		if err != nil {
			return ignoreMissing(err)
		}
		if r.mayBeAsked(manager) {
			return r.accept(manager, "manager of "+person.Name+", who is not active any more", nil)
		}
		below = manager
	}
	return nil
}
