package dev

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/cmd/curfew/internal/temporalchild"
	"github.com/curfewhq/curfew/internal/config"
)

// house are options for a new directory; the child is a program that says line.
func options(t *testing.T, line string) Options {
	t.Helper()
	programs := t.TempDir()
	script := "#!/bin/sh\necho '" + line + "'\n"
	if err := os.WriteFile(filepath.Join(programs, temporalchild.Program), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return Options{
		Data: filepath.Join(t.TempDir(), "data"), Settings: config.Defaults(),
		Executable: filepath.Join(programs, "curfew"), Out: io.Discard, Err: io.Discard,
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func taken(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

const refused = `{"error":{"code":"port_in_use","message":"Port 7 for Temporal is taken by another program; stop it or choose another port with --port.","flag":"--port"}}`

func TestRunRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		given func(*testing.T, *Options)
		says  []string
	}{
		"a busy console":       {func(t *testing.T, o *Options) { o.Ports.Console = taken(t) }, []string{"console", "--port"}},
		"a busy simulator":     {func(t *testing.T, o *Options) { o.Ports.Okta = taken(t) }, []string{"simulator", "--okta-port"}},
		"a busy Temporal":      {func(*testing.T, *Options) {}, []string{"port 7", "--temporal-port"}},
		"no name":              {func(_ *testing.T, o *Options) { o.Data = "" }, []string{"--data"}},
		"a missing parent":     {func(_ *testing.T, o *Options) { o.Data = filepath.Join(o.Data, "below") }, []string{"missing", "--data"}},
		"a file":               {func(t *testing.T, o *Options) { put(t, o.Data, "") }, []string{"not a directory", "--data"}},
		"a missing program":    {func(_ *testing.T, o *Options) { o.Executable = "/nowhere/curfew" }, []string{"curfew-temporal", "make build"}},
		"a damaged record":     {func(t *testing.T, o *Options) { put(t, filepath.Join(o.Data, "curfew.db"), strings.Repeat("x", 5000)) }, []string{"curfew.db", "damaged", "--data"}},
		"a damaged simulation": {func(t *testing.T, o *Options) { put(t, filepath.Join(o.Data, "okta.json"), "{") }, []string{"okta.json", "damaged", "--data"}},
		"a foreign simulation": {func(t *testing.T, o *Options) { put(t, filepath.Join(o.Data, "okta.json"), "{}") }, []string{"okta.json", "--data"}},
		"a newer simulation": {func(t *testing.T, o *Options) {
			put(t, filepath.Join(o.Data, "okta.json"), `{"format":"curfew-okta-simulator","version":99}`)
		}, []string{"okta.json", "99", "--data"}},
		"another organisation": {func(t *testing.T, o *Options) {
			put(t, filepath.Join(o.Data, "okta.org"), "https://example.okta.com\n")
		}, []string{"https://example.okta.com", "CURFEW_OKTA_ORG_URL", "--data"}},
		"the simulator's house": {func(t *testing.T, o *Options) {
			put(t, filepath.Join(o.Data, "okta.org"), simulator+"\n")
			o.Settings.Okta.OrgURL, o.Settings.Okta.APIToken = "https://example.okta.com", "topsecret"
		}, []string{"simulator", "https://example.okta.com", "--data"}},
		"a token over plain HTTP": {func(_ *testing.T, o *Options) {
			o.Settings.Okta.OrgURL, o.Settings.Okta.APIToken = "http://example.okta.com", "topsecret"
		}, []string{"https only"}},
	} {
		t.Run(name, func(t *testing.T) {
			given := options(t, refused)
			test.given(t, &given)
			var out bytes.Buffer
			given.Out = &out
			err := Run(t.Context(), given)
			if err == nil {
				t.Fatal("it ran")
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "topsecret") || out.Len() > 0 {
				t.Errorf("not one sentence, or more: %q, %q", err, out.String())
			}
		})
	}
}

func TestRunRefusesADirectoryInUse(t *testing.T) {
	given := options(t, refused)
	where, err := openDirectory(given.Data)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := where.lock()
	if err != nil {
		t.Fatal(err)
	}
	err = Run(t.Context(), given)
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) || !strings.Contains(err.Error(), "--data") {
		t.Errorf("got %v", err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	if lock, err = where.lock(); err != nil {
		t.Errorf("the lock is not given back: %v", err)
	}
	_ = lock.Close()
}

func TestRunLeavesNothingBehind(t *testing.T) {
	given := options(t, refused)
	put(t, filepath.Join(given.Data, addressesFile), "{}")
	given.Ports.Console, given.Ports.Okta = 0, 0
	for range 2 { // the second one finds ports and lock free again
		if err := Run(t.Context(), given); err == nil || !strings.Contains(err.Error(), "--temporal-port") {
			t.Fatalf("got %v", err)
		}
	}
	if _, err := os.Stat(filepath.Join(given.Data, addressesFile)); err == nil {
		t.Error("addresses of nothing remain")
	}
}

func TestRunStopsWhileStarting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, options(t, refused)); err != nil {
		t.Errorf("asked to stop, it said %v", err)
	}
}

func TestInOurWords(t *testing.T) {
	for _, test := range []struct{ theirs, ours string }{
		{"Port 7233 is taken; choose another port with --port.", "port 7233 is taken; choose another port with --temporal-port"},
		{"Port 8233 is taken; choose another port with --ui-port.", "port 8233 is taken; choose another port with --temporal-ui-port"},
		{"x.db is in use; stop that one, or name another file with --db.", "x.db is in use; stop that one, or name another directory with --data"},
		{"x.db was written by Temporal 9.0.0.", "x.db was written by Temporal 9.0.0; --data names another directory"},
	} {
		if got := inOurWords(&temporalchild.Failure{Message: test.theirs}).Error(); got != test.ours {
			t.Errorf("%q, want %q", got, test.ours)
		}
	}
}

func TestPorts(t *testing.T) {
	for name, ports := range map[string]Ports{
		"--okta-port":    {Okta: -1},
		"--port":         {Console: 65536},
		"have to differ": {Temporal: 8080, TemporalUI: 8080},
	} {
		if err := ports.Validate(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%+v: %v", ports, err)
		}
	}
	if err := (Ports{}).Validate(); err != nil {
		t.Errorf("free ports: %v", err)
	}
}
