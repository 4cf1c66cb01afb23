package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newExport(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "export [NAME...]",
		Short: "Write published automations to files",
		Long: `Writes the latest version of each automation, word for word as it was published,
to NAME.yaml in the directory -o, which is made if it is not there. Without names
it writes all that are published; one that is retired has to be named. Without -o
it prints one automation to standard output.

A file that says something else already is not replaced without --force, and then
nothing is written at all. ` + "`curfew apply`" + ` of the files changes nothing.`,
		Example: "  curfew export jira-user\n  curfew export -o automations/",
	}
	caller := callerFlags(command, p)
	command.Flags().Lookup("json").Usage = "answer as JSON; without -o with the API's own object"
	directory := command.Flags().StringP("output", "o", "", "`directory` to write to")
	force := command.Flags().Bool("force", false, "replace files that say something else")
	command.RunE = func(command *cobra.Command, names []string) error {
		if *directory == "" && (len(names) != 1 || *force) {
			return usage{errors.New("it is not said where to: -o names a directory; without it one automation is printed, and has to be named")}
		}
		for _, name := range names {
			if !automationName.MatchString(name) {
				return usage{fmt.Errorf("%q is no automation's name: that is lower-case words with dashes between them, such as jira-user", name)}
			}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			if *directory == "" {
				return caller.printVersion(ctx, curfew, names[0])
			}
			return caller.export(ctx, curfew, names, exportTo{*directory, *force})
		})
	}
	return command
}

// printVersion prints the source as it is.
func (c caller) printVersion(ctx context.Context, curfew *client.Client, name string) error {
	version, err := latest(ctx, curfew, name)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, version.Raw)
	}
	_, err = io.WriteString(c.p.out, version.Value.Source)
	return err
}

// latest is the latest version, of a retired automation too.
func latest(ctx context.Context, curfew *client.Client, name string) (client.Answer[client.Version], error) {
	automation, err := curfew.Automation(ctx, name)
	if err != nil {
		return client.Answer[client.Version]{}, err
	}
	if automation.Value.Latest == nil {
		return client.Answer[client.Version]{}, &client.Problem{
			Status: http.StatusNotFound, Code: "not_found",
			Detail: fmt.Sprintf("%q has never been published: there is only a draft of it", name),
		}
	}
	return curfew.Version(ctx, name, automation.Value.Latest.Version)
}

// exported is one automation in the answer of `export --json`.
type exported struct {
	Name    string `json:"name"`
	Version int    `json:"version"`
	File    string `json:"file"`
	Written bool   `json:"written"` // the file was not that already

	source string
}

func (c caller) export(ctx context.Context, curfew *client.Client, names []string, to exportTo) error {
	if len(names) == 0 {
		there, err := curfew.Automations(ctx)
		if err != nil {
			return err
		}
		for _, each := range there.Value.Items {
			if each.State == "published" {
				names = append(names, each.Name)
			}
		}
	}
	files := []*exported{}
	for _, name := range names {
		version, err := latest(ctx, curfew, name)
		if err != nil {
			return err
		}
		files = append(files, &exported{Name: name, Version: version.Value.Version.Version, source: version.Value.Source})
	}
	if err := to.write(files); err != nil {
		return err
	}
	if *c.asJSON {
		return printJSON(c.p.out, map[string]any{"files": files})
	}
	if len(files) == 0 {
		_, err := fmt.Fprintln(c.p.out, "Nothing is published.")
		return err
	}
	for _, each := range files {
		word := "unchanged"
		if each.Written {
			word = "written"
		}
		fmt.Fprintf(c.p.out, "%-9s  %s, version %d\n", word, words.Plain(each.File), each.Version)
	}
	return nil
}
