package main

// event is one line of `go test -json`; see `go doc cmd/test2json` and, for the
// lines about builds, `go help buildjson`.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build-output and build-fail
	Test        string
	Elapsed     float64 // seconds
	Output      string
	FailedBuild string // of a package's fail: the import path that did not build
}
