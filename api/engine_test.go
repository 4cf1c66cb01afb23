package api

import "github.com/curfewhq/curfew/workflows"

// The typed client of the workflows is the engine.
var _ Engine = (*workflows.Client)(nil)
