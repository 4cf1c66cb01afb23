package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/curfewhq/curfew/workflows"
)

// server is the Temporal server, a process of its own that can be killed.
type server struct {
	program, directory string
	address            string // host:port, kept over restarts
	process            *exec.Cmd
	stdin              io.Closer
}

// temporalDatabase is the file that it keeps everything in.
const temporalDatabase = "temporal.db"

func startTemporal(program, directory string) (*server, error) {
	s := &server{program: program, directory: directory}
	return s, s.start()
}

// start returns when the server is ready. A restarted one listens where it did.
func (s *server) start() error {
	port := "0"
	if s.address != "" {
		_, port, _ = net.SplitHostPort(s.address) // it was announced as host:port
	}
	args := []string{
		"--db", filepath.Join(s.directory, temporalDatabase), "--log-file", filepath.Join(s.directory, "temporal.log"),
		"--port", port, "--ui-port", "0", "--namespace", namespace, "--exit-with-stdin",
	}
	attributes := workflows.SearchAttributes()
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		args = append(args, "--search-attribute", name+"="+attributes[name])
	}
	s.process = exec.Command(s.program, args...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.process.Stderr = os.Stderr
	stdin, err := s.process.StdinPipe()
	if err != nil {
		return err
	}
	stdout, err := s.process.StdoutPipe()
	if err != nil {
		return err
	}
	s.stdin = stdin
	if err := s.process.Start(); err != nil {
		return fmt.Errorf("Temporal cannot be started: %w; type `make devserver` first", err)
	}
	output := bufio.NewReader(stdout)
	text, err := output.ReadBytes('\n')
	var said struct {
		Ready    bool
		Frontend string
		Error    struct{ Message string }
	}
	if err == nil {
		err = json.Unmarshal(text, &said)
	}
	if err != nil || !said.Ready {
		return errors.Join(fmt.Errorf("Temporal does not start: %s", strings.TrimSpace(said.Error.Message)), err)
	}
	s.address = said.Frontend
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return nil
}

// kill is kill -9.
func (s *server) kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// stop lets it go in order.
func (s *server) stop() {
	_ = s.stdin.Close()
	_ = s.process.Wait()
}
