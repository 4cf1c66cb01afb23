package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

// absence is what somebody typed about being away.
type absence struct {
	to, from, until, reason string
	remove, over            bool

	begins, ends time.Time
}

func absenceFlags(command *cobra.Command) *absence {
	said := &absence{}
	flags := command.Flags()
	flags.StringVar(&said.to, "to", "", "`login` of whoever is asked in your place")
	flags.StringVar(&said.from, "from", "", "from when, as a `time` such as 2026-03-01T09:00:00+01:00; from now on without it")
	flags.StringVar(&said.until, "until", "", "until when, as a `time`")
	flags.StringVar(&said.reason, "reason", "", "why")
	flags.BoolVar(&said.remove, "remove", false, "be back: end the one there is, or the one that begins at --from")
	flags.BoolVar(&said.over, "over", false, "also what is over")
	return said
}

// check reads what can be read without a server.
func (a *absence) check(now time.Time) error {
	sets := a.to != "" || a.until != "" || a.reason != ""
	switch {
	case a.remove && sets:
		return usage{errors.New("--remove goes with --from alone: it says which one ends")}
	case a.over && (a.remove || sets || a.from != ""):
		return usage{errors.New("--over is for the list, and excludes every other flag")}
	case !a.remove && (sets || a.from != "") && (a.to == "" || a.until == ""):
		return usage{errors.New("who is asked in your place, and until when, belong together: set both --to and --until")}
	}
	a.begins = now.Truncate(time.Second)
	for _, each := range []struct {
		flag, text string
		at         *time.Time
	}{{"--from", a.from, &a.begins}, {"--until", a.until, &a.ends}} {
		if each.text == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339, each.text)
		if err != nil {
			return usage{fmt.Errorf("%s is %q and has to be a time such as 2026-03-01T09:00:00+01:00", each.flag, each.text)}
		}
		*each.at = at
	}
	return nil
}

// meant is the delegation that --remove is about: the one that begins at --from,
// which the server knows or not, else the only one that is not over.
func (a *absence) meant(listed []client.Delegation, now time.Time) (client.Delegation, error) {
	var current []client.Delegation
	var begin []string
	for _, each := range listed {
		if a.from != "" && each.From.Equal(a.begins) {
			return each, nil
		}
		if each.Until.After(now) {
			current = append(current, each)
			begin = append(begin, each.From.Format(time.RFC3339Nano))
		}
	}
	switch {
	case a.from != "":
		return client.Delegation{From: a.begins}, nil
	case len(current) == 1:
		return current[0], nil
	case len(current) == 0:
		return client.Delegation{}, &client.Problem{Status: 404, Code: "not_found", Detail: "Nobody is asked in your place, so there is nothing to remove."}
	default:
		return client.Delegation{}, usage{fmt.Errorf("several begin, at %s: choose one with --from", strings.Join(begin, ", "))}
	}
}
