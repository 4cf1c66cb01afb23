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
	stdin   io.WriteCloser
	log     io.WriteCloser
	done    chan struct{}
	act     func(passed) bool // does something to a run at its point, if that can be

	mu     sync.Mutex
	said   []passed
	acting sync.WaitGroup
}

// startWorker starts this program again as a worker. Where somebody is to do something
// to a run at its point, act is called, and the run waits for it.
func startWorker(given orders, act func(passed) bool) (*process, error) {
	text, err := json.Marshal(given)
	if err != nil {
		return nil, err
	}
	itself, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{command: exec.Command(itself), done: make(chan struct{}), act: act}
	p.command.Env = append(os.Environ(), ordersVariable+"="+string(text))
	if p.log, err = openLog(given.Log); err != nil {
		return nil, err
	}
	p.command.Stderr = io.MultiWriter(os.Stderr, p.log)
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
		if line.Held && line.Point.Fault.acts() {
			p.acting.Go(func() { p.meet(line) })
			continue
		}
		p.say(line)
	}
	_ = p.command.Wait() // it was killed
	_ = p.log.Close()
	p.acting.Wait()
	close(p.done)
}

// meet does to a run what is to be done to it at its point, and then has it go on.
func (p *process) meet(line passed) {
	if p.act(line) {
		p.say(line)
	}
	_, _ = io.WriteString(p.stdin, line.Case+"\n") // who is dead hears nothing
}

func (p *process) say(line passed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.said = append(p.said, line)
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
