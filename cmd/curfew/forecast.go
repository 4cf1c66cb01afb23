package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func newForecast(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "forecast",
		Short: "Tell how late ends of the next 24 hours will be; for admins and auditors",
		Long: `Tells by connector how many ends are to come, how many are due and not confirmed and
when they will be done, and in which minutes the most ends are due. It reckons with
what is planned now and with the removals a minute that the outside system allows.`,
		Args: arguments(cobra.NoArgs),
	}
	caller := callerFlags(command, p)
	command.RunE = func(command *cobra.Command, _ []string) error {
		return caller.do(command.Context(), func(ctx context.Context, curfew *client.Client) error {
			answer, err := curfew.Forecast(ctx)
			if err != nil {
				return err
			}
			if *caller.asJSON {
				return printRaw(p.out, answer.Raw)
			}
			return printForecast(p, answer.Value, time.Now())
		})
	}
	return command
}

func printForecast(p program, forecast client.Forecast, now time.Time) error {
	if len(forecast.Connectors) == 0 {
		_, err := fmt.Fprintln(p.out, "Nothing is to come.")
		return err
	}
	var rows, peaks [][]string
	for _, of := range forecast.Connectors {
		pace := "no limit known"
		if of.Pace > 0 {
			pace = strconv.Itoa(of.Pace) + " a minute"
		}
		backlog := strconv.Itoa(of.Backlog.Ends)
		if !of.Backlog.DrainedAt.IsZero() {
			backlog += ", done " + words.Until(of.Backlog.DrainedAt, now)
		}
		worst := "-"
		if of.Worst.Ends > 0 {
			worst = foreseen(of.Worst)
			if of.Worst.LateSeconds > 0 {
				worst += " at " + words.Clock(of.Worst.Minute, time.Local)
			}
		}
		rows = append(rows, []string{of.Connector, pace, strconv.Itoa(of.EndsNextHour), strconv.Itoa(of.EndsNextDay), worst, backlog})
		for _, peak := range of.Peaks {
			peaks = append(peaks, []string{of.Connector, words.Clock(peak.Minute, time.Local), strconv.Itoa(peak.Ends), strconv.Itoa(peak.Backlog), foreseen(peak)})
		}
	}
	err := words.Table(p.out, []string{"CONNECTOR", "PACE", "NEXT HOUR", "NEXT DAY", "LATEST", "NOT CONFIRMED"}, rows)
	if err != nil || len(peaks) == 0 {
		return err
	}
	fmt.Fprintln(p.out)
	return words.Table(p.out, []string{"CONNECTOR", "MINUTE", "ENDS", "LEFT AFTER IT", "LATEST"}, peaks)
}

// foreseen is how late the last end of a minute will be.
func foreseen(peak client.Peak) string {
	if peak.LateSeconds == 0 {
		return "on time"
	}
	return words.Brief(time.Duration(peak.LateSeconds*float64(time.Second))) + " late"
}
