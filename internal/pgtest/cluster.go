package pgtest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const superuser = "curfew_test"

// cluster is a running server that belongs to this process.
type cluster struct {
	address   string
	password  string
	directory string
}

// running is the process's one cluster, started when it is first asked for.
var running = sync.OnceValues(startCluster)

func startCluster() (*cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	account, err := serverAccount()
	if err != nil {
		return nil, err
	}
	directory, err := os.MkdirTemp("", "curfew-pgtest-")
	if err != nil {
		return nil, err
	}
	started := &cluster{password: rand.Text(), directory: directory}
	if err := started.start(bin, account); err != nil {
		return nil, errors.Join(err, os.RemoveAll(directory))
	}
	return started, nil
}

func (c *cluster) start(bin string, account *account) error {
	secret := filepath.Join(c.directory, "password")
	if err := os.WriteFile(secret, []byte(c.password), 0o600); err != nil {
		return err
	}
	if err := account.own(c.directory, secret); err != nil {
		return err
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "--pgdata", filepath.Join(c.directory, "data"), "--no-sync",
		"--username", superuser, "--pwfile", secret, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C")
	initdb.Dir, initdb.SysProcAttr = c.directory, account.attributes()
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	var err error
	for range 3 { // somebody else may take the port before the server does
		if err = c.serve(bin, account); err == nil {
			return nil
		}
	}
	return err
}

// serve starts the server and waits until it answers.
func (c *cluster) serve(bin string, account *account) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	c.address = net.JoinHostPort("127.0.0.1", port)
	ended, err := guarded(bin, c.directory, port, account)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		if c.run("SELECT 1") == nil {
			return nil
		}
		select {
		case <-ended:
			return fmt.Errorf("postgres did not start:\n%s", c.log())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return fmt.Errorf("postgres does not answer:\n%s", c.log())
}

func (c *cluster) log() string {
	raw, err := os.ReadFile(filepath.Join(c.directory, "log"))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(raw))
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, errors.Join(err, listener.Close())
}
