package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestChoosePortsRefusesABusyPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	busy := listener.Addr().(*net.TCPAddr).Port

	for flagName, o := range map[string]options{
		"--port":    {IP: "127.0.0.1", Port: busy},
		"--ui-port": {IP: "127.0.0.1", UIPort: busy},
	} {
		_, _, err := choosePorts(o)
		failure := wantFailure(t, err, codePortInUse)
		if failure.Flag != flagName || !strings.Contains(failure.Message, flagName) {
			t.Errorf("for %s: %+v", flagName, failure)
		}
	}
}

func TestChoosePortsPicksDifferentOnes(t *testing.T) {
	o, ports, err := choosePorts(options{IP: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{0: true}
	for _, port := range []int{o.Port, o.UIPort, ports.history, ports.matching, ports.worker} {
		if seen[port] {
			t.Fatalf("the ports are %+v and %+v", o, ports)
		}
		seen[port] = true
	}
}

func TestCheckDirectoryRefuses(t *testing.T) {
	directory := t.TempDir()
	file := filepath.Join(directory, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	readOnly := filepath.Join(directory, "read-only")
	if err := os.Mkdir(readOnly, 0o500); err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"a missing directory":    filepath.Join(directory, "missing", "temporal.db"),
		"a file for a directory": filepath.Join(file, "temporal.db"),
		"a directory not for us": filepath.Join(readOnly, "temporal.db"),
		"a path that cannot be":  filepath.Join(directory, "\x00", "temporal.db"),
	}
	if os.Geteuid() == 0 {
		delete(tests, "a directory not for us") // root may write anywhere
	}
	for name, path := range tests {
		t.Run(name, func(t *testing.T) {
			failure := wantFailure(t, checkDirectory(path, "--db"), codeDirectoryMissing)
			if failure.Flag != "--db" || !strings.Contains(failure.Message, filepath.Dir(path)) {
				t.Errorf("got %+v", failure)
			}
		})
	}
}

func TestCheckDirectoryLeavesNothingBehind(t *testing.T) {
	directory := t.TempDir()
	if err := checkDirectory(filepath.Join(directory, "temporal.db"), "--db"); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(directory); len(entries) != 0 {
		t.Errorf("left %v", entries)
	}
}

func TestLockDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "temporal.db")
	if err := lockDatabase(t.Context(), path, 0); err != nil {
		t.Fatal(err)
	}
	held := heldLock
	wantFailure(t, lockDatabase(t.Context(), path, 0), codeDatabaseInUse)
	held.Close()
	if err := lockDatabase(t.Context(), path, 0); err != nil {
		t.Fatalf("after release: %v", err)
	}
	heldLock.Close()
}
