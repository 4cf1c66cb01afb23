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

func newApprove(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "approve [ID]",
		Short: "Approve or deny; without an argument, list what waits for you",
		Long: `Without an argument, lists the approvals that wait for you. With the id of one, or
the beginning of it, approves it, or denies it with --deny and a --comment. Of a
review that is justified, or not; questions are answered with --answer. Of what has
to be done by hand it shows what to do, and --done says that it is done.`,
		Args: arguments(cobra.MaximumNArgs(1)),
	}
	caller := callerFlags(command, p)
	said := sayingFlags(command)
	command.RunE = func(command *cobra.Command, args []string) error {
		if err := said.check(len(args) > 0); err != nil {
			return err
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			if len(args) == 0 {
				return caller.listApprovals(ctx, curfew)
			}
			return caller.decide(ctx, curfew, args[0], said)
		})
	}
	return command
}

func approvals(ctx context.Context, curfew *client.Client) (client.Answer[client.List[client.Approval]], error) {
	return client.All(func(cursor string) (client.Answer[client.List[client.Approval]], error) {
		return curfew.Approvals(ctx, cursor)
	})
}

func (c caller) listApprovals(ctx context.Context, curfew *client.Client) error {
	waiting, err := approvals(ctx, curfew)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, waiting.Raw)
	}
	if len(waiting.Value.Items) == 0 {
		_, err := fmt.Fprintln(c.p.out, "Nothing waits for you.")
		return err
	}
	var rows [][]string
	for _, approval := range waiting.Value.Items {
		request := approval.Request
		rows = append(rows, []string{
			approval.ID, request.Subject.Name, request.Entitlement.Label(), asked(request),
			"due " + words.Until(approval.DueAt, time.Now()), why(approval),
		})
	}
	return words.Table(c.p.out, []string{"ID", "WHO", "WHAT", "HOW LONG", "WHEN", "WHY"}, rows)
}

// why is the reason that was given, with how often an emergency was used, or what has
// to be done by hand.
func why(approval client.Approval) string {
	if approval.Kind == byHand {
		return approval.Title
	}
	if uses := approval.UsesBefore; uses != nil {
		return fmt.Sprintf("%s (%s time in %d days)", approval.Request.Reason, words.Nth(uses.Count+1), uses.Days)
	}
	return approval.Request.Reason
}

// asked is for how long a request asks.
func asked(request client.Request) string {
	if request.DurationSeconds > 0 {
		return words.Length(time.Duration(request.DurationSeconds) * time.Second)
	}
	return words.Clock(request.From, time.Local) + " to " + words.Clock(request.Until, time.Local)
}

func (c caller) decide(ctx context.Context, curfew *client.Client, typed string, said *saying) error {
	approval, err := meantApproval(ctx, curfew, typed)
	if err != nil {
		return err
	}
	decision, err := said.decision(approval)
	if err != nil {
		return err
	}
	decided, err := curfew.Decide(ctx, approval.ID, decision)
	if err != nil {
		return err
	}
	if *c.asJSON {
		return printRaw(c.p.out, decided.Raw)
	}
	request := decided.Value.Request
	word := map[string]string{
		"approve": "Approved", "deny": "Denied", "answer": "Answered", "justified": "Found justified", "unjustified": "Found not justified", "done": "Done by hand",
	}[decision.Verdict]
	_, err = fmt.Fprintf(c.p.out, "%s: %s for %s.\n", word, words.Plain(request.Entitlement.Label()), words.Plain(request.Subject.Name))
	if err == nil && request.Detail != "" {
		_, err = fmt.Fprintln(c.p.out, words.Plain(request.Detail))
	}
	return err
}

// meantApproval is the approval of the beginning of an id. What is the beginning of
// none that waits goes to the server as it is, which says why not.
func meantApproval(ctx context.Context, curfew *client.Client, typed string) (client.Approval, error) {
	waiting, err := approvals(ctx, curfew)
	if err != nil {
		return client.Approval{}, err
	}
	var ids []string
	for _, approval := range waiting.Value.Items {
		ids = append(ids, approval.ID)
	}
	id, err := meant(typed, ids)
	for _, approval := range waiting.Value.Items {
		if approval.ID == id {
			return approval, err
		}
	}
	return client.Approval{ID: id}, err
}

func meant(typed string, ids []string) (string, error) {
	found := ""
	for _, id := range ids {
		switch {
		case id == typed:
			return id, nil
		case !strings.HasPrefix(id, typed):
		case found != "":
			return "", usage{fmt.Errorf("%q is the beginning of several ids: type more of it", typed)}
		default:
			found = id
		}
	}
	if found == "" {
		return typed, nil
	}
	return found, nil
}
