package main

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// mostDifferences is how many of one automation people are shown.
const mostDifferences = 50

// show tells people what is to be done.
func (r *applyReport) show(p program, wanted *application) {
	for _, each := range r.Automations {
		each.show(p)
	}
	if wanted.directories && !wanted.prune && len(r.WithoutFile) > 0 {
		fmt.Fprintf(p.out, "Published and in none of these files: %s. They stay as they are.\n", words.Plain(strings.Join(r.WithoutFile, ", ")))
	}
	fmt.Fprintln(p.out, r.sum())
}

func (c *change) show(p program) {
	label, detail := c.words()
	if c.Conflict != "" {
		label, detail = "conflict", ""
	}
	fmt.Fprintf(p.out, "%-10s  %s%s\n", label, words.Plain(c.Name), detail)
	for i, each := range c.Differences {
		if i == mostDifferences {
			fmt.Fprintf(p.out, "%-10s    and %d more; --json lists them all\n", "", len(c.Differences)-i)
			break
		}
		fmt.Fprintf(p.out, "%-10s    - %s\n", "", words.Plain(each.Words))
	}
	if c.Conflict != "" {
		fmt.Fprintf(p.out, "%-10s    %s\n", "", c.Conflict)
	}
}

// words are what is to be done, and what more there is to say about it.
func (c *change) words() (label, detail string) {
	again := ""
	if c.Retired {
		again = ", and nobody can ask by it so far"
	}
	switch c.Action {
	case doPublish:
		return "new", ""
	case doChange:
		return "changed", fmt.Sprintf(" since version %d%s", c.Latest, again)
	case doBringBack:
		return "offered", fmt.Sprintf(" again, as version %d", c.Latest)
	case doRetire:
		return "retired", fmt.Sprintf(", as no file describes it; version %d is the last", c.Latest)
	case doWait:
		return "proposed", " already; another admin has to confirm it"
	default:
		return "unchanged", ""
	}
}

// sum is how much there is to do.
func (r *applyReport) sum() string {
	counts := map[string]int{}
	for _, each := range r.Automations {
		counts[each.Action]++
	}
	var parts []string
	for _, part := range []struct {
		count int
		what  string
	}{
		{counts[doPublish], "new"},
		{counts[doChange], "changed"},
		{counts[doBringBack], "to be offered again"},
		{counts[doRetire], "to be retired"},
		{counts[doWait], "waiting for a second admin"},
		{counts[doNothing], "unchanged"},
	} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	sum := strings.Join(parts, ", ") + "."
	if r.toDo() == 0 {
		sum += " There is nothing to do."
	} else if r.DryRun {
		sum += " Nothing was changed, as this is a dry run."
	}
	return sum
}
