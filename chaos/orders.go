package main

import (
	"strings"
	"time"

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
	// LetGo has a run that waits at its point go on when it is named on standard input;
	// without it the process has to die first.
	LetGo bool `json:"let_go,omitempty"`
	// Reconcile is how often access is reconciled; zero is never.
	Reconcile time.Duration `json:"reconcile,omitempty"`
	// Log is the file that the worker writes its log to.
	Log string `json:"log,omitempty"`
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

// oktaToken is what the simulator wants to hear, and nobody may read.
const oktaToken = "00chaos-a-token-for-nobody-to-read" //nolint:gosec // it is planted

// second is the ending of the id of a case's second request.
const second = "b"

func caseOfRequest(requestID string) string { return strings.TrimSuffix(requestID, second) }

// whose says which case a workflow belongs to, and which of its workflows it is.
func whose(workflowID string) (caseID, name string) {
	switch {
	case strings.HasPrefix(workflowID, workflows.RequestWorkflowID("")):
		id := strings.TrimPrefix(workflowID, workflows.RequestWorkflowID(""))
		if first := caseOfRequest(id); first != id {
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
