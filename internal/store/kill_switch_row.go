package store

import "github.com/curfewhq/curfew/internal/access"

type killSwitchRow struct {
	ID        string
	Scope     string
	Ref       string
	Label     string
	Reason    string
	ThrownBy  string
	Thrown    instant `gorm:"column:thrown_at"`
	Done      instant `gorm:"column:done_at"`
	Lifted    instant `gorm:"column:lifted_at"`
	LiftedBy  string
	LiftedWhy string
}

func (killSwitchRow) TableName() string { return "kill_switches" }

func rowOfKillSwitch(k access.KillSwitch) killSwitchRow {
	return killSwitchRow{
		ID: k.ID, Scope: string(k.Scope), Ref: k.Ref, Label: k.Label, Reason: k.Reason, ThrownBy: k.By, Thrown: on(k.At),
		Done: on(k.DoneAt), Lifted: on(k.LiftedAt), LiftedBy: k.LiftedBy, LiftedWhy: k.LiftedWhy,
	}
}

func (r killSwitchRow) killSwitch() access.KillSwitch {
	return access.KillSwitch{
		ID: r.ID, Scope: access.KillScope(r.Scope), Ref: r.Ref, Label: r.Label, Reason: r.Reason, By: r.ThrownBy, At: r.Thrown.at,
		DoneAt: r.Done.at, LiftedAt: r.Lifted.at, LiftedBy: r.LiftedBy, LiftedWhy: r.LiftedWhy,
	}
}

func killSwitchesOf(rows []killSwitchRow) []access.KillSwitch {
	switches := make([]access.KillSwitch, len(rows))
	for i, row := range rows {
		switches[i] = row.killSwitch()
	}
	return switches
}

func (r killSwitchRow) place() place { return place{Order: r.Thrown.at.UnixMicro(), ID: r.ID} }

// killRequestRow says that a kill switch stops a request, and when its run was told.
type killRequestRow struct {
	SwitchID  string
	RequestID string
	Told      instant `gorm:"column:told_at"`
}

func (killRequestRow) TableName() string { return "kill_switch_requests" }
