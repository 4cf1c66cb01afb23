// Command tally makes `go test -json` readable: a line for each package as it
// ends, the whole output of every test that failed, every skipped test with its
// reason, and at the end how many there were.
//
//	go test -json ./... | go run ./tools/tally -counts FILE
//
// FILE gets "passed failed skipped" for scripts to add up. The exit status is 1
// when anything failed, a package that did not compile included, and when there
// was nothing to read at all.
package main
