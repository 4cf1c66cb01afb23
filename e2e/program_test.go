package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// curfew is the binary under test, built once with the race detector.
var curfew = sync.OnceValues(func() (string, error) {
	root, err := filepath.Abs("..")
	if err != nil {
		return "", err
	}
	temporal := filepath.Join(root, "bin", "curfew-temporal")
	if _, err := os.Stat(temporal); err != nil {
		return "", fmt.Errorf("bin/curfew-temporal is missing: type `make devserver`")
	}
	dir, err := os.MkdirTemp("", "curfew-e2e-")
	if err != nil {
		return "", err
	}
	if err := os.Symlink(temporal, filepath.Join(dir, "curfew-temporal")); err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "curfew")
	build := exec.Command("go", "build", "-race", "-o", binary, "./cmd/curfew")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the binary does not build: %w\n%s", err, out)
	}
	return binary, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if binary, err := curfew(); err == nil {
		_ = os.RemoveAll(filepath.Dir(binary))
	}
	os.Exit(code)
}

// program is a running process of ours.
type program struct {
	cmd  *exec.Cmd
	out  *bytes.Buffer
	done chan struct{}
}

// start runs the binary in a process group of its own. It is killed with the test.
func start(t *testing.T, env []string, args ...string) *program {
	t.Helper()
	binary, err := curfew()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{cmd: exec.Command(binary, args...), out: &bytes.Buffer{}, done: make(chan struct{})}
	p.cmd.Env = append(cleanEnvironment(), env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%v said:\n%s", args, p.out.String())
		}
	})
	return p
}

// kill is kill -9 of the process; what it started ends because it does.
func (p *program) kill() {
	_ = p.cmd.Process.Signal(syscall.SIGKILL)
	<-p.done
}

// interrupt is Ctrl-C, and reports how long the program took to end.
func (p *program) interrupt() time.Duration {
	began := time.Now()
	_ = p.cmd.Process.Signal(syscall.SIGINT)
	<-p.done
	return time.Since(began)
}

// run runs a command to its end and answers with what it wrote and its exit code.
func run(t *testing.T, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	binary, err := curfew()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Env = append(cleanEnvironment(), env...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return out.String(), errs.String(), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), 0
}

// cleanEnvironment is ours without anything that would configure Curfew.
func cleanEnvironment() []string {
	var env []string
	for _, pair := range os.Environ() {
		if !bytes.HasPrefix([]byte(pair), []byte("CURFEW_")) {
			env = append(env, pair)
		}
	}
	return env
}

// addresses is where `curfew dev` serves what.
type addresses struct {
	Console    string `json:"console"`
	Temporal   string `json:"temporal"`
	TemporalUI string `json:"temporal_ui"`
	Okta       string `json:"okta"`
}

// dev starts everything on free ports with its state in a folder, and returns
// when it is ready.
func dev(t *testing.T, data string, env ...string) (*program, addresses) {
	t.Helper()
	file := filepath.Join(data, "addresses.json")
	_ = os.Remove(file)
	p := start(t, env, "dev", "--data", data, "--port", "0", "--temporal-port", "0", "--temporal-ui-port", "0", "--okta-port", "0")
	var where addresses
	eventually(t, 90*time.Second, "curfew dev is ready", func() bool {
		select {
		case <-p.done:
			t.Fatalf("curfew dev ended:\n%s", p.out.String())
		default:
		}
		content, err := os.ReadFile(file)
		return err == nil && json.Unmarshal(content, &where) == nil && where.Console != ""
	})
	return p, where
}

// eventually waits for something to become true; the limit is for a machine that
// hangs and never part of what is promised.
func eventually(t *testing.T, limit time.Duration, what string, true_ func() bool) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for !true_() {
		if time.Now().After(deadline) {
			t.Fatalf("not within %s: %s", limit, what)
		}
		time.Sleep(100 * time.Millisecond)
	}
}
