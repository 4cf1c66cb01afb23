package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// attemptsShown is how many attempts are shown where not all are asked for.
const attemptsShown = 20

func newAccessShow(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "show ID",
		Short: "Tell when an end was due, issued and confirmed, and what was tried",
		Long: `Tells of one access when its end was due, when the outside system was told, when it
confirmed it and how late that was, and every attempt with its answer, newest first.
The id is in the first column of ` + "`curfew access --over`" + `; of what is not over its
beginning is enough.`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	caller := callerFlags(command, p)
	all := command.Flags().Bool("all", false, "all attempts, and not the latest alone")
	command.RunE = func(command *cobra.Command, args []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.showAccess(ctx, curfew, args[0], *all)
		})
	}
	return command
}

func (c caller) showAccess(ctx context.Context, curfew *client.Client, typed string, all bool) error {
	id, err := meantLease(ctx, curfew, typed)
	if err != nil {
		return err
	}
	lease, err := curfew.Access(ctx, id)
	if err != nil {
		return err
	}
	attempts, err := client.All(func(cursor string) (client.Answer[client.List[client.Attempt]], error) {
		answer, err := curfew.Attempts(ctx, id, cursor)
		if !all {
			answer.Value.Next = ""
		}
		return answer, err
	})
	if err != nil {
		return err
	}
	if *c.asJSON {
		var tried client.List[json.RawMessage]
		if err := json.Unmarshal(attempts.Raw, &tried); err != nil {
			return err
		}
		return printJSON(c.p.out, map[string]any{"access": lease.Raw, "attempts": tried.Items})
	}
	return c.printAccess(lease.Value, attempts.Value.Items, all)
}

func (c caller) printAccess(lease client.Access, attempts []client.Attempt, all bool) error {
	fmt.Fprintf(c.p.out, "%s for %s: %s\n\n", words.Plain(lease.Entitlement.Label()), words.Plain(lease.Person.Name), stateWord(lease.State))
	err := words.Table(c.p.out, []string{"DUE", "ISSUED", "CONFIRMED", "LATE"}, [][]string{{
		moment(dueAt(lease)), moment(lease.IssuedAt), moment(lease.ConfirmedAt), howLate(lease, time.Now()),
	}})
	if err != nil || len(attempts) == 0 {
		return err
	}
	more := ""
	if !all && len(attempts) > attemptsShown {
		attempts, more = attempts[:attemptsShown], "There are earlier ones: --all shows them.\n"
	}
	var rows [][]string
	for _, attempt := range attempts {
		rows = append(rows, []string{
			moment(attempt.At), attempt.Action, nth(attempt), words.Brief(time.Duration(attempt.TookMS) * time.Millisecond),
			replyWord(attempt), attempt.Outcome,
		})
	}
	fmt.Fprintln(c.p.out)
	if err := words.Table(c.p.out, []string{"TRIED", "TO", "ATTEMPT", "TOOK", "REPLY", "ANSWER"}, rows); err != nil {
		return err
	}
	_, err = fmt.Fprint(c.p.out, more)
	return err
}

// moment is a time to the second, or that there is none.
func moment(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return words.Second(at, time.Local)
}

func howLate(lease client.Access, now time.Time) string {
	switch late := lateBy(lease, now); {
	case late > 0:
		return lateness(lease, now)
	case lease.ConfirmedAt.IsZero():
		return "-"
	case lease.LateSeconds == 0:
		return "on time"
	default:
		return words.Length(time.Duration(lease.LateSeconds) * time.Second)
	}
}

// nth is which attempt it was; what was put off is none.
func nth(attempt client.Attempt) string {
	if attempt.Attempt == 0 || attempt.Reply == "put_off" {
		return "-"
	}
	return strconv.Itoa(attempt.Attempt)
}

func replyWord(attempt client.Attempt) string {
	if attempt.Reply != "put_off" {
		return attempt.Reply
	}
	if attempt.Times == 1 {
		return "put off"
	}
	return fmt.Sprintf("put off %d times", attempt.Times)
}
