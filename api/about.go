package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
)

func (o *operations) GetAbout(ctx context.Context, _ gen.GetAboutRequestObject) (gen.GetAboutResponseObject, error) {
	return gen.GetAbout200JSONResponse{
		Version:    o.options.Version,
		DemoSignIn: o.demo(callOf(ctx)),
		TemporalUI: o.options.TemporalUI,
		Namespace:  o.options.Namespace,
		Now:        o.clock().UTC(),
	}, nil
}
