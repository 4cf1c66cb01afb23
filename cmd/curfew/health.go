package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

func newHealth(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "health",
		Short: "Ask a server whether it is well, for container health checks",
		Args:  arguments(cobra.NoArgs),
	}
	address := command.Flags().String("url", "http://127.0.0.1:8080/readyz", "`address` to ask")
	timeout := command.Flags().Duration("timeout", 5*time.Second, "how long it may take to answer, as a `duration`")
	command.RunE = func(command *cobra.Command, _ []string) error {
		parsed, err := url.Parse(*address)
		if err != nil || parsed.Host == "" {
			return usage{fmt.Errorf("--url has to be an address such as http://127.0.0.1:8080/readyz, and is %q", *address)}
		}
		request, err := http.NewRequestWithContext(command.Context(), http.MethodGet, *address, nil)
		if err != nil {
			return usage{err}
		}
		response, err := (&http.Client{Timeout: *timeout}).Do(request)
		if err != nil {
			return &client.Unreachable{Server: *address, Why: "no answer"}
		}
		defer func() { _ = response.Body.Close() }()
		said, _ := io.ReadAll(io.LimitReader(response.Body, 4096)) // only for the sentence
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("%s is not well (%s): %s", *address, response.Status, strings.TrimSpace(string(said)))
		}
		_, err = fmt.Fprintln(p.out, "well")
		return err
	}
	return command
}
