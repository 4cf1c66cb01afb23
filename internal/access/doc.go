// Package access is the domain of Curfew and its mathematics: people, what they
// may hold, requests, approvals, leases, and the pure functions that decide what
// a person should hold at a given moment.
//
// It owns the words of the product (see docs/architecture.md) and imports the
// standard library only, so that workflows may call it during a replay: nothing
// here reads a clock, a random source or the environment.
package access
