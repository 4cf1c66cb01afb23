package dev

import (
	"context"
	"fmt"
	"log/slog"
	"net"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/config"
)

// organisation is the Okta that access is given in: the simulator, served here, or
// a configured one.
type organisation struct {
	settings  config.Okta
	connector *okta.Connector
	simulator *oktasim.Sim
	listener  net.Listener // of the simulator; nil without one
}

// openOrganisation reads the simulator's file and takes its port, or takes the
// organisation over as it is configured. Nothing is called.
func openOrganisation(options Options, where dataDir) (*organisation, error) {
	o := &organisation{settings: options.Settings.Okta}
	if options.simulated() {
		var err error
		if o.listener, err = wiring.Listen(loopback(options.Ports.Okta), "the Okta simulator", "--okta-port"); err != nil {
			return nil, err
		}
		o.settings.OrgURL, o.settings.APIToken = "http://"+o.listener.Addr().String(), SimulatorToken
		if o.simulator, err = oktasim.New(oktasim.Options{Token: SimulatorToken, File: where.file("okta.json"), Seed: oktasim.Company()}); err != nil {
			o.close()
			return nil, withData(err)
		}
	}
	var err error
	if o.connector, err = wiring.Okta(o.settings); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// name is what the data directory is bound to.
func (o *organisation) name() string {
	if o.simulator != nil {
		return simulator
	}
	return o.settings.OrgURL
}

// serve answers as the simulator until ctx ends; with a configured organisation it
// only waits.
func (o *organisation) serve(ctx context.Context, log *slog.Logger) error {
	if o.simulator == nil {
		<-ctx.Done()
		return nil
	}
	return wiring.Serve(ctx, o.listener, o.simulator, nil, log)
}

// close gives the port back where it was never served.
func (o *organisation) close() {
	if o.listener != nil {
		_ = o.listener.Close() // it may be closed already
	}
}

func loopback(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }
