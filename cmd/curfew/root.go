package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// program is what a command has of its process.
type program struct {
	environ  []string
	in       io.Reader
	out, err io.Writer
	// attended says that somebody is there who can be asked.
	attended bool
}

// run is the whole life of the process and returns its exit code.
func run(ctx context.Context, args []string, p program) int {
	root := newRoot(p) //nolint:contextcheck // cobra hands it to the command
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	err := root.ExecuteContext(ctx)
	if err != nil && err.Error() != "" {
		fmt.Fprintf(p.err, "curfew: %s\n", err)
	}
	return codeOf(err)
}

func newRoot(p program) *cobra.Command {
	root := &cobra.Command{
		Use:           "curfew",
		Short:         "Access for exactly as long as it is needed",
		Long:          "Curfew gives people access for exactly as long as they need it, and takes it\naway on time, every time.\n\n" + exitHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usage{fmt.Errorf("there is no command %q: `curfew help` lists them", args[0])}
		},
		RunE: func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return usage{fmt.Errorf("%w; `%s --help` lists the flags", err, command.CommandPath())}
	})
	for _, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Run:", []*cobra.Command{newDev(p), newServe(p), newWorker(p)}},
		{"Prepare and check:", []*cobra.Command{newMigrate(p), newDoctor(p), newHealth(p), newPreflight(p), newAudit(p), newOktasim(p)}},
		{"Without a server:", []*cobra.Command{newEmergency(p)}},
		{"Use a running server:", []*cobra.Command{newRequest(p), newApprove(p), newAway(p), newAccess(p), newLateness(p), newForecast(p), newKillSwitch(p), newEntitlement(p), newFindings(p), newReconcile(p)}},
		{"Automations as files:", []*cobra.Command{newCheck(p), newApply(p), newExport(p)}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.title
			root.AddCommand(command)
		}
	}
	root.AddCommand(newVersion(p))
	return root
}

// arguments makes a wrong number of arguments a wrong use.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if err := check(command, args); err != nil {
			return usage{fmt.Errorf("%w; it is used as `%s`", err, command.UseLine())}
		}
		return nil
	}
}
