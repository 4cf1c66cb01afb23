// Package api is the HTTP face of Curfew: the operations of openapi.yaml under
// /api/v1, the console's files, and the two health pages.
//
// It owns who is signed in, who may do what (authorize.go is total over the
// contract), and how a no is told (problem.go). It reads the database through
// Records, hands what people do to the workflows through Engine, and writes no
// workflow's state. Each operation has a file of its own name; wire_*.go turn the
// domain's types into the contract's, each in one place.
package api
