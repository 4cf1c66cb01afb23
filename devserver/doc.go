// Command curfew-temporal is the Temporal cluster of `curfew dev`: the Temporal
// server on one SQLite file and Temporal's web UI, in one process on loopback.
//
// `curfew dev` starts it as a child and imports nothing of it. It is its own Go
// module because the server brings some two hundred dependencies that nothing
// else in Curfew should compile, and its own process so that its memory and its
// crashes stay outside the API.
//
// # What the parent may rely on
//
// One line of JSON on standard output, and never a second:
//
//	{"ready":true,"frontend":"127.0.0.1:7233","ui":"http://127.0.0.1:8233","server":"1.32.1","ui_version":"2.55.0"}
//	{"error":{"code":"port_in_use","message":"…","flag":"--port"}}
//
// The first is printed once every service has answered and every search
// attribute can be queried; the process then serves until it is told to stop.
// The second means that nothing was started; the exit status is 1. The codes are
// in failure.go. Output that ends without a line means a crash or a stop before
// ready: the log file says which.
//
// SIGINT, SIGTERM or, with --exit-with-stdin, the end of standard input stop it
// within five seconds, with exit status 0 and everything in the database file. A
// second signal ends it at once. kill -9 at any moment loses nothing that was
// acknowledged.
//
// # What it keeps beside the database file
//
//	FILE.version   the Temporal version that owns the schema; see stamp.go
//	FILE.lock      held while a process serves the file; see lock.go
//	FILE-wal, FILE-shm   SQLite's own
//
// # Where it hands off
//
// Everything inside a workflow is the worker's. Who holds what is recorded in
// Curfew's own database, so this file may be moved away at the price of the
// histories in it.
//
// # Building and testing
//
//	go build -trimpath -ldflags='-s -w' -o curfew-temporal .
//	go test -trimpath ./...
//
// A cold build compiles all of Temporal and takes minutes. Keep -trimpath in
// both commands: build and tests then share one cache.
package main
