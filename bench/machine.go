package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// Machine is where it was measured.
type Machine struct {
	At         time.Time `json:"at"`
	Processors int       `json:"processors"`
	Model      string    `json:"model,omitempty"`
	Load       string    `json:"load_before"` // of the last minute, before it began
	Go         string    `json:"go"`
	SDK        string    `json:"temporal_sdk"`
	System     string    `json:"system"`
}

func machine() Machine {
	m := Machine{At: time.Now().UTC().Truncate(time.Second), Processors: runtime.NumCPU(), Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if content, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.Load, _, _ = strings.Cut(string(content), " ")
	}
	if content, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(content)) {
			if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
				m.Model = strings.TrimSpace(value)
				break
			}
		}
	}
	if info, known := debug.ReadBuildInfo(); known {
		for _, module := range info.Deps {
			if module.Path == "go.temporal.io/sdk" {
				m.SDK = module.Version
			}
		}
	}
	return m
}
