package store

import "github.com/curfewhq/curfew/internal/access"

type delegationRow struct {
	PersonID   string  `gorm:"primaryKey"`
	From       instant `gorm:"column:from_at;primaryKey"`
	Until      instant `gorm:"column:until_at"`
	DelegateID string
	Reason     string
}

func (delegationRow) TableName() string { return "delegations" }

func rowOfDelegation(delegation access.Delegation) delegationRow {
	return delegationRow{
		PersonID: delegation.PersonID, From: on(delegation.From), Until: on(delegation.Until),
		DelegateID: delegation.DelegateID, Reason: delegation.Reason,
	}
}

func (r delegationRow) delegation() access.Delegation {
	return access.Delegation{
		PersonID: r.PersonID, DelegateID: r.DelegateID, From: r.From.at, Until: r.Until.at, Reason: r.Reason,
	}
}

func delegationsOf(rows []delegationRow) []access.Delegation {
	delegations := make([]access.Delegation, len(rows))
	for i, row := range rows {
		delegations[i] = row.delegation()
	}
	return delegations
}
