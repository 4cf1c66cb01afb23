package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newFindingsResolve(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "resolve ID",
		Short: "Take away what was found, keep it for a while, or make a lease of it",
		Long: `Decides about a finding. The id, or the beginning of it, is in the first column of
` + "`curfew findings`" + `. What is kept or leased needs an end; everything needs a reason.`,
		Example: `  curfew findings resolve 4f1c --remove --reason "nobody knows who added it"
  curfew findings resolve 4f1c --keep --until 2027-03-01T00:00:00Z --reason "the auditor of the parent company"`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	said := &resolving{}
	flags := command.Flags()
	flags.BoolVar(&said.remove, "remove", false, "take it away")
	flags.BoolVar(&said.keep, "keep", false, "leave it as it is, until a time")
	flags.BoolVar(&said.lease, "lease", false, "make a lease of it, which ends at a time")
	flags.StringVar(&said.until, "until", "", "until when, as a `time` such as 2027-03-01T09:00:00+01:00")
	flags.StringVar(&said.reason, "reason", "", "why")
	command.RunE = func(command *cobra.Command, args []string) error {
		resolution, err := said.resolution()
		if err != nil {
			return err
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.resolveFinding(ctx, curfew, args[0], resolution)
		})
	}
	return command
}

// resolving is what somebody typed about a finding.
type resolving struct {
	remove, keep, lease bool
	until, reason       string
}

// resolution reads what can be read without a server.
func (r *resolving) resolution() (client.NewResolution, error) {
	resolution := client.NewResolution{Reason: r.reason}
	said := 0
	for word, given := range map[string]bool{"remove": r.remove, "keep": r.keep, "lease": r.lease} {
		if given {
			said++
			resolution.Resolution = word
		}
	}
	switch {
	case said != 1:
		return resolution, usage{errors.New("say what is to become of it: one of --remove, --keep and --lease")}
	case r.reason == "":
		return resolution, usage{errors.New("--reason says why, and is missing")}
	case r.remove && r.until != "":
		return resolution, usage{errors.New("--until goes with --keep and --lease: what is removed is removed now")}
	case r.remove:
		return resolution, nil
	case r.until == "":
		return resolution, usage{errors.New("--until says when that ends, and is missing")}
	}
	until, err := time.Parse(time.RFC3339, r.until)
	if err != nil {
		return resolution, usage{fmt.Errorf("--until is %q and has to be a time such as 2027-03-01T09:00:00+01:00", r.until)}
	}
	resolution.Until = &until
	return resolution, nil
}

func (c caller) resolveFinding(ctx context.Context, curfew *client.Client, typed string, resolution client.NewResolution) error {
	found, err := findings(ctx, curfew, "", "", "")
	if err != nil {
		return err
	}
	var ids []string
	for _, finding := range found.Value.Items {
		ids = append(ids, finding.ID)
	}
	id, err := meant(typed, ids)
	if err != nil {
		return err
	}
	answer, err := curfew.ResolveFinding(ctx, id, resolution)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, answer.Raw)
	}
	finding := answer.Value
	became := map[string]string{
		"remove": "is taken away", "keep": "stays", "lease": "has become a lease",
	}[resolution.Resolution]
	if resolution.Until != nil {
		became += ", until " + words.Clock(*resolution.Until, time.Local)
	}
	_, err = fmt.Fprintf(c.p.out, "%s for %s %s.\n", words.Plain(finding.What()), words.Plain(finding.Who()), became)
	return err
}
