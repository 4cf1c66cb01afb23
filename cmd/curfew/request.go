package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newRequest(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "request [ENTITLEMENT]",
		Short: "Ask for access; without an argument, list what may be asked for",
		Example: `  curfew request --as ada.lindqvist
  curfew request jira/user --for 2h --reason "Sprint planning" --as ada.lindqvist --wait`,
		Args: arguments(cobra.MaximumNArgs(1)),
	}
	caller := callerFlags(command, p)
	wanted := askFlags(command)
	wait := command.Flags().Bool("wait", false, "wait until access is open, or the request is over")
	command.RunE = func(command *cobra.Command, args []string) error {
		if err := wanted.check(); err != nil {
			return err
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			if len(args) == 0 {
				return caller.listOffers(ctx, curfew)
			}
			return caller.request(ctx, curfew, args[0], wanted, *wait)
		})
	}
	return command
}

func (c caller) listOffers(ctx context.Context, curfew *client.Client) error {
	offers, err := curfew.Offers(ctx)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, offers.Raw)
	}
	if len(offers.Value.Items) == 0 {
		_, err := fmt.Fprintln(c.p.out, "There is nothing that you may ask for.")
		return err
	}
	var rows [][]string
	for _, offer := range offers.Value.Items {
		by := offer.AutomationTitle
		if offer.Blocked != "" {
			by += ". " + offer.Blocked
		}
		rows = append(rows, []string{
			offer.Entitlement.ID, offer.Entitlement.Label(),
			words.Length(time.Duration(offer.Duration.MaxSeconds) * time.Second), by,
		})
	}
	return words.Table(c.p.out, []string{"ENTITLEMENT", "WHAT", "AT MOST", "BY"}, rows)
}

func (c caller) request(ctx context.Context, curfew *client.Client, entitlement string, wanted *ask, wait bool) error {
	offers, err := curfew.Offers(ctx)
	if err != nil {
		return err
	}
	form, err := wanted.form(uuid.NewString(), entitlement, offers.Value.Items)
	if err != nil {
		return err
	}
	submitted, err := curfew.Submit(ctx, form)
	if err != nil {
		return err
	}
	if wait {
		return c.followRequest(ctx, curfew, submitted.Value.ID)
	}
	if *c.asJSON {
		return printRaw(c.p.out, submitted.Raw)
	}
	return c.printRequest(submitted.Value)
}

func (c caller) printRequest(request client.Request) error {
	_, err := fmt.Fprintf(c.p.out, "%s: %s\n%s\n", words.Plain(request.Entitlement.Label()), stateWord(request.State), request.ID)
	if err == nil && request.Detail != "" {
		_, err = fmt.Fprintln(c.p.out, words.Plain(request.Detail))
	}
	if err == nil && request.Access != nil && !request.Access.EndsAt.IsZero() && !request.Final {
		_, err = fmt.Fprintf(c.p.out, "It ends %s (%s).\n", words.Until(request.Access.EndsAt, time.Now()), words.Clock(request.Access.EndsAt, time.Local))
	}
	return err
}
