package store

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

type appRow struct {
	ID          string
	Title       string
	Description string
}

func (appRow) TableName() string { return "apps" }

func rowOfApp(app access.App) appRow {
	return appRow{ID: app.ID, Title: app.Title, Description: app.Description}
}

type entitlementRow struct {
	ID            string
	AppID         string
	Title         string
	Description   string
	OwnerID       string
	Risk          string
	MaxDurationNS int64 `gorm:"column:max_duration_ns"`
	Connector     string
	Resource      string
	Attributes    document[[]access.Attribute]
	Ephemeral     bool
	Seats         int
	Apart         document[[]string]
	LimitsSet     bool // somebody set MaxDurationNS and Seats: the catalogue's description does not
	RetiredAt     instant
	RetiredBy     string
	RetiredReason string
}

func (entitlementRow) TableName() string { return "entitlements" }

// entitlementView is an entitlement with its app's title as it is now.
type entitlementView struct {
	Row      entitlementRow `gorm:"embedded"`
	AppTitle string
}

func rowOfEntitlement(entitlement access.Entitlement) entitlementRow {
	return entitlementRow{
		ID:            entitlement.ID,
		AppID:         entitlement.AppID,
		Title:         entitlement.Title,
		Description:   entitlement.Description,
		OwnerID:       entitlement.OwnerID,
		Risk:          string(entitlement.Risk),
		MaxDurationNS: int64(entitlement.MaxDuration),
		Connector:     entitlement.Target.Connector,
		Resource:      entitlement.Target.Resource,
		Attributes:    documentOf(entitlement.Target.Attributes),
		Ephemeral:     entitlement.Target.Ephemeral,
		Seats:         entitlement.Seats,
		Apart:         documentOf(entitlement.Apart),
		RetiredAt:     on(entitlement.Withdrawn.At),
		RetiredBy:     entitlement.Withdrawn.By,
		RetiredReason: entitlement.Withdrawn.Reason,
	}
}

func (v entitlementView) entitlement() access.Entitlement {
	return access.Entitlement{
		ID:          v.Row.ID,
		AppID:       v.Row.AppID,
		AppTitle:    v.AppTitle,
		Title:       v.Row.Title,
		Description: v.Row.Description,
		OwnerID:     v.Row.OwnerID,
		Risk:        access.Risk(v.Row.Risk),
		MaxDuration: time.Duration(v.Row.MaxDurationNS),
		Target: access.Target{
			Connector:  v.Row.Connector,
			Resource:   v.Row.Resource,
			Attributes: v.Row.Attributes.v,
			Ephemeral:  v.Row.Ephemeral,
		},
		Seats: v.Row.Seats,
		Apart: v.Row.Apart.v,
		Withdrawn: access.Withdrawal{
			At: v.Row.RetiredAt.at, By: v.Row.RetiredBy, Reason: v.Row.RetiredReason,
		},
	}
}
