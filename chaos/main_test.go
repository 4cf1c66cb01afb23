package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestMain lets this program start itself again as a worker, as the real one does.
func TestMain(m *testing.M) {
	if text := os.Getenv(ordersVariable); text != "" {
		if err := work(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// temporalProgram is the Temporal server of the tests.
func temporalProgram(t *testing.T) string {
	t.Helper()
	program, err := filepath.Abs("../bin/curfew-temporal")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Fatal("bin/curfew-temporal is missing: type `make devserver`")
	}
	return program
}
