// Package main is chaos: it breaks everything around access and looks whether it
// still ends. It runs the product's own workflows, store, connector and worker
// against a real Temporal server and a simulated Okta, kills worker processes
// where their histories stand, cuts connections, takes the database away, interferes
// with runs in Temporal, throws kill switches, and holds what is left against the
// undisturbed run and against twenty invariants.
//
// It owns the harness (points, faults, the oracle, the published table) and nothing
// that ships. A fault is put around the product's parts, never into them.
package main
