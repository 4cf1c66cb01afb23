// Package dev is the whole product on one machine: Temporal as a child process, an
// Okta simulator (or a real organisation), the record on SQLite, the worker, the
// API and the console, all on loopback and all with their state in one directory.
//
// The directory holds
//
//	curfew.db       the record
//	temporal.db     Temporal's histories
//	okta.json       the simulated organisation
//	okta.org        which organisation the record is about
//	addresses.json  where everything listens, while it runs
//	curfew.lock     held while a process uses the directory
//	*.log           what the parts say about themselves
//
// A process may be killed at any moment: the next one goes on where it was.
package dev
