package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

func newCheck(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "check FILE...",
		Short: "Prove that automations in files are safe to publish",
		Long: `Says everything that is wrong with automations in YAML and JSON files, with the
place underlined. Of a directory it checks every .yaml, .yml and .json file in it
and below, but for hidden ones; - is standard input, as YAML.

It needs no server, and then cannot know whether the entitlements, people and
groups that are named exist. With --server or --as a running server checks them
too; the environment alone does not make it ask one.

The exit code is 0 if all is good, warnings or not, 1 if anything is wrong, and 2
if a file cannot be read.`,
		Example: "  curfew check automations/\n  curfew check orders.yaml --json\n  CURFEW_TOKEN=... curfew check automations/ --server https://curfew.example.com",
		Args:    arguments(cobra.MinimumNArgs(1)),
	}
	caller := callerFlags(command, p)
	command.Flags().Lookup("json").Usage = "answer as JSON"
	strict := command.Flags().Bool("strict", false, "fail on warnings too; names that could not be looked up are none")
	command.RunE = func(command *cobra.Command, args []string) error {
		names, err := document.Find(command.Context(), args)
		if err != nil {
			return usage{err}
		}
		report, err := caller.checkFiles(command.Context(), names, *caller.server != "" || *caller.as != "")
		if err != nil {
			return err
		}
		if *caller.asJSON {
			err = printJSON(p.out, report)
		} else {
			err = report.print(p)
		}
		if err != nil {
			return err
		}
		return report.verdict(*strict)
	}
	return command
}

// checker says what is wrong with a document.
type checker func(context.Context, document.Source) ([]builder.Problem, error)

// checkFiles checks files here, or asks the server to.
func (c caller) checkFiles(ctx context.Context, names []string, byServer bool) (report checkReport, err error) {
	if !byServer {
		return checkAll(ctx, c.p, names, checkHere)
	}
	err = c.do(ctx, func(ctx context.Context, curfew *client.Client) error {
		report, err = checkAll(ctx, c.p, names, checkThere(curfew))
		report.ByServer = true
		return err
	})
	return report, err
}

// checkHere proves what can be proved without knowing the world.
func checkHere(_ context.Context, source document.Source) ([]builder.Problem, error) {
	def, problems := source.Parse()
	if unreadable(problems) {
		return problems, nil
	}
	reported := map[string]bool{}
	for _, problem := range problems {
		reported[problem.Field] = true
	}
	for _, problem := range builder.Check(def, builder.World{}) {
		// What could not be read is not also missing.
		if problem.Node != "" || !reported[problem.Field] {
			problems = append(problems, problem)
		}
	}
	return problems, nil
}

// checkThere asks the server, unless it could not read the document either.
func checkThere(curfew *client.Client) checker {
	return func(ctx context.Context, source document.Source) ([]builder.Problem, error) {
		if _, problems := source.Parse(); unreadable(problems) {
			return problems, nil
		}
		answer, err := curfew.CheckDefinition(ctx, string(source.Text), string(source.Format))
		return answer.Value.Problems, err
	}
}

func unreadable(problems []builder.Problem) bool {
	for _, problem := range problems {
		if problem.Code == builder.CodeUnreadable {
			return true
		}
	}
	return false
}
