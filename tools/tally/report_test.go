package main

import (
	"strings"
	"testing"
)

func told(t *testing.T, lines ...string) (*report, string) {
	t.Helper()
	var out strings.Builder
	r := newReport(&out)
	if _, err := r.read(strings.NewReader(strings.Join(lines, "\n") + "\n")); err != nil {
		t.Fatal(err)
	}
	return r, out.String()
}

func TestFailuresAreToldWhole(t *testing.T) {
	r, out := told(t,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: wanted 1, got 2\n"}`,
		`{"Action":"fail","Package":"p","Test":"TestA"}`,
		`{"Action":"fail","Package":"p"}`)
	if r.passed != 0 || r.failed != 1 || !r.broken {
		t.Errorf("passed %d, failed %d, broken %v", r.passed, r.failed, r.broken)
	}
	if !strings.Contains(out, "wanted 1, got 2") || strings.Contains(out, "=== RUN") {
		t.Errorf("told:\n%s", out)
	}
}

func TestAPackageThatDoesNotCompileIsAFailure(t *testing.T) {
	r, out := told(t,
		`{"ImportPath":"p [p.test]","Action":"build-output","Output":"p/a.go:1:1: undefined: x\n"}`,
		`{"ImportPath":"p [p.test]","Action":"build-fail"}`,
		`{"Action":"start","Package":"p"}`,
		`{"Action":"fail","Package":"p","FailedBuild":"p [p.test]"}`)
	if r.failed != 1 || !r.broken || !strings.Contains(out, "undefined: x") {
		t.Errorf("failed %d, broken %v, told:\n%s", r.failed, r.broken, out)
	}
}

func TestAPackageThatDiesBetweenTestsIsAFailure(t *testing.T) {
	r, out := told(t,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"pass","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Output":"panic: late\n"}`,
		`{"Action":"fail","Package":"p"}`)
	if !r.broken || !strings.Contains(out, "panic: late") {
		t.Errorf("broken %v, told:\n%s", r.broken, out)
	}
}

func TestSkipsAreNeverSilent(t *testing.T) {
	r, out := told(t,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: no recordings here\n"}`,
		`{"Action":"skip","Package":"p","Test":"TestA"}`,
		`{"Action":"pass","Package":"p"}`)
	if r.skipped != 1 || r.broken || !strings.Contains(out, "no recordings here") {
		t.Errorf("skipped %d, broken %v, told:\n%s", r.skipped, r.broken, out)
	}
}

func TestWhatHasSubtestsIsCountedByThem(t *testing.T) {
	r, _ := told(t,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"run","Package":"p","Test":"TestA/one"}`,
		`{"Action":"run","Package":"p","Test":"TestA/two"}`,
		`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
		`{"Action":"fail","Package":"p","Test":"TestA/two"}`,
		`{"Action":"fail","Package":"p","Test":"TestA"}`,
		`{"Action":"fail","Package":"p"}`)
	if r.passed != 1 || r.failed != 1 {
		t.Errorf("passed %d, failed %d", r.passed, r.failed)
	}
}

func TestWordsThatAreNoEventsArePassedOn(t *testing.T) {
	if _, out := told(t, "go: cannot find module"); out != "go: cannot find module\n" {
		t.Errorf("told:\n%s", out)
	}
}
