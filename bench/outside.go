package main

import (
	"context"
	"sync"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// outside is a system that answers at once, so that what is measured is ours.
type outside struct{ held sync.Map }

func (o *outside) ReadBack(_ context.Context, key access.Key, _ []string) (access.Holding, error) {
	_, present := o.held.Load(key)
	return access.Holding{Present: present}, nil
}

func (o *outside) Provision(_ context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	o.held.Store(key, true)
	return want, nil
}

func (o *outside) Deprovision(_ context.Context, key access.Key) (integrations.Removal, error) {
	o.held.Delete(key)
	return integrations.Removal{}, nil
}

func (*outside) Check(context.Context) error { return nil }
