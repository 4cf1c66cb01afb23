package builder

import "github.com/curfewhq/curfew/internal/windows"

// DefinitionVersion is the version of the language that this package writes. Parse
// reads the earlier ones as well and makes them of this version.
const DefinitionVersion = 2

// The limits of a definition; whatever is beyond them is a problem and not read.
const (
	MaxDefinitionBytes = 256 << 10
	maxNodes           = 200
	maxEdges           = 1000
	maxCalendars       = 20
	maxExpressions     = 1000
	maxDepth           = 12
	maxName            = 60
	maxTitle           = 200
	maxDescription     = 4000
	maxNumber          = 1 << 53 // the largest whole number that JSON keeps exact
)

// Definition is an automation as an admin draws it: the same document in the
// canvas, in git and over the API. It may be wrong in any way; see Check.
type Definition struct {
	Version     int    `json:"version"`
	Name        string `json:"name"` // unique, kebab-case
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	// Calendars are business hours and holidays, by the name that steps use.
	Calendars map[string]windows.Calendar `json:"calendars,omitempty"`
	Nodes     []Node                      `json:"nodes,omitempty"`
	Edges     []Edge                      `json:"edges,omitempty"`
	// Layout is where the canvas draws each step, by id. It never reaches the plan.
	Layout map[string]Position `json:"layout,omitempty"`
}

// Node is one step as it is drawn.
type Node struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind"`
	Title string `json:"title,omitempty"`
	// Config holds the fields of the kind (see Catalog) as plain values: string,
	// bool, int64, float64, []any and map[string]any.
	Config map[string]any `json:"config,omitempty"`
}

// Edge leads from one way out of a step to a step. From is "node.port", or "node"
// where the step's only ordinary way out is PortNext.
type Edge struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Position is a place on the canvas.
type Position struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}
