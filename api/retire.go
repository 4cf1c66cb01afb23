package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
)

// RetireAutomation lets nobody ask any more; what runs goes on.
func (o *operations) RetireAutomation(ctx context.Context, in gen.RetireAutomationRequestObject) (gen.RetireAutomationResponseObject, error) {
	comment, err := because(in.Body.Comment, "Say why it is retired; whoever looks for it will read it.")
	if err != nil {
		return nil, err
	}
	line := o.acted(ctx, "automation.retired", in.Name, fmt.Sprintf("%q was retired; what runs goes on.", in.Name),
		map[string]any{"comment": comment})
	retirement := builder.Retirement{By: line.Actor, Comment: comment, At: line.At}
	if err := o.records.Retire(ctx, in.Name, retirement, line); err != nil {
		return nil, err
	}
	shown, err := o.automationNow(ctx, in.Name)
	return gen.RetireAutomation200JSONResponse(shown), err
}

// BringBackAutomation offers the latest version of a retired automation again.
func (o *operations) BringBackAutomation(ctx context.Context, in gen.BringBackAutomationRequestObject) (gen.BringBackAutomationResponseObject, error) {
	line := o.acted(ctx, "automation.brought_back", in.Name, fmt.Sprintf("%q is offered again.", in.Name),
		map[string]any{"comment": strings.TrimSpace(in.Body.Comment)})
	if err := o.records.BringBack(ctx, in.Name, line); err != nil {
		return nil, err
	}
	shown, err := o.automationNow(ctx, in.Name)
	return gen.BringBackAutomation200JSONResponse(shown), err
}
