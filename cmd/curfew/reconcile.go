package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newReconcile(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "reconcile",
		Short: "Compare what Curfew gave with what is there, now",
		Long: `Compares the ledger with the workflows, with what outside systems say, and requests
with their runs. What is Curfew's is put right; what is not is written down: see
` + "`curfew findings`" + `. Where a comparison runs already, that one is followed.`,
		Args: arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	connector := command.Flags().String("connector", "", "only this `connector`")
	wait := command.Flags().Bool("wait", false, "tell how far it comes, and wait until it is done")
	command.RunE = func(command *cobra.Command, _ []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			return caller.reconcile(ctx, curfew, *connector, *wait)
		})
	}
	return command
}

func (c caller) reconcile(ctx context.Context, curfew *client.Client, connector string, wait bool) error {
	begun, err := curfew.Reconcile(ctx, connector)
	if err != nil {
		return err
	}
	if wait {
		return c.followReconciliations(ctx, curfew, connector, begun.Value.Items)
	}
	if *c.asJSON {
		return printRaw(c.p.out, begun.Raw)
	}
	for _, reconciliation := range begun.Value.Items {
		if _, err := fmt.Fprintf(c.p.out, "%s is being compared.\n", words.Plain(reconciliation.Connector)); err != nil {
			return err
		}
	}
	return nil
}

// followReconciliations tells how far they come. One that could not compare everything
// is a refusal.
func (c caller) followReconciliations(ctx context.Context, curfew *client.Client, connector string, begun []client.Reconciliation) error {
	told := map[string]string{}
	var done []client.Reconciliation
	var raw []json.RawMessage
	err := poll(ctx, func() (bool, error) {
		answer, err := curfew.Reconciliations(ctx, connector)
		if err != nil {
			return false, err
		}
		var lines client.List[json.RawMessage]
		if err := json.Unmarshal(answer.Raw, &lines); err != nil {
			return false, err
		}
		done, raw = nil, nil
		for i, now := range answer.Value.Items {
			if !slices.ContainsFunc(begun, func(b client.Reconciliation) bool { return b.ID == now.ID }) {
				continue
			}
			if line := reconciliationLine(now); line != told[now.ID] && !*c.asJSON {
				told[now.ID] = line
				fmt.Fprintln(c.p.err, line)
			}
			if now.State != "running" {
				done, raw = append(done, now), append(raw, lines.Items[i])
			}
		}
		return len(done) == len(begun), nil
	})
	if err != nil {
		return err
	}
	if *c.asJSON {
		encoded, err := json.Marshal(map[string]any{"items": raw})
		if err != nil {
			return err
		}
		err = printRaw(c.p.out, encoded)
		return wholeOrNot(done, err)
	}
	for _, reconciliation := range done {
		if _, err := fmt.Fprintln(c.p.out, reconciliationSays(reconciliation)); err != nil {
			return err
		}
	}
	return wholeOrNot(done, nil)
}

func wholeOrNot(done []client.Reconciliation, err error) error {
	if err == nil && slices.ContainsFunc(done, func(r client.Reconciliation) bool { return r.State != "completed" }) {
		return ended{exitRefused}
	}
	return err
}

// reconciliationLine is how far one has come.
func reconciliationLine(r client.Reconciliation) string {
	line := fmt.Sprintf("%s: %d of %d resources, %d holders", r.Connector, r.Counts.Looked, r.Counts.Resources, r.Counts.Holders)
	if r.Detail != "" {
		line += ". " + r.Detail
	}
	return words.Plain(line)
}

// reconciliationSays is what came of it.
func reconciliationSays(r client.Reconciliation) string {
	var found []string
	for _, each := range []struct {
		count int
		says  string
	}{
		{r.Counts.Restarted, "started again"},
		{r.Counts.Missing, "missing"},
		{r.Counts.Overdue, "overdue"},
		{r.Counts.Changed, "changed"},
		{r.Counts.Foreign, "foreign"},
		{r.Counts.Standing, "standing"},
		{r.Counts.ByRule, "by a rule"},
		{r.Counts.ByGroup, "by a group"},
		{r.Counts.Lost, "requests lost"},
	} {
		if each.count > 0 {
			found = append(found, fmt.Sprintf("%d %s", each.count, each.says))
		}
	}
	if len(found) == 0 {
		found = []string{"no difference"}
	}
	says := fmt.Sprintf("%s: %s; %d keys, %d resources, %d holders.", r.Connector, strings.Join(found, ", "),
		r.Counts.Keys, r.Counts.Looked, r.Counts.Holders)
	return words.Plain(strings.TrimSpace(says + " " + r.Detail))
}
