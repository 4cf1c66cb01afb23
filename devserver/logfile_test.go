package main

import (
	"bytes"
	"path/filepath"
	"testing"
)

func TestLogFileStaysUnderItsLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "temporal.log")
	line := []byte("0123456789\n")
	for range 3 { // each round is a restart
		log, err := openLogFile(path, 30)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := log.Write(line); err != nil {
			t.Fatal(err)
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if full, current := read(t, path+".1"), read(t, path); !bytes.Equal(full, bytes.Repeat(line, 2)) || !bytes.Equal(current, line) {
		t.Errorf("set aside %q, kept %q", full, current)
	}
}
