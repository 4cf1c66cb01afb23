package workflows

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// text is the summary: where it stands in a sentence or two, then a line for each item.
func (l *leaver) text() string {
	lines := []string{l.headline()}
	for _, item := range l.found.Items {
		lines = append(lines, "- "+item.Label+": "+fate(item))
	}
	return strings.Join(lines, "\n")
}

func (l *leaver) headline() string {
	left := fmt.Sprintf("%s is not active any more since %s.", l.found.Name, stamp(l.input.LeftAt))
	if l.found.Active {
		left = fmt.Sprintf("%s was not active at %s, and is again.", l.found.Name, stamp(l.input.LeftAt))
	}
	open, excluded := 0, 0
	for _, item := range l.found.Items {
		if !item.Settled() {
			open++
		}
		if item.Fate == access.Excluded {
			excluded++
		}
	}
	switch all := len(l.found.Items); {
	case all == 0:
		return left + " They held nothing and had asked for nothing."
	case open > 0:
		return fmt.Sprintf("%s Of %s that they held or had asked for, %d %s not confirmed yet.", left, things(all), open, isOrAre(open))
	case excluded > 0:
		return fmt.Sprintf("%s Of %s that they held or had asked for, %d %s excluded; all else is over and confirmed.", left, things(all), excluded, isOrAre(excluded))
	case l.found.Active:
		return fmt.Sprintf("%s This became of %s that they held or had asked for:", left, things(all))
	default:
		return fmt.Sprintf("%s All that they held or had asked for is over and confirmed: %s.", left, things(all))
	}
}

// fate is what became of an item, as a line of the summary says it.
func fate(item access.LeaverItem) string {
	switch item.Fate {
	case access.HeldAndOver:
		if item.Confirmed.IsZero() {
			return fmt.Sprintf("over at %s; that it is gone is not confirmed yet, and is still being tried.", stamp(item.At))
		}
		says := fmt.Sprintf("ended at %s; confirmed at %s.", stamp(item.At), stamp(item.Confirmed))
		if item.Kept {
			says += " It was there before Curfew gave it, and stays."
		}
		return says
	case access.NoMoreTimes:
		return fmt.Sprintf("no further time opens, since %s.", stamp(item.At))
	case access.NeverOpened:
		return fmt.Sprintf("over at %s, before it opened.", stamp(item.At))
	case access.Excluded:
		return fmt.Sprintf("excluded by its automation; it stays until %s.", stamp(item.At))
	case access.GoesOn:
		if item.At.IsZero() {
			return "goes on, as they are active again."
		}
		return fmt.Sprintf("goes on until %s, as they are active again.", stamp(item.At))
	case access.StillAsked:
		return "what was asked for is not cancelled yet."
	default:
		return fmt.Sprintf("not ended yet, and so not confirmed yet; it ends by itself at %s.", stamp(item.At))
	}
}

func things(n int) string {
	if n == 1 {
		return "1 thing"
	}
	return fmt.Sprintf("%d things", n)
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
