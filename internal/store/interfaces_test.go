package store_test

import (
	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/api"
	"github.com/curfewhq/curfew/internal/store"
)

var (
	_ activities.Records      = (*store.Store)(nil)
	_ activities.Ledger       = (*store.Store)(nil)
	_ activities.Leavers      = (*store.Store)(nil)
	_ activities.KillSwitches = (*store.Store)(nil)
	_ activities.Books        = (*store.Store)(nil)
	_ api.Records             = (*store.Store)(nil)
	_ api.Sessions            = (*store.Store)(nil)
)
