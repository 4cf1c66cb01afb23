// Package client speaks Curfew's API for the command line: a few of the
// contract's operations and the parts of their objects that people read. What the
// server answered is kept as it came, for `--json`.
package client
