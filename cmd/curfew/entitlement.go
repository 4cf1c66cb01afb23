package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newEntitlement(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "entitlement",
		Short: "What can be given: list, show, set limits, retire, bring back",
		Args: func(command *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usage{fmt.Errorf("there is no command %q; `%s --help` lists them", args[0], command.CommandPath())}
		},
		RunE: func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(newEntitlementList(p), newEntitlementShow(p), newEntitlementSet(p), newEntitlementRetire(p), newEntitlementBringBack(p))
	return command
}

func newEntitlementList(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "list",
		Short: "List what can be given and its limits; of what is not yours, for admins and auditors",
		Args:  arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	command.RunE = func(command *cobra.Command, _ []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			list, err := curfew.Entitlements(ctx)
			if err != nil {
				return err
			}
			if *caller.asJSON {
				return printRaw(p.out, list.Raw)
			}
			if len(list.Value.Items) == 0 {
				_, err := fmt.Fprintln(p.out, "There is none that you own.")
				return err
			}
			var rows [][]string
			for _, each := range list.Value.Items {
				rows = append(rows, []string{each.ID, each.Label(), each.Risk, longest(each), seats(each), each.Owner.Name, retiredWord(each)})
			}
			return words.Table(p.out, []string{"ID", "WHAT", "RISK", "AT MOST", "SEATS", "OWNER", ""}, rows)
		})
	}
	return command
}

func newEntitlementShow(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "show ID",
		Short: "Show one with its limits",
		Args:  arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	command.RunE = func(command *cobra.Command, args []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			answer, err := curfew.Entitlement(ctx, args[0])
			if err != nil {
				return err
			}
			if *caller.asJSON {
				return printRaw(p.out, answer.Raw)
			}
			return printLimits(p, answer.Value)
		})
	}
	return command
}

// printLimits says in a line or two what an entitlement is limited to.
func printLimits(p program, one client.Limits) error {
	text := fmt.Sprintf("%s: held for at most %s", one.Label(), longest(one))
	if one.Seats > 0 {
		text += fmt.Sprintf(", by at most %d at once", one.Seats)
	}
	if text += "."; one.Owner.Name != "" {
		text += " " + one.Owner.Name + " owns it."
	}
	if !one.Retired.At.IsZero() {
		text += fmt.Sprintf(" It was retired %s by %s: %s", words.Until(one.Retired.At, time.Now()), one.Retired.By.Name, one.Retired.Reason)
	}
	_, err := fmt.Fprintln(p.out, strings.TrimSpace(words.Plain(text)))
	return err
}

func longest(one client.Limits) string {
	return words.Length(time.Duration(one.MaxSeconds) * time.Second)
}

func seats(one client.Limits) string {
	if one.Seats == 0 {
		return "any"
	}
	return fmt.Sprint(one.Seats)
}

func retiredWord(one client.Limits) string {
	if one.Retired.At.IsZero() {
		return ""
	}
	return "retired"
}
