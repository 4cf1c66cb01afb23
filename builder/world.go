package builder

import "github.com/curfewhq/curfew/internal/access"

// World is what definitions are checked against: what exists outside of them. A
// nil map means that it is not known here; what would be looked up in it then
// becomes a warning.
type World struct {
	Entitlements map[string]access.Entitlement // by id
	Logins       map[string]bool               // of the people who are active
	Groups       map[string]bool               // by name
}
