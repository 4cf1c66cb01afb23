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
	flags.StringVar(&wanted.automation, "automation", "", "`name` of the automation, where several give it")
	flags.StringArrayVar(&wanted.answers, "answer", nil, "answer to a question of the form, as `id=answer`; may be repeated")
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
	for _, answer := range a.answers {
		if id, _, found := strings.Cut(answer, "="); !found || id == "" {
			return usage{fmt.Errorf("--answer is %q and has to be id=answer", answer)}
		}
	}
	return nil
}

// form fills the form of the automation that gives the entitlement.
func (a *ask) form(id, entitlement string, offers []client.Offer) (client.NewRequest, error) {
	form := client.NewRequest{ID: id, Automation: a.automation, Entitlement: entitlement, Reason: a.reason}
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
	default:
		form.DurationSeconds = offer.Duration.DefaultSeconds
	}
	form.Answers, err = a.typed(offer.Questions)
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

// typed gives each answer the type of its question; what the form does not ask is
// sent as a text, and refused by the server.
func (a *ask) typed(questions []client.Question) (map[string]any, error) {
	var answers map[string]any
	for _, given := range a.answers {
		id, text, _ := strings.Cut(given, "=")
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
	default:
		return text, nil
	}
}
