package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// askLast finds those who answer for what nobody else looks after.
func (r *resolution) askLast(ctx context.Context) error {
	if err := r.resolve(ctx, []access.ApproverRule{{Owner: "entitlement"}}); err != nil || len(r.found) > 0 {
		return err
	}
	return r.askAdmins(ctx)
}

// askAdmins adds everybody who is an admin.
func (r *resolution) askAdmins(ctx context.Context) error {
	r.round = nil
	err := r.work.Records.EachActivePerson(ctx, func(person access.Person) error {
		if !person.Has(access.Admin) {
			return nil
		}
		return r.accept(person, "admin", nil)
	})
	if err != nil {
		return err
	}
	return r.ask(ctx)
}
