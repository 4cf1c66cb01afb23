package builder

import "github.com/curfewhq/curfew/internal/access"

// World is what definitions are checked against: what exists outside of them. A
// nil map means that it is not known here; what would be looked up in it then
// becomes a warning.
type World struct {
	Entitlements map[string]access.Entitlement // by id
	Logins       map[string]bool               // of the people who are active
	Groups       map[string]bool               // by name
	Facts        map[string]bool               // facts outside, by their name in the configuration
	Hooks        map[string]bool               // by their name in the configuration
	// Seen is how many people may see an entitlement in the portal, by its id, and
	// Rate how many removals a connector does in a minute, by its name. Where one is
	// not known, nothing is said about how long taking away would last.
	Seen map[string]int
	Rate map[string]int
}
