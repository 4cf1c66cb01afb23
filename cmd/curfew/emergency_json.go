package main

import "github.com/curfewhq/curfew/emergency"

// emergencyReport is the answer of `emergency end --json`.
type emergencyReport struct {
	KillSwitch string           `json:"kill_switch"`
	Ends       string           `json:"ends"`
	Done       bool             `json:"done"` // all is confirmed and written down
	Stopped    bool             `json:"stopped,omitempty"`
	Untold     int              `json:"untold_requests"`
	Leases     []emergencyLease `json:"leases"`
}

type emergencyLease struct {
	ID        string `json:"id"`
	Label     string `json:"label"`
	Person    string `json:"person"`
	Confirmed bool   `json:"confirmed"`
	Stays     bool   `json:"stays,omitempty"` // it is held from before, or for another lease
	CameBack  bool   `json:"came_back,omitempty"`
	Why       string `json:"why,omitempty"`       // why it is not confirmed
	Unwritten string `json:"unwritten,omitempty"` // why the ledger does not know all of it
}

func reportJSON(report emergency.Report) emergencyReport {
	said := emergencyReport{
		KillSwitch: report.Switch.ID, Ends: report.Switch.What(), Done: report.Done(), Stopped: report.Stopped,
		Untold: report.Requests, Leases: []emergencyLease{},
	}
	for _, outcome := range report.Outcomes {
		said.Leases = append(said.Leases, emergencyLease{
			ID: outcome.Lease.ID, Label: outcome.Lease.Label, Person: outcome.Lease.PersonID, Confirmed: outcome.Why == "",
			Stays: outcome.Lease.Shares, CameBack: outcome.CameBack, Why: outcome.Why, Unwritten: outcome.Unwritten,
		})
	}
	return said
}
