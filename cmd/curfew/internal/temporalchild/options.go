package temporalchild

import (
	"io"
	"log/slog"
	"maps"
	"slices"
	"strconv"
)

// Options say what to run and with what.
type Options struct {
	Program    string // see Find
	Database   string // Temporal's file
	LogFile    string // of the child
	Port       int    // 0 picks a free one
	UIPort     int    // 0 picks a free one
	Namespace  string
	Attributes map[string]string // search attributes, by name
	Environ    []string          // of the child
	Stderr     io.Writer         // what the child says beside its log: crashes
	Log        *slog.Logger
}

func (o Options) args() []string {
	args := []string{
		"--db", o.Database,
		"--port", strconv.Itoa(o.Port),
		"--ui-port", strconv.Itoa(o.UIPort),
		"--namespace", o.Namespace,
		"--log-file", o.LogFile,
		"--exit-with-stdin",
	}
	for _, name := range slices.Sorted(maps.Keys(o.Attributes)) {
		args = append(args, "--search-attribute", name+"="+o.Attributes[name])
	}
	return args
}
