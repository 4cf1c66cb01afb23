// Package pgtest gives tests a real Postgres: one throwaway cluster for each test
// process, on a free port of the loopback, in a temporary directory, with a
// password of its own. It never talks to a server that was there before, and what
// it started ends and is removed with the process, however the process ends.
//
// It needs PostgreSQL's server programs and fails the test, with what to type,
// where there are none: a test never skips silently.
package pgtest
