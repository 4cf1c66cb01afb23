package pgtest

import (
	"sync"
	"testing"
)

// Template is a database that is prepared once in a process, copied for as many
// tests as run at the same time, and handed from one to the next: copying takes
// Postgres about a second on a busy machine.
type Template struct {
	// Prepare fills the database at that URL and closes its connections to it.
	Prepare func(url string) error
	// Reset makes a database that a test is done with as Prepare left it.
	Reset func(url string) error

	once sync.Once
	name string
	err  error

	mu   sync.Mutex
	idle []string
}

// Database gives the test a database as Prepare left it, for itself alone until it
// ends, and returns its URL.
func (p *Template) Database(t testing.TB) string {
	t.Helper()
	server, err := running()
	if err != nil {
		t.Fatal(err)
	}
	if p.once.Do(func() { p.prepare(server) }); p.err != nil {
		t.Fatalf("preparing a template database: %v", p.err)
	}
	name, found := p.take()
	if !found {
		if name, err = server.create(p.name); err != nil {
			t.Fatal(err)
		}
	}
	url := server.url(name)
	t.Cleanup(func() {
		if err := p.Reset(url); err != nil {
			t.Errorf("resetting the test's database: %v", err)
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		p.idle = append(p.idle, name)
	})
	return url
}

func (p *Template) prepare(server *cluster) {
	if p.name, p.err = server.create("template0"); p.err == nil {
		p.err = p.Prepare(server.url(p.name))
	}
}

func (p *Template) take() (name string, found bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return "", false
	}
	last := len(p.idle) - 1
	name, p.idle = p.idle[last], p.idle[:last]
	return name, true
}
