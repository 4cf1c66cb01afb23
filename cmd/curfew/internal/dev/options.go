package dev

import (
	"fmt"
	"io"

	"github.com/curfewhq/curfew/internal/config"
)

// SimulatorToken is the API token of the simulator, which holds nothing real.
const SimulatorToken = "curfew-dev"

// Options is the command line of `curfew dev`.
type Options struct {
	Data  string // the directory
	Ports Ports
	// Settings are the configuration; where the record, Temporal and HTTP are is not taken
	// from it. Without an organisation the simulator is started.
	Settings   config.Config
	Verbose    bool
	Version    string
	Executable string   // of this program, to find the child's beside it
	Environ    []string // of this process
	Out, Err   io.Writer
}

// Ports are what listens on loopback; 0 picks a free one.
type Ports struct {
	Console    int
	Temporal   int
	TemporalUI int
	Okta       int
}

// Validate says which flag has a number that no port has, or that another has.
func (p Ports) Validate() error {
	taken := map[int]string{}
	for _, each := range []struct {
		flag string
		port int
	}{{"--port", p.Console}, {"--temporal-port", p.Temporal}, {"--temporal-ui-port", p.TemporalUI}, {"--okta-port", p.Okta}} {
		if each.port < 0 || each.port > 65535 {
			return fmt.Errorf("%s is %d and has to be between 0 and 65535", each.flag, each.port)
		}
		if other := taken[each.port]; other != "" && each.port != 0 {
			return fmt.Errorf("%s and %s are both %d and have to differ", other, each.flag, each.port)
		}
		taken[each.port] = each.flag
	}
	return nil
}

func (o Options) simulated() bool { return o.Settings.Okta.OrgURL == "" }
