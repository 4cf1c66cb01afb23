// Package store is the record: the database behind Curfew, SQLite by default and
// Postgres by URL, with the same behaviour on both. It is the only importer of
// GORM, and nobody else sees a row.
//
// One type, Store, is what workflows write through (activities.Records and
// activities.Ledger), what the API reads (api.Records) and where sessions live.
// One file an aggregate holds its row and the one place that converts it; the
// schema is plain SQL under migrations.
//
// Three things are true of every write. It is one transaction, and what it changes
// is announced by events in the same one. It may be repeated: snapshots rise by a
// sequence number, audit lines, messages and effects count once by their id. And
// whoever appends to the audit log or to the events takes the journal row last, so
// that both sequences have no gaps, become visible in order, and no two writers
// wait for each other in a circle.
//
// A no is an *access.Refusal; every other error is trouble with the database,
// wrapped in what was being done, and never carries a password.
package store
