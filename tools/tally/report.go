package main

import (
	"fmt"
	"io"
	"strings"
)

// report collects events and writes what people want to know.
type report struct {
	to                      io.Writer
	passed, failed, skipped int

	output   map[string]*strings.Builder // of a test, of a package, of a build
	inside   map[string]int              // tests that ended, by package
	children map[string]bool             // tests that have subtests: those are what is counted
	broken   bool
}

func newReport(to io.Writer) *report {
	return &report{
		to:       to,
		output:   map[string]*strings.Builder{},
		inside:   map[string]int{},
		children: map[string]bool{},
	}
}

func (r *report) take(e event) {
	of := e.Package + " " + e.Test
	switch e.Action {
	case "run":
		if parent, _, sub := cutLast(e.Test); sub {
			r.children[e.Package+" "+parent] = true
		}
	case "output":
		r.keep(of, e.Output)
	case "build-output":
		r.keep(e.ImportPath, e.Output)
	case "build-fail":
		r.broken = true
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e)
			return
		}
		r.endTest(e, of)
	}
}

func (r *report) endTest(e event, of string) {
	r.inside[e.Package]++
	leaf := !r.children[of]
	switch e.Action {
	case "pass":
		if leaf {
			r.passed++
		}
	case "skip":
		r.skipped++
		fmt.Fprintf(r.to, "skipped  %s %s\n%s", short(e.Package), e.Test, r.said(of))
	case "fail":
		// A test that has subtests fails with them; its own words still matter.
		if leaf {
			r.failed++
		}
		r.broken = true
		fmt.Fprintf(r.to, "FAILED   %s %s\n%s", short(e.Package), e.Test, r.said(of))
	}
	delete(r.output, of)
}

func (r *report) endPackage(e event) {
	of := e.Package + " "
	switch {
	case e.Action == "fail":
		r.broken = true
		fmt.Fprintf(r.to, "FAILED   %s\n%s", short(e.Package), r.said(e.FailedBuild)+r.said(of))
		if r.inside[e.Package] == 0 {
			r.failed++ // did not compile, or died before its first test
		}
	case r.inside[e.Package] > 0:
		fmt.Fprintf(r.to, "ok       %s (%d tests, %.1f s)\n", short(e.Package), r.inside[e.Package], e.Elapsed)
	}
	delete(r.output, of)
}

func (r *report) keep(of, text string) {
	if r.output[of] == nil {
		r.output[of] = &strings.Builder{}
	}
	r.output[of].WriteString(text)
}

// said is what was written by a test, without the lines that `go test` frames it in.
func (r *report) said(of string) string {
	if r.output[of] == nil {
		return ""
	}
	var kept strings.Builder
	for line := range strings.Lines(r.output[of].String()) {
		if frame := strings.TrimLeft(line, " "); !strings.HasPrefix(frame, "=== ") && !strings.HasPrefix(frame, "--- ") {
			kept.WriteString("         " + line)
		}
	}
	return kept.String()
}

// short is a package's path inside the module.
func short(path string) string {
	return strings.TrimPrefix(path, "github.com/curfewhq/curfew/")
}

func cutLast(name string) (before, after string, found bool) {
	i := strings.LastIndex(name, "/")
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}
