package main

import (
	"context"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// provider is the connector as a worker has it: before and after each of its calls for
// a run the process may die.
type provider struct {
	integrations.Provider
	integrations.Inventory
	watch *watch
}

func call[T any](ctx context.Context, p *provider, do func() (T, error)) (T, error) {
	id := activity.GetInfo(ctx).WorkflowExecution.ID
	n := p.watch.next(id, "outside")
	p.watch.pass(id, "outside", "before", n)
	answer, err := do()
	p.watch.pass(id, "outside", "after", n)
	return answer, err
}

func (p *provider) ReadBack(ctx context.Context, key access.Key, attributes []string) (access.Holding, error) {
	return call(ctx, p, func() (access.Holding, error) { return p.Provider.ReadBack(ctx, key, attributes) })
}

func (p *provider) Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	return call(ctx, p, func() (access.Holding, error) { return p.Provider.Provision(ctx, key, want) })
}

func (p *provider) Deprovision(ctx context.Context, key access.Key) (integrations.Removal, error) {
	return call(ctx, p, func() (integrations.Removal, error) { return p.Provider.Deprovision(ctx, key) })
}
