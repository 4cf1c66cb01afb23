package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// asServer makes the test binary the server itself, so that the tests have a
// process to kill without a second build.
const asServer = "CURFEW_TEMPORAL_TEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		main()
	}
	os.Exit(m.Run())
}

// child is a running server, with what a parent sees of it.
type child struct {
	t      *testing.T
	cmd    *exec.Cmd
	stdin  io.Closer
	stdout *bufio.Reader
	// Ready and Error are its line.
	Ready readiness
	Error *startFailure
}

// startChild starts a server and reads its line. The test ends it.
func startChild(t *testing.T, args ...string) *child {
	t.Helper()
	c := &child{t: t, cmd: exec.Command(os.Args[0], args...)}
	c.cmd.Env = append(os.Environ(), asServer+"=1")
	c.cmd.Stderr = os.Stderr
	stdin, err := c.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.stdin, c.stdout = stdin, bufio.NewReader(stdout)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.cmd.Process.Kill() })

	limit := time.AfterFunc(readyLimit+lockPatience, func() { _ = c.cmd.Process.Kill() })
	line, err := c.stdout.ReadBytes('\n')
	limit.Stop()
	if err != nil {
		t.Fatalf("the server printed no line: %v", err)
	}
	answer := struct {
		*readiness
		Error **startFailure `json:"error"`
	}{&c.Ready, &c.Error}
	if err := json.Unmarshal(line, &answer); err != nil {
		t.Fatalf("the server printed %q: %v", line, err)
	}
	return c
}

// kill ends the server as a power cut would.
func (c *child) kill() {
	c.t.Helper()
	if err := c.cmd.Process.Kill(); err != nil {
		c.t.Fatal(err)
	}
	c.wait()
}

// wait returns the exit status, -1 for a signal, and requires that nothing came
// after the one line.
func (c *child) wait() int {
	c.t.Helper()
	limit := time.AfterFunc(2*stopLimit, func() {
		c.t.Error("the server does not stop")
		_ = c.cmd.Process.Kill()
	})
	defer limit.Stop()
	if rest, err := io.ReadAll(c.stdout); err != nil || len(rest) > 0 {
		c.t.Errorf("after its line the server printed %q, %v", rest, err)
	}
	err := c.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return c.cmd.ProcessState.ExitCode()
}
