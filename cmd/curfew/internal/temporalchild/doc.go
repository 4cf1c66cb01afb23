// Package temporalchild runs `curfew-temporal`, the Temporal server of `curfew
// dev`, as a child process: it finds the program, reads the one line that says
// where it listens, starts it again when it dies, and stops it. What the child
// promises is in devserver/doc.go.
//
// The child has a process group of its own, so that Ctrl-C in a terminal reaches
// only the parent, which stops it last. Its standard input is a pipe that ends
// with the parent, however the parent ends, and the child with it.
package temporalchild
