package policy

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

var iso = regexp.MustCompile(`^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$`)

// length reads an ISO 8601 duration; a day is 24 hours.
func length(text string) (time.Duration, error) {
	parts := iso.FindStringSubmatch(text)
	if parts == nil {
		return 0, fmt.Errorf("%q is no duration", text)
	}
	var total time.Duration
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if parts[i+1] != "" {
			n, err := strconv.Atoi(parts[i+1])
			if err != nil {
				return 0, err
			}
			total += time.Duration(n) * unit
		}
	}
	return total, nil
}

// asks is for how long an input asks, where it changes something of what is
// requested in the case.
func (r Requested) asks(detail Detail) (access.Ask, error) {
	switch {
	case detail.text("duration") != "":
		asked, err := length(detail.text("duration"))
		return access.Ask{Duration: asked}, err
	case r.Recurrence != nil:
		return access.Ask{Series: r.Recurrence.with(detail).series()}, nil
	case r.Window != nil:
		return access.Ask{From: r.Window.Start.UTC(), Until: r.Window.End.UTC()}, nil
	case r.Duration != "":
		asked, err := length(r.Duration)
		return access.Ask{Duration: asked}, err
	default:
		return access.Ask{Duration: 8 * time.Hour}, nil
	}
}

func (r Recurrence) with(detail Detail) Recurrence {
	for name, field := range map[string]*string{"from": &r.From, "until": &r.Until, "start": &r.Start, "end": &r.End} {
		if changed := detail.text(name); changed != "" {
			*field = changed
		}
	}
	return r
}

func (r Recurrence) series() *access.Series {
	var days []string
	for _, day := range r.Days {
		days = append(days, strings.ToUpper(day[:2]))
	}
	return &access.Series{
		Rule: "FREQ=WEEKLY;BYDAY=" + strings.Join(days, ","), Start: r.Start, End: r.End, Zone: r.Zone, First: r.From, Last: r.Until,
	}
}
