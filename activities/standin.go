package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// StandInInput names those who are asked about a request.
type StandInInput struct {
	FactsInput
	Approvers []access.Approver `json:"approvers"`
}

// StandIns returns who is asked from now on: everybody who still is active, and in
// the place of each who is not, the next one up who may decide, each once.
func (w *RequestWork) StandIns(ctx context.Context, in StandInInput) ([]access.Approver, error) {
	resolution := resolution{records: w.Records, in: ResolveInput{FactsInput: in.FactsInput}}
	var gone []access.Person
	for _, approver := range in.Approvers {
		person, err := w.Records.Person(ctx, approver.PersonID)
		if err != nil && ignoreMissing(err) != nil {
			return nil, applicationError(err)
		}
		if err == nil && person.Status == access.Active {
			resolution.found = append(resolution.found, approver)
		} else if err == nil {
			gone = append(gone, person)
		}
	}
	for _, person := range gone {
		if err := resolution.addAbove(ctx, person); err != nil {
			return nil, applicationError(err)
		}
	}
	return resolution.found, nil
}

// addAbove asks the first one above somebody who is not active any more.
func (r *resolution) addAbove(ctx context.Context, person access.Person) error {
	below := person
	for range longestLine {
		if below.ManagerID == "" {
			return nil
		}
		manager, err := r.records.Person(ctx, below.ManagerID)
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
