// Package e2e holds the product to its promises from outside: it runs the binary
// that users run, talks to it over HTTP, breaks what is around it, and asks the
// outside system, not the product, what is held.
package e2e
