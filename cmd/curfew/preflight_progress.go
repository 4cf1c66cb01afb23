package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
)

// preflightProgress says how far it is, on a terminal in one line that moves.
type preflightProgress struct {
	out   io.Writer
	moves bool
	every time.Duration
	total string
	clock func() time.Time
	last  time.Time
	said  bool
}

func newPreflightProgress(ctx context.Context, p program, source preflight.Source, selection preflight.Selection, limit int) *preflightProgress {
	progress := &preflightProgress{out: p.err, moves: onTerminal(p.err), every: 15 * time.Second, clock: time.Now, last: time.Now()}
	if progress.moves {
		progress.every = 200 * time.Millisecond
	}
	// Without it the count is as good, only nobody knows out of how many.
	if count, err := source.Count(ctx, selection); err == nil {
		if limit > 0 && limit < count {
			count = limit
		}
		progress.total = fmt.Sprintf(" of about %d", count)
	}
	return progress
}

// tell says it from time to time.
func (p *preflightProgress) tell(counts preflight.Counts) {
	now := p.clock()
	if now.Sub(p.last) < p.every {
		return
	}
	p.last, p.said = now, true
	line := fmt.Sprintf("%d%s looked at, %d would break", counts.Looked(), p.total, counts.WouldBreak)
	if p.moves {
		fmt.Fprintf(p.out, "\r\x1b[K%s", line)
		return
	}
	fmt.Fprintln(p.out, line)
}

// end leaves the terminal as it was.
func (p *preflightProgress) end() {
	if p.moves && p.said {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
