package activities

import "github.com/curfewhq/curfew/integrations"

// Urgency says how urgent work in an outside system is. The zero value is ordinary.
type Urgency = integrations.Urgency

// The urgencies that a workflow tells; taking away is Ending by itself.
const (
	Urgent = integrations.Urgent
	Ending = integrations.Ending
)
