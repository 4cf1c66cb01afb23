package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

// ask is what somebody typed about what they want.
type ask struct {
	length, from, until string
	reason, automation  string
	subject             string
	series              client.Series
	answers             []string

	duration time.Duration
	window   [2]time.Time
}

func askFlags(command *cobra.Command) *ask {
	wanted := &ask{}
	flags := command.Flags()
	flags.StringVar(&wanted.length, "for", "", "how long, as a `duration` such as 30m, 2h or 5d; what the form proposes without it")
	flags.StringVar(&wanted.from, "from", "", "from when, as a `time` such as 2026-03-01T09:00:00+01:00, together with --until")
	flags.StringVar(&wanted.until, "until", "", "until when, as a `time`")
	flags.StringVar(&wanted.reason, "reason", "", "why, for those who decide")
	flags.StringVar(&wanted.subject, "subject", "", "`login` of whom it is for; without it, yourself")
	flags.StringVar(&wanted.series.First, "first", "", "first `date` of hours that come again, such as 2026-03-02, together with --last")
	flags.StringVar(&wanted.series.Last, "last", "", "last `date` of hours that come again")
	flags.StringVar(&wanted.series.Rule, "rule", "", "RFC 5545 `rule` of hours that come again, such as FREQ=WEEKLY;BYDAY=MO,TH, where the automation has none")
	flags.StringVar(&wanted.series.Start, "start", "", "`clock` at which such hours begin, such as 08:00")
	flags.StringVar(&wanted.series.End, "end", "", "`clock` at which such hours end")
	flags.StringVar(&wanted.automation, "automation", "", "`name` of the automation, where several give it")
	flags.StringArrayVar(&wanted.answers, "answer", nil, "answer to a question of the form, as `id=answer`; several choices with commas; may be repeated")
	return wanted
}

// check reads what can be read without a server.
func (a *ask) check() error {
	if a.length != "" {
		length, err := builder.ParseDuration(a.length)
		if err != nil {
			return usage{fmt.Errorf("--for: %w", err)}
		}
		a.duration = time.Duration(length)
	}
	if a.length != "" && (a.from != "" || a.until != "") {
		return usage{errors.New("--for and --from with --until exclude each other: say either how long, or from when until when")}
	}
	again := a.series != client.Series{}
	if again && (a.length != "" || a.from != "" || a.until != "") {
		return usage{errors.New("--first and --last are for hours that come again, and exclude --for, --from and --until")}
	}
	if again && (a.series.First == "" || a.series.Last == "") {
		return usage{errors.New("hours that come again need --first and --last")}
	}
	if (a.from == "") != (a.until == "") {
		return usage{errors.New("--from and --until belong together: set both")}
	}
	for i, each := range []struct{ flag, text string }{{"--from", a.from}, {"--until", a.until}} {
		if each.text == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339, each.text)
		if err != nil {
			return usage{fmt.Errorf("%s is %q and has to be a time such as 2026-03-01T09:00:00+01:00", each.flag, each.text)}
		}
		a.window[i] = at
	}
	return checkAnswers(a.answers)
}

func checkAnswers(given []string) error {
	for _, answer := range given {
		if id, _, found := strings.Cut(answer, "="); !found || id == "" {
			return usage{fmt.Errorf("--answer is %q and has to be id=answer", answer)}
		}
	}
	return nil
}

// form fills the form of the automation that gives the entitlement.
func (a *ask) form(id, entitlement string, offers []client.Offer) (client.NewRequest, error) {
	form := client.NewRequest{ID: id, Automation: a.automation, Entitlement: entitlement, Subject: a.subject, Reason: a.reason}
	offer, err := a.offer(entitlement, offers)
	if err != nil {
		return form, err
	}
	form.Automation = offer.Automation
	switch {
	case !a.window[0].IsZero():
		form.From, form.Until = &a.window[0], &a.window[1]
	case a.duration > 0:
		form.DurationSeconds = int64(a.duration / time.Second)
	case a.series != client.Series{}:
		form.Series = &a.series
	}
	form.Answers, err = typedAnswers(a.answers, offer.Questions)
	return form, err
}

// offer is the one that is meant. What is not offered is still sent where the
// automation is named, so that the server says why not.
func (a *ask) offer(entitlement string, offers []client.Offer) (client.Offer, error) {
	var found []client.Offer
	var names, others []string
	for _, offer := range offers {
		switch {
		case offer.Entitlement.ID != entitlement:
			others = append(others, offer.Entitlement.ID)
		case a.automation == "" || offer.Automation == a.automation:
			found = append(found, offer)
			names = append(names, offer.Automation)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return client.Offer{}, usage{fmt.Errorf("several automations give %s: choose one with --automation: %s", entitlement, strings.Join(names, ", "))}
	case a.automation != "":
		return client.Offer{Automation: a.automation}, nil
	case len(others) == 0:
		return client.Offer{}, notOffered(entitlement, "You may not ask for anything.")
	default:
		slices.Sort(others)
		return client.Offer{}, notOffered(entitlement, "You may ask for "+strings.Join(slices.Compact(others), ", ")+".")
	}
}

func notOffered(entitlement, instead string) error {
	return &client.Problem{Status: 404, Code: "not_found", Detail: fmt.Sprintf("Nothing that you may ask for is called %q. %s", entitlement, instead)}
}

// typedAnswers gives each answer the type of its question; what the form does not ask is
// sent as a text, and refused by the server.
func typedAnswers(given []string, questions []client.Question) (map[string]any, error) {
	var answers map[string]any
	for _, each := range given {
		id, text, _ := strings.Cut(each, "=")
		var value any = text
		var err error
		at := slices.IndexFunc(questions, func(q client.Question) bool { return q.ID == id })
		if at >= 0 {
			value, err = typedAnswer(questions[at], text)
		}
		if err != nil {
			return nil, err
		}
		if answers == nil {
			answers = map[string]any{}
		}
		answers[id] = value
	}
	return answers, nil
}

func typedAnswer(question client.Question, text string) (any, error) {
	switch question.Type {
	case "number":
		number, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, usage{fmt.Errorf("--answer %s has to be a number, and is %q", question.ID, text)}
		}
		return number, nil
	case "yes_no":
		yes, known := map[string]bool{"yes": true, "true": true, "no": false, "false": false}[text]
		if !known {
			return nil, usage{fmt.Errorf("--answer %s has to be yes or no, and is %q", question.ID, text)}
		}
		return yes, nil
	case "multi_choice":
		var choices []string
		for choice := range strings.SplitSeq(text, ",") {
			choices = append(choices, strings.TrimSpace(choice))
		}
		return choices, nil
	default:
		return text, nil
	}
}
