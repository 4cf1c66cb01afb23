package dev

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLogFileStaysSmall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "curfew.log")
	for range 2 { // a second process goes on where the first one was
		log, err := openLogFile(path, 100)
		if err != nil {
			t.Fatal(err)
		}
		for range 30 {
			if _, err := log.Write([]byte("0123456789\n")); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := log.Write([]byte("late")); err == nil {
			t.Error("a closed log takes entries")
		}
	}
	for _, name := range []string{path, path + ".1"} {
		content, err := os.ReadFile(name)
		if err != nil || len(content) > 100 || !strings.HasSuffix(string(content), "9\n") {
			t.Errorf("%s has %d bytes, %v", name, len(content), err)
		}
	}
}

func TestLogFileThatCannotBePutAsideGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "curfew.log")
	if err := os.MkdirAll(filepath.Join(path+".1", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	log, err := openLogFile(path, 15)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := log.Write([]byte("0123456789\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(path); err != nil || len(content) != 33 {
		t.Errorf("%d bytes, %v", len(content), err)
	}
}
