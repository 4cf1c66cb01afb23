package main

import (
	"os"

	"github.com/curfewhq/curfew/internal/config"
)

// onTerminal tells whether somebody sits at the other end of a stream.
func onTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// colours tells whether what is printed may be coloured: on a terminal that can,
// unless NO_COLOR (no-color.org) is set.
func (p program) colours() bool {
	return onTerminal(p.out) && config.Lookup(p.environ, "NO_COLOR") == "" && config.Lookup(p.environ, "TERM") != "dumb"
}
