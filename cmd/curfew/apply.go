package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

func newApply(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "apply -f FILE",
		Short: "Publish automations from files, after showing what changes",
		Long: `Makes a running server's automations what the files say. The server checks every
file first, and unless all are good nothing is done. Then it shows what is new,
what changes and how, and asks before it publishes; where nobody can be asked it
needs --yes, or --dry-run to only look.

What somebody has not published yet is not replaced without --force: a draft that
differs from the latest version, or another's proposal for a second admin.
Where a second admin is needed the files are proposed, which is no error.

Automations without a file are left alone unless --prune is given, which retires
them: nobody can ask by them any more, and what runs goes on.

Applying again is safe: what is published already stays as it is. With --exit-code
a --dry-run ends with 6 if anything would change.`,
		Example: "  curfew apply -f automations/ --dry-run\n  curfew apply -f automations/ --prune --yes --comment \"Release 12\"",
		Args:    arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	command.Flags().Lookup("json").Usage = "answer as JSON; it does not ask then"
	wanted := applyFlags(command)
	command.RunE = func(command *cobra.Command, _ []string) error {
		wanted.attended = p.attended && !*caller.asJSON
		if err := wanted.check(); err != nil {
			return err
		}
		names, err := document.Find(command.Context(), wanted.files)
		if err != nil {
			return usage{err}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.apply(ctx, curfew, names, wanted)
		})
	}
	return command
}

// applyReport is the answer of `apply --json`.
type applyReport struct {
	Check       checkReport `json:"check"`
	Automations []*change   `json:"automations"`
	// WithoutFile are published and in none of the files.
	WithoutFile []string `json:"without_file"`
	DryRun      bool     `json:"dry_run"`
	Applied     bool     `json:"applied"` // everything was done that there was to do
}

func (c caller) apply(ctx context.Context, curfew *client.Client, names []string, wanted *application) error {
	report := applyReport{Check: checkReport{Files: []*checkedFile{}}, Automations: []*change{}, WithoutFile: []string{}, DryRun: wanted.dryRun}
	err := report.make(ctx, c.p, curfew, names, wanted, !*c.asJSON)
	if *c.asJSON {
		err = errors.Join(printJSON(c.p.out, report), err)
	}
	return err
}

// make checks, shows, asks and does it, as far as each allows the next.
func (r *applyReport) make(ctx context.Context, p program, curfew *client.Client, names []string, wanted *application, tell bool) error {
	var err error
	if r.Check, err = checkAll(ctx, p, names, checkThere(curfew)); err != nil {
		return err
	}
	r.Check.ByServer = true
	if err := r.checked(p, tell); err != nil {
		return err
	}
	if err := r.plan(ctx, curfew, wanted); err != nil {
		return err
	}
	if tell {
		r.show(p, wanted)
	}
	if err := r.conflicts(wanted.dryRun); err != nil {
		return err
	}
	switch {
	case r.toDo() == 0:
		r.Applied = !wanted.dryRun
		return nil
	case wanted.dryRun && wanted.exitCode:
		return ended{exitChanges}
	case wanted.dryRun:
		return nil
	case !wanted.yes && !p.confirmed(ctx):
		fmt.Fprintln(p.err, "Nothing was changed.")
		return ended{exitFailure}
	}
	return r.carryOut(ctx, p, curfew, wanted.comment, tell)
}

// checked goes no further unless all files are good, and tells what was found.
func (r *applyReport) checked(p program, tell bool) error {
	verdict := r.Check.verdict(false)
	if tell && (verdict != nil || r.Check.Warnings+r.Check.Unchecked > 0) {
		if err := r.Check.print(p); err != nil {
			return err
		}
	}
	if verdict != nil && tell {
		fmt.Fprintln(p.err, "Nothing was changed: all files have to be good.")
	}
	return verdict
}

// confirmed asks, and takes nothing but a yes for one.
func (p program) confirmed(ctx context.Context) bool {
	fmt.Fprint(p.err, "Do this? Only yes does it: ")
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(p.in).ReadString('\n') // an end without a yes is none
		answer <- line
	}()
	select {
	case line := <-answer:
		return strings.TrimSpace(line) == "yes"
	case <-ctx.Done():
		fmt.Fprintln(p.err)
		return false
	}
}
