package dev

import (
	"fmt"
	"io"
	"time"
)

// patience is how long something may take before it is worth a word.
const patience = 3 * time.Second

// progress tells people what a slow start is at; a quick one says nothing.
type progress struct{ out io.Writer }

// during runs one stage of the start.
func (p progress) during(doing string, stage func() error) error {
	done := make(chan struct{})
	said := make(chan struct{})
	go func() {
		defer close(said)
		select {
		case <-done:
		case <-time.After(patience):
			fmt.Fprintf(p.out, "%s ...\n", doing)
		}
	}()
	err := stage()
	close(done)
	<-said
	return err
}
