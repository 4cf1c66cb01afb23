package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// house is a `curfew dev` of its own.
type house struct {
	binary, data, okta string
	process            *exec.Cmd
	ended              chan struct{}
	where              addresses
	log                *os.File
}

// addresses is what `curfew dev` writes when everything answers.
type addresses struct {
	Console  string `json:"console"`
	Temporal string `json:"temporal"`
}

// moveIn starts it and returns when it is ready.
func moveIn(ctx context.Context, binary, data, okta string) (*house, error) {
	h := &house{binary: binary, data: data, okta: okta}
	return h, h.start(ctx)
}

func (h *house) start(ctx context.Context) error {
	file := filepath.Join(h.data, "addresses.json")
	_ = os.Remove(file) // of the one that was killed
	var err error
	if h.log, err = os.OpenFile(filepath.Join(h.data, "storm.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return err
	}
	h.process = exec.Command(h.binary, "dev", "--data", h.data, "--port", "0", "--temporal-port", "0", "--temporal-ui-port", "0")
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "CURFEW_") {
			h.process.Env = append(h.process.Env, pair)
		}
	}
	h.process.Env = append(h.process.Env, "CURFEW_OKTA_ORG_URL="+h.okta, "CURFEW_OKTA_API_TOKEN="+token)
	h.process.Stdout, h.process.Stderr = h.log, h.log
	h.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := h.process.Start(); err != nil {
		return fmt.Errorf("%w; make build builds it", err)
	}
	h.ended = make(chan struct{})
	go func() {
		_ = h.process.Wait() // how it ended is in its log
		close(h.ended)
	}()
	return until(ctx, 5*time.Minute, "curfew dev is ready", func() (bool, error) {
		select {
		case <-h.ended:
			said, _ := os.ReadFile(h.log.Name())
			return false, fmt.Errorf("curfew dev ended:\n%s", said)
		default:
		}
		content, err := os.ReadFile(file)
		return err == nil && json.Unmarshal(content, &h.where) == nil && h.where.Console != "", nil
	})
}

// kill is kill -9; the Temporal that it started ends because it does.
func (h *house) kill() {
	_ = h.process.Process.Signal(syscall.SIGKILL) // it may have ended already
	<-h.ended
	_ = h.log.Close()
}

// until waits for something to become true; the limit is for what hangs.
func until(ctx context.Context, limit time.Duration, what string, happened func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		done, err := happened()
		if done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("not within %s: %s (%w)", limit, what, ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}
