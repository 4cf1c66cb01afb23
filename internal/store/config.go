package store

import "time"

// Driver is a kind of database.
type Driver string

// The databases that Curfew keeps its record in.
const (
	SQLite   Driver = "sqlite"
	Postgres Driver = "postgres"
)

// Config says where the record is.
type Config struct {
	Driver Driver
	// Path is SQLite's file. Its directory has to be there; the file need not.
	Path string
	// URL is Postgres's address, for instance postgres://curfew@db.example/curfew.
	URL string
	// Clock dates events, outbox entries and published versions; time.Now where nil.
	Clock func() time.Time
}
