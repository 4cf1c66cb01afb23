package main

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
	"github.com/curfewhq/curfew/internal/config"
)

// printPreflight tells people: the sums by workflow type, what would break and how
// to look at it, then what it comes to.
func printPreflight(p program, settings config.Temporal, report preflight.Report) error {
	rows := [][]string{}
	for _, name := range slices.Sorted(maps.Keys(report.Types)) {
		counts := report.Types[name]
		rows = append(rows, []string{name, strconv.Itoa(counts.Replayed), strconv.Itoa(counts.WouldBreak), strconv.Itoa(counts.NotRead)})
	}
	if len(rows) > 0 {
		if err := words.Table(p.out, []string{"WORKFLOW", "REPLAYED", "WOULD BREAK", "COULD NOT BE READ"}, rows); err != nil {
			return err
		}
	}
	for _, broken := range report.Broken {
		at := ""
		if broken.Event > 0 {
			at = fmt.Sprintf(" at event %d", broken.Event)
		}
		fmt.Fprintf(p.out, "\nwould break%s: %s\n  %s\n  %s\n", at, words.Plain(broken.ID), words.Plain(broken.Why), look(settings, broken.Run))
	}
	notNamed(p, report.WouldBreak-len(report.Broken), "would break")
	for _, unread := range report.Unread {
		fmt.Fprintf(p.out, "\ncould not be read: %s\n  %s\n  %s\n", words.Plain(unread.ID), words.Plain(unread.Why), look(settings, unread.Run))
	}
	notNamed(p, report.NotRead-len(report.Unread), "could not be read")
	_, err := fmt.Fprintln(p.out, "\n"+preflightSum(report))
	return err
}

func notNamed(p program, count int, what string) {
	if count > 0 {
		fmt.Fprintf(p.out, "\nand %d more %s.\n", count, what)
	}
}

// preflightSum is the last line: how many would break, and what to do.
func preflightSum(report preflight.Report) string {
	sum := fmt.Sprintf("%s looked at: %d would break", counted(report.Looked(), "open run"), report.WouldBreak)
	if report.NotRead > 0 {
		sum += fmt.Sprintf(", %d could not be read", report.NotRead)
	}
	if report.More {
		sum += "; there are more, which the limit left out"
	}
	if report.OK() {
		return sum + "."
	}
	return sum + ". Leave the old workers running; docs/upgrading.md says what to do."
}

// look is how to see a run: in Temporal's UI where its address is known, or by its
// command line.
func look(settings config.Temporal, run preflight.Run) string {
	if settings.UIURL != "" {
		return fmt.Sprintf("%s/namespaces/%s/workflows/%s/%s/history", strings.TrimRight(settings.UIURL, "/"),
			url.PathEscape(settings.Namespace), url.PathEscape(run.ID), url.PathEscape(run.RunID))
	}
	return fmt.Sprintf("temporal workflow show --address %s --namespace %s --workflow-id %s --run-id %s",
		quoted(settings.Address), quoted(settings.Namespace), quoted(words.Plain(run.ID)), quoted(run.RunID))
}

// quoted makes one argument of a text for a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
