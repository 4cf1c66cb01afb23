package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// demo tells whether this call may sign in as a demo person.
func (s *Server) demo(c *call) bool {
	return s.options.DemoSignIn && (c.local || s.options.DemoSignInFromAnywhere)
}

func (o *operations) ListDemoPeople(ctx context.Context, _ gen.ListDemoPeopleRequestObject) (gen.ListDemoPeopleResponseObject, error) {
	people, err := o.records.People(ctx)
	if err != nil {
		return nil, err
	}
	seen := callOf(ctx).seen
	for _, person := range people {
		seen.people[person.ID] = person
	}
	answer := gen.ListDemoPeople200JSONResponse{Items: []gen.PersonCard{}}
	for _, person := range people {
		if person.Status != access.Active {
			continue
		}
		card, err := o.person(ctx, person.ID)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, card)
	}
	return answer, nil
}
