package temporalchild

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestStartFails(t *testing.T) {
	for how, says := range map[string]string{
		"refuse": "Port 7233 is taken",
		"crash":  "without a word",
		"babble": "invalid character",
	} {
		t.Run(how, func(t *testing.T) {
			options, directory := fake(t, how)
			child, err := Start(t.Context(), options)
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Fatalf("got %v, %v", child, err)
			}
			var failure *Failure
			if errors.As(err, &failure) != (how == "refuse") {
				t.Errorf("%T", err)
			}
			if count := len(runs(directory)); count != 1 {
				t.Errorf("%d runs", count)
			}
		})
	}
}

func TestStartOfWhatIsNoProgram(t *testing.T) {
	options, _ := fake(t, "ready")
	options.Program = "/nowhere/curfew-temporal"
	if _, err := Start(t.Context(), options); err == nil || !strings.Contains(err.Error(), "/nowhere/curfew-temporal") {
		t.Errorf("got %v", err)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	options, _ := fake(t, "silent")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, options); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestStopKillsAChildThatDoesNotListen(t *testing.T) {
	t.Parallel()
	options, _ := fake(t, "deaf")
	child, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	child.Stop()
	if took := time.Since(begun); took < stopTime || took > stopTime+3*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestChildRunsAndStops(t *testing.T) {
	options, directory := fake(t, "ready")
	child, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	if ready := child.Ready(); ready.Frontend != "127.0.0.1:17233" || ready.UI != "http://127.0.0.1:18233" {
		t.Errorf("got %+v", ready)
	}
	child.Stop()
	child.Stop()
	if child.Err() != nil || len(runs(directory)) != 1 {
		t.Errorf("%v, %d runs", child.Err(), len(runs(directory)))
	}
}

func TestChildIsStartedAgainWhereItWas(t *testing.T) {
	options, directory := fake(t, "die once")
	child, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for len(runs(directory)) < 2 && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	child.Stop()
	if count := len(runs(directory)); count != 2 {
		t.Fatalf("%d runs", count)
	}
	var again int
	for _, mark := range runs(directory) {
		content, err := os.ReadFile(mark)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(content), "--port 17233 --ui-port 18233") {
			again++
		}
	}
	if again != 1 {
		t.Errorf("%d runs on the ports of the first", again)
	}
}

func TestFind(t *testing.T) {
	beside, onPath := t.TempDir(), t.TempDir()
	for _, directory := range []string{beside, onPath} {
		if err := os.WriteFile(filepath.Join(directory, Program), []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	notRunnable := t.TempDir()
	if err := os.WriteFile(filepath.Join(notRunnable, Program), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := notRunnable + string(filepath.ListSeparator) + onPath
	if _, err := Find(filepath.Join(notRunnable, "curfew"), notRunnable); err == nil || !strings.Contains(err.Error(), "build it with") {
		t.Errorf("found what cannot be run: %v", err)
	}
	for executable, want := range map[string]string{filepath.Join(beside, "curfew"): beside, filepath.Join(notRunnable, "curfew"): onPath} {
		if got, err := Find(executable, path); err != nil || got != filepath.Join(want, Program) {
			t.Errorf("%s, %v", got, err)
		}
	}
}
