package main

import (
	"context"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// among is where the fault of a reconciliation is.
func (p plant) among(engine *workflows.Client) activities.Runs {
	if p == forgetful {
		return blind{engine}
	}
	return engine
}

// blind has nobody look, and starts no owner that is missing.
type blind struct{ *workflows.Client }

func (blind) Look(context.Context, access.Key, string) error { return nil }
