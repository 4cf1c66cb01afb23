package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// How long people ask to hold what they ask for: a day is a second. What has fixed
// hours has to last longer than what goes wrong before it opens, and is given back.
const (
	aWhile      = time.Second
	aLongWhile  = 2 * time.Minute
	seriesSpans = time.Hour
)

// scenario is a template automation and how it is asked for.
type scenario struct {
	builder.Published
	plan    builder.Plan
	bundle  []string
	answers map[string]any
	// series asks for hours that are on right now.
	series bool
	// pairs has two requests for the same thing overlap.
	pairs bool
	// standing has the person hold it from before.
	standing bool
}

// scenarios are every template, and of the simplest one what happens where leases
// overlap and where something is held from before.
func scenarios() ([]scenario, error) {
	templates, err := builder.Templates()
	if err != nil {
		return nil, err
	}
	var list []scenario
	for _, template := range templates {
		made, err := playable(template)
		if err != nil {
			return nil, err
		}
		list = append(list, made)
		if template.Name == "manager-approval" {
			overlapping, standing := made, made
			overlapping.pairs, overlapping.Name = true, made.Name+", overlapping"
			standing.standing, standing.Name = true, made.Name+", held before"
			list = append(list, overlapping, standing)
		}
	}
	return list, nil
}

// alwaysOpen lets a template that keeps office hours be played at any hour.
var alwaysOpen = strings.NewReplacer(
	"days: [MO, TU, WE, TH, FR]", "days: [MO, TU, WE, TH, FR, SA, SU]",
	`from: "08:00", to: "17:00"`, `from: "00:00", to: "24:00"`,
	`holidays: ["2026-12-25", "2027-01-01"]`, "holidays: []",
)

func playable(template builder.Template) (scenario, error) {
	source := alwaysOpen.Replace(template.Source)
	definition, problems := builder.ParseYAML([]byte(source))
	if builder.HasErrors(problems) {
		return scenario{}, fmt.Errorf("the template %s cannot be read: %s", template.Name, problems[0].Message)
	}
	plan, err := builder.Compile(definition)
	if err != nil {
		return scenario{}, err
	}
	encoded, err := plan.Encode()
	if err != nil {
		return scenario{}, err
	}
	form := plan.Steps[0].Request
	made := scenario{plan: plan, series: form.Windows != nil && form.Windows.Recurring != nil, Published: builder.Published{
		Name: template.Name, Title: template.Title, Definition: []byte(source),
		Plan: encoded, PlanHash: builder.Hash(encoded), PublishedBy: access.System,
	}}
	if form.Bundle {
		made.bundle = form.Entitlements
	}
	for _, question := range form.Questions {
		if made.answers == nil {
			made.answers = map[string]any{}
		}
		made.answers[question.ID] = answerTo(question)
	}
	return made, nil
}

// answerTo is an answer that leads to the people who decide.
func answerTo(question builder.Question) any {
	switch {
	case question.Type == "yes_no":
		return true
	case question.Type == "choice":
		return question.Choices[len(question.Choices)-1]
	case question.Example != "":
		return question.Example
	default:
		return "It is needed for what is planned."
	}
}

// givenBack tells whether the holder gives it back as soon as it is open.
func (s scenario) givenBack() bool { return s.series || len(s.bundle) > 0 }

// ask is for how long or at which hours the scenario's requests are.
func (s scenario) ask(now time.Time) access.Ask {
	switch {
	case len(s.bundle) > 0:
		return access.Ask{Duration: aLongWhile}
	case !s.series:
		return access.Ask{Duration: aWhile}
	}
	began := now.UTC().Add(-seriesSpans / 2)
	day := began.Format(time.DateOnly)
	return access.Ask{Series: &access.Series{
		Rule: "FREQ=DAILY", Start: began.Format("15:04"), End: began.Add(seriesSpans).Format("15:04"), Zone: "UTC", First: day, Last: day,
	}}
}
