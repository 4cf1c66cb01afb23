package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/curfewhq/curfew/workflows"
)

// process is a child that ends with its standard input.
type process struct {
	cmd   *exec.Cmd
	stdin io.Closer
}

// startProcess returns with the first line that the child writes.
func startProcess(program string, args ...string) (*process, string, error) {
	p := &process{cmd: exec.Command(program, args...)}
	p.cmd.Stderr = os.Stderr
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, "", err
	}
	p.stdin = stdin
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, "", err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		p.stop()
		return nil, "", fmt.Errorf("%s ended without a word: %w", program, err)
	}
	return p, line, nil
}

// stop ends it in order.
func (p *process) stop() {
	_ = p.stdin.Close()
	_ = p.cmd.Wait() // how it ended is of no interest
}

// kill is kill -9.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// startTemporal starts Temporal on a file and answers with its address. An empty
// port is any free one.
func startTemporal(program, database, port string) (*process, string, error) {
	args := []string{
		"--db", database, "--port", port, "--ui-port", "0", "--namespace", namespace,
		"--log-file", database + ".log", "--log-level", "error", "--exit-with-stdin",
	}
	attributes := workflows.SearchAttributes()
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		args = append(args, "--search-attribute", name+"="+attributes[name])
	}
	p, line, err := startProcess(program, args...)
	if err != nil {
		return nil, "", err
	}
	var said struct {
		Frontend string `json:"frontend"`
	}
	if err := json.Unmarshal([]byte(line), &said); err != nil || said.Frontend == "" {
		p.stop()
		return nil, "", fmt.Errorf("Temporal did not start: %s", strings.TrimSpace(line))
	}
	return p, said.Frontend, nil
}

func startWorker(kind, temporal, database string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p, _, err := startProcess(self, "worker", kind, temporal, database)
	return p, err
}

// tick is the unit of processor time in /proc.
const tick = 10 * time.Millisecond

// cpu is how long processors worked for it so far.
func (p *process) cpu() time.Duration {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	// The name in brackets may hold anything; user and system time are the 12th and
	// 13th field after it.
	_, after, _ := strings.Cut(string(content), ") ")
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
}

// memory is what it has in main memory, in bytes.
func (p *process) memory() int64 {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(content)) {
		if rest, found := strings.CutPrefix(line, "VmRSS:"); found {
			kilobytes, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kilobytes * 1024
		}
	}
	return 0
}
