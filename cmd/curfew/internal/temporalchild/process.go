package temporalchild

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// stopTime is how long a child gets to stop by itself: its own limit and a margin.
const stopTime = 7 * time.Second

// process is one run of the child.
type process struct {
	command *exec.Cmd
	stdin   io.Closer
	done    chan struct{} // closed when it has ended
	err     error         // how it ended; read after done
}

// launch starts the child and waits for its line; when ctx ends first, or the
// child says no, nothing is left running.
func launch(ctx context.Context, options Options) (*process, Ready, error) {
	command := exec.Command(options.Program, options.args()...)
	command.Env = options.Environ
	command.Stderr = options.Stderr
	ownGroup(command)
	stdin, err := command.StdinPipe()
	if err != nil {
		return nil, Ready{}, err
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, Ready{}, err
	}
	if err := command.Start(); err != nil {
		return nil, Ready{}, fmt.Errorf("%s cannot be started: %w", options.Program, err)
	}
	p := &process{command: command, stdin: stdin, done: make(chan struct{})}
	type announced struct {
		ready Ready
		err   error
	}
	line := make(chan announced, 1)
	go func() {
		ready, err := readAnnouncement(stdout)
		line <- announced{ready, err}
		_, _ = io.Copy(io.Discard, stdout) // a second line would break the contract, and must not block
		p.err = command.Wait()
		close(p.done)
	}()
	select {
	case said := <-line:
		if said.err != nil {
			p.stop()
			return nil, Ready{}, said.err
		}
		return p, said.ready, nil
	case <-ctx.Done():
		p.stop()
		return nil, Ready{}, ctx.Err()
	}
}

// stop ends the child's input and waits for it; one that takes too long is killed.
func (p *process) stop() {
	_ = p.stdin.Close() // it may be gone already
	select {
	case <-p.done:
		return
	case <-time.After(stopTime):
	}
	killGroup(p.command)
	<-p.done
}
