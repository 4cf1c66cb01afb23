package policy

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// Result is what came of a scenario. Where Scale is more than one, of crowds and of
// what systems allow in a minute only that part was played.
type Result struct {
	Scenario Scenario
	Scale    int
	Report   simulation.Report
	// Err is why it could not be played: an automation that is not sound, an input
	// that nothing stands for, or Curfew broken.
	Err error
	// Differences are what happened otherwise than expected; none is what is wanted.
	Differences []string
	Took        time.Duration // on the wall clock
	play        *play
}

// Automations reads the documents of a case, <number>-*.yaml, in order of their names.
func Automations(directory, number string) ([]builder.Definition, error) {
	names, err := filepath.Glob(filepath.Join(directory, number+"-*.yaml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var definitions []builder.Definition
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		definition, problems := builder.ParseYAML(source)
		if builder.HasErrors(problems) {
			return nil, &simulation.Unsound{Automation: filepath.Base(name), Problems: problems}
		}
		definitions = append(definitions, definition)
	}
	return definitions, nil
}

// Play plays a scenario and compares. Company is everybody there is, see Load.
// Crowds, and what systems allow in a minute, are divided by the scale.
func Play(ctx context.Context, c Case, scenario Scenario, company map[string]Person, automations []builder.Definition, scale int) Result {
	begun := time.Now()
	result := Result{Scenario: scenario, Scale: max(scale, 1)}
	p := &play{c: c, plot: plots()[c.Number], scenario: scenario, submitters: map[string]string{}, scale: result.Scale}
	if result.Err = p.prepare(company, automations); result.Err != nil {
		return result
	}
	p.rerun = func(inputs []simulation.Input) (simulation.Report, error) {
		return simulation.Run(ctx, p.setup, inputs)
	}
	result.Report, result.Err = p.rerun(p.inputs)
	result.Took = time.Since(begun)
	if result.Err != nil {
		return result
	}
	result.play = p
	result.Differences = result.compare(scenario)
	return result
}

// compare finds how what happened differs from what a scenario expects.
func (r Result) compare(scenario Scenario) []string {
	d := &difference{scenario: scenario, report: r.Report, play: r.play}
	return d.find()
}

// play turns a scenario into a setup and inputs.
type play struct {
	c          Case
	plot       plot
	scale      int
	scenario   Scenario
	setup      simulation.Setup
	inputs     []simulation.Input
	questions  map[string][]builder.Question // by automation
	requests   []string                      // in the order they are submitted
	submitters map[string]string             // by request
	attempts   map[int]string                // requests by their input's place
	plans      []builder.Plan                // of the automations, in their order
	rerun      func([]simulation.Input) (simulation.Report, error)
	otherwise  map[string]otherwise // by what is otherwise
}

func (p *play) prepare(company map[string]Person, automations []builder.Definition) error {
	if len(p.plot.things) == 0 {
		return fmt.Errorf("case %s has no plot", p.c.Number)
	}
	p.attempts, p.questions = map[int]string{}, map[string][]builder.Question{}
	p.setup = simulation.Setup{Start: p.scenario.Inputs[0].At.Add(-time.Minute).UTC(), Automations: automations, Leavers: p.plot.leavers}
	for _, t := range p.plot.things {
		p.setup.Company.Entitlements = append(p.setup.Company.Entitlements, t.entitlement())
	}
	p.hire(company)
	p.allow()
	for _, definition := range automations {
		plan, err := builder.Compile(definition)
		if err != nil {
			return err
		}
		p.plans = append(p.plans, plan)
		p.questions[plan.Automation] = plan.Steps[0].Request.Questions
	}
	for i, input := range p.scenario.Inputs {
		if err := p.translate(i, input); err != nil {
			return fmt.Errorf("input %d, %s by %s: %w", i+1, input.Do, input.Actor, err)
		}
	}
	return nil
}

func (p *play) hire(company map[string]Person) {
	for login, person := range company {
		hired := access.Person{
			ID: login, Login: login, Name: person.Name, Email: person.Email, Department: person.Department,
			Title: person.Title, ManagerID: person.Manager, Zone: person.Zone,
			Employment: access.Employment(person.Employment), Until: person.ContractEnds.UTC(),
		}
		if person.ContractEnds.IsZero() {
			hired.Until = time.Time{}
		}
		if _, there := company[person.Manager]; !there {
			hired.ManagerID = ""
		}
		for _, group := range sortedNames(p.plot.groups) {
			if slices.Contains(p.plot.groups[group], login) {
				hired.Groups = append(hired.Groups, group)
			}
		}
		p.setup.Company.People = append(p.setup.Company.People, hired)
	}
	slices.SortFunc(p.setup.Company.People, func(a, b access.Person) int {
		if a.Login < b.Login {
			return -1
		}
		return 1
	})
}

// add makes something happen at the moment of an input.
func (p *play) add(input Input, does simulation.Act) {
	p.inputs = append(p.inputs, simulation.Input{At: input.At.UTC(), Do: does})
}

// meant is the request that an input is about: the one it names, or the last one.
func (p *play) meant(input Input) string {
	if request := input.Detail.text("request"); request != "" {
		return request
	}
	if of := input.Detail.text("of"); of != "" {
		for _, request := range slices.Backward(p.requests) {
			if p.submitters[request] == of {
				return request
			}
		}
	}
	if len(p.requests) == 0 {
		return "R1"
	}
	return p.requests[len(p.requests)-1]
}

// actor is who does an input, by its place among those that are played.
func (p *play) actor(place int) string {
	switch does := p.inputs[place].Do.(type) {
	case simulation.Submit:
		return does.Requester
	case simulation.Decide:
		return does.Person
	case simulation.GiveBack:
		return does.Person
	case simulation.Revoke:
		return does.Person
	case simulation.Extend:
		return does.Person
	default:
		return ""
	}
}

// until is when something that begins with an input is over: the next input that
// does one of these.
func (p *play) until(i int, does ...string) time.Time {
	for _, later := range p.scenario.Inputs[i+1:] {
		if slices.Contains(does, later.Do) {
			return later.At.UTC()
		}
	}
	return time.Time{}
}

func sortedNames[V any](from map[string]V) []string {
	var names []string
	for name := range from {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
