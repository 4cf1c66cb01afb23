package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newLateness(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "lateness",
		Short: "Tell how late ends were, by connector; for admins and auditors",
		Long: `Tells of the ends that were due since a while ago how many were confirmed within 60
seconds, by how much at most a half, 95 and 99 of a hundred were late, and how many
are due and not confirmed.`,
		Args: arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	since := command.Flags().String("since", "30d", "how far back, as a `duration` such as 7d")
	connector := command.Flags().String("connector", "", "of one connector alone")
	byDay := command.Flags().Bool("by-day", false, "each day by itself, as it is in UTC")
	command.RunE = func(command *cobra.Command, _ []string) error {
		length, err := builder.ParseDuration(*since)
		if err != nil {
			return usage{fmt.Errorf("--since: %w", err)}
		}
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			answer, err := curfew.Lateness(ctx, time.Now().Add(-time.Duration(length)), *connector)
			if err != nil {
				return err
			}
			if *caller.asJSON {
				return printRaw(p.out, answer.Raw)
			}
			return printLateness(p, answer.Value, *byDay)
		})
	}
	return command
}

func printLateness(p program, lateness client.Lateness, byDay bool) error {
	if len(lateness.Connectors) == 0 {
		_, err := fmt.Fprintln(p.out, "Nothing was due.")
		return err
	}
	heading := []string{"CONNECTOR", "DAY", "ENDS", "ON TIME", "P50", "P95", "P99", "MAX", "NOT CONFIRMED"}
	var rows [][]string
	for _, of := range lateness.Connectors {
		pending := strconv.Itoa(of.Pending)
		if of.Pending > 0 {
			pending += ", the oldest " + words.Length(time.Duration(of.OldestSeconds)*time.Second) + " late"
		}
		rows = append(rows, append(append([]string{of.Connector, "all"}, inFigures(of.Figures)...), pending))
		if !byDay {
			continue
		}
		for _, day := range of.Days {
			rows = append(rows, append([]string{of.Connector, day.Day}, inFigures(day.Figures)...))
		}
	}
	return words.Table(p.out, heading, rows)
}

func inFigures(figures client.EndFigures) []string {
	if figures.Ends == 0 {
		return []string{"0", "-", "-", "-", "-", "-"}
	}
	texts := []string{strconv.Itoa(figures.Ends), share(figures.OnTime, figures.Ends)}
	for _, late := range []float64{figures.P50Seconds, figures.P95Seconds, figures.P99Seconds, figures.MaxSeconds} {
		texts = append(texts, words.Brief(time.Duration(late*float64(time.Second))))
	}
	return texts
}

// share is a part of a whole in percent, never 100 where any is missing.
func share(part, all int) string {
	tenths := part * 1000 / all
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}
