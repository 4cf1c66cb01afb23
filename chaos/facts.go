package main

import (
	"context"

	"github.com/curfewhq/curfew/integrations"
)

// facts is the world beyond connectors: everybody is on call, and hooks take what
// they are told.
type facts struct{}

func (facts) Ask(context.Context, integrations.FactQuestion) (integrations.FactAnswer, error) {
	return integrations.FactAnswer{True: true}, nil
}

func (facts) Who(context.Context, integrations.WhoQuestion) (integrations.WhoAnswer, error) {
	return integrations.WhoAnswer{Logins: []string{"mara"}}, nil
}

func (facts) Post(context.Context, integrations.HookEvent) error { return nil }
