package main

import (
	"strings"

	"github.com/curfewhq/curfew/workflows"
)

// orders are what a worker process is started with.
type orders struct {
	Temporal string `json:"temporal"`
	Driver   string `json:"driver"`
	Database string `json:"database"` // SQLite's file, or Postgres's address
	Okta     string `json:"okta"`
	// Points are where the runs of single cases are held or hindered.
	Points map[string]point `json:"points,omitempty"`
	// Tell has every point that is passed written to standard output.
	Tell bool `json:"tell,omitempty"`
	// Plant is a fault of the product's own, see plants.
	Plant plant `json:"plant,omitempty"`
}

// passed is one line of a worker process about itself.
type passed struct {
	Case  string `json:"case"`
	Point point  `json:"point"`
	// Events are those at which it was, of the history.
	Events []string `json:"events,omitempty"`
	Held   bool     `json:"held,omitempty"`
}

// oktaToken is what the simulator wants to hear.
const oktaToken = "chaos"

// second is the ending of the id of a case's second request.
const second = "b"

// whose says which case a workflow belongs to, and which of its workflows it is.
func whose(workflowID string) (caseID, name string) {
	switch {
	case strings.HasPrefix(workflowID, workflows.RequestWorkflowID("")):
		id := strings.TrimPrefix(workflowID, workflows.RequestWorkflowID(""))
		if first, is := strings.CutSuffix(id, second); is {
			return first, "request-2"
		}
		return id, "request"
	case strings.HasPrefix(workflowID, "access/"):
		parts := strings.Split(workflowID, "/")
		if len(parts) != 5 {
			return "", ""
		}
		if parts[4] == otherGroup {
			return caseOfAccount(parts[2]), "access-2"
		}
		return caseOfAccount(parts[2]), "access"
	default:
		return "", ""
	}
}
