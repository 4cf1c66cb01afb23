package main

import (
	"fmt"
	"net"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/dev"
	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/config"
)

func newOktasim(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "oktasim",
		Short: "Run the Okta simulator on its own",
		Long: `Runs an HTTP server on this machine that speaks the part of Okta's API that Curfew
uses, with a demo company in it. It can be told to misbehave under /_sim/.`,
		Args: arguments(cobra.NoArgs),
	}
	port := command.Flags().Int("port", 8081, "`port` to listen on; 0 picks a free one")
	file := command.Flags().String("file", "", "`file` to keep the organisation in; in memory without one")
	token := command.Flags().String("token", dev.SimulatorToken, "API `token` that callers have to send")
	empty := command.Flags().Bool("empty", false, "begin without the demo company")
	command.RunE = func(command *cobra.Command, _ []string) error {
		if *port < 0 || *port > 65535 {
			return usage{fmt.Errorf("--port is %d and has to be between 0 and 65535", *port)}
		}
		if *token == "" {
			return usage{fmt.Errorf("--token is empty: without a token nobody could call")}
		}
		options := oktasim.Options{Token: *token, File: *file}
		if !*empty {
			options.Seed = oktasim.Company()
		}
		listener, err := wiring.Listen(net.JoinHostPort("127.0.0.1", strconv.Itoa(*port)), "the Okta simulator", "--port")
		if err != nil {
			return err
		}
		defer func() { _ = listener.Close() }() // closed already where it was served
		sim, err := oktasim.New(options)
		if err != nil {
			return fmt.Errorf("%w; --file names another file", err)
		}
		fmt.Fprintf(p.out, "The Okta simulator runs at http://%s. Ctrl-C stops it.\n", listener.Addr())
		return wiring.Serve(command.Context(), listener, sim, nil, wiring.Log(config.Defaults().Log, p.err))
	}
	return command
}
