package workflows

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func (o *office) EachActivePerson(_ context.Context, visit func(access.Person) error) error {
	for _, id := range slices.Sorted(maps.Keys(o.people)) {
		if o.people[id].Status != access.Active {
			continue
		}
		if err := visit(o.people[id]); err != nil {
			return err
		}
	}
	return nil
}

func (o *office) DelegationsOf(context.Context, []string, time.Time) ([]access.Delegation, error) {
	return nil, nil
}
