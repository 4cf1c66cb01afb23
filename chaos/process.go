package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
)

// process is a running worker.
type process struct {
	command *exec.Cmd
	stdin   io.Closer
	done    chan struct{}

	mu   sync.Mutex
	said []passed
}

// startWorker starts this program again as a worker.
func startWorker(given orders) (*process, error) {
	text, err := json.Marshal(given)
	if err != nil {
		return nil, err
	}
	itself, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{command: exec.Command(itself), done: make(chan struct{})}
	p.command.Env = append(os.Environ(), ordersVariable+"="+string(text))
	p.command.Stderr = os.Stderr
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if p.stdin, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("a worker cannot be started: %w", err)
	}
	go p.listen(out)
	return p, nil
}

func (p *process) listen(out io.Reader) {
	lines := json.NewDecoder(out)
	for {
		var line passed
		if lines.Decode(&line) != nil {
			break
		}
		p.mu.Lock()
		p.said = append(p.said, line)
		p.mu.Unlock()
	}
	_ = p.command.Wait() // it was killed
	close(p.done)
}

// lines are what the worker has said so far.
func (p *process) lines() []passed {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]passed{}, p.said...)
}

// kill is kill -9, and returns when the process is gone.
func (p *process) kill() {
	_ = p.command.Process.Signal(syscall.SIGKILL)
	<-p.done
}
