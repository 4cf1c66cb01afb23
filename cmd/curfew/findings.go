package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newFindings(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "findings",
		Short: "List what outside systems say and no lease explains; `findings resolve` decides",
		Args:  arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	class := command.Flags().String("class", "", "only this `class`: foreign, standing, changed, by_rule or by_group")
	connector := command.Flags().String("connector", "", "only of this `connector`")
	all := command.Flags().Bool("all", false, "also what is kept, resolved or gone")
	command.RunE = func(command *cobra.Command, _ []string) error {
		state := "open"
		if *all {
			state = ""
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.listFindings(ctx, curfew, state, *class, *connector)
		})
	}
	command.AddCommand(newFindingsResolve(p))
	return command
}

func findings(ctx context.Context, curfew *client.Client, state, class, connector string) (client.Answer[client.List[client.Finding]], error) {
	return client.All(func(cursor string) (client.Answer[client.List[client.Finding]], error) {
		return curfew.Findings(ctx, state, class, connector, cursor)
	})
}

func (c caller) listFindings(ctx context.Context, curfew *client.Client, state, class, connector string) error {
	found, err := findings(ctx, curfew, state, class, connector)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, found.Raw)
	}
	if len(found.Value.Items) == 0 {
		_, err := fmt.Fprintln(c.p.out, "There is none.")
		return err
	}
	var rows [][]string
	for _, finding := range found.Value.Items {
		rows = append(rows, []string{
			finding.ID, finding.Who(), finding.What(), finding.Class, findingState(finding, time.Now()), finding.Detail,
		})
	}
	return words.Table(c.p.out, []string{"ID", "WHO", "WHAT", "CLASS", "STATE", "WHY"}, rows)
}

func findingState(finding client.Finding, now time.Time) string {
	switch finding.State {
	case "kept":
		return "kept, ends " + words.Until(finding.KeptUntil, now)
	case "open":
		return "found " + words.Until(finding.FirstSeenAt, now)
	default:
		return finding.State
	}
}
