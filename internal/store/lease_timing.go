package store

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// leaseTiming is what the figures about many leases are made of, written with each
// lease so that nothing has to be worked out row by row: see the migration.
type leaseTiming struct {
	Connector string
	DueDay    *int64 `gorm:"column:due_day"`
	LateDS    *int64 `gorm:"column:late_ds"`
	OpenDay   *int64 `gorm:"column:open_day"`
	DelayDS   *int64 `gorm:"column:delay_ds"`
}

func timingOf(lease access.Lease) leaseTiming {
	timing := leaseTiming{Connector: lease.Key.Connector}
	if lease.State == access.Ended {
		timing.DueDay, timing.LateDS = timed(lease.EndedAt, lease.ConfirmedAt)
	}
	timing.OpenDay, timing.DelayDS = timed(lease.From, lease.OpenedAt)
	return timing
}

// timed is the day on which something was due and by how many tenths of a second it
// was confirmed later; nothing where either is not known.
func timed(due, confirmed time.Time) (day, tenths *int64) {
	if due.IsZero() || confirmed.IsZero() {
		return nil, nil
	}
	on := dayOf(due)
	late := int64((max(precise(confirmed).Sub(precise(due)), 0) + tenth - 1) / tenth)
	return &on, &late
}

const (
	tenth      = time.Second / 10
	secondsDay = 24 * 60 * 60
)

// dayOf counts the days since 1970, in UTC.
func dayOf(at time.Time) int64 {
	seconds := at.Unix()
	day := seconds / secondsDay
	if seconds%secondsDay < 0 {
		day--
	}
	return day
}

func startOfDay(day int64) time.Time { return time.Unix(day*secondsDay, 0).UTC() }
