package main

import (
	"encoding/json"
	"io"
	"sync"
)

// readiness is the line that tells the parent where to connect.
type readiness struct {
	Ready     bool   `json:"ready"`
	Frontend  string `json:"frontend"`
	UI        string `json:"ui"`
	Server    string `json:"server"`
	UIVersion string `json:"ui_version"`
}

// announcer owns standard output and writes at most one line to it, whoever
// speaks first: a failure after ready goes to the log only.
type announcer struct {
	out  io.Writer
	once sync.Once
}

func (a *announcer) ready(r readiness) { a.line(r) }

func (a *announcer) failed(err error) {
	a.line(struct {
		Error *startFailure `json:"error"`
	}{asFailure(err)})
}

// line ignores write errors: they mean that the parent has gone, which the
// lifetime notices by itself.
func (a *announcer) line(v any) {
	a.once.Do(func() {
		encoder := json.NewEncoder(a.out)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(v)
	})
}
