package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// instantLayout has a fixed width, so that instants sort as their texts do.
const instantLayout = "2006-01-02T15:04:05.000000Z"

// instant is a moment as both databases keep it: in UTC, to the microsecond, the
// zero time as NULL.
type instant struct{ at time.Time }

// on is the instant of a time.
func on(at time.Time) instant { return instant{at: precise(at)} }

// precise is a time as it will be read back.
func precise(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC().Truncate(time.Microsecond)
}

// GormDataType keeps GORM from dating rows by itself.
func (instant) GormDataType() string { return "instant" }

// Value writes the instant; Postgres reads the text as a timestamptz.
func (i instant) Value() (driver.Value, error) {
	if i.at.IsZero() {
		return nil, nil
	}
	at := precise(i.at)
	if at.Year() < 1 || at.Year() > 9999 {
		return nil, fmt.Errorf("the year %d cannot be recorded", at.Year())
	}
	return at.Format(instantLayout), nil
}

// Scan reads what Value wrote: a text from SQLite, a time from Postgres.
func (i *instant) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		i.at = time.Time{}
		return nil
	case time.Time:
		i.at = precise(value)
		return nil
	case string:
		at, err := time.Parse(instantLayout, value)
		i.at = at
		return err
	default:
		return fmt.Errorf("an instant is a text or a time, not %T", value)
	}
}
