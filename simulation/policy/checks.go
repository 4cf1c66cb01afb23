package policy

import (
	"maps"
	"slices"

	"github.com/curfewhq/curfew/simulation"
)

// sentence is one of a scenario's checks, or its reason, word for word.
type sentence struct{ scenario, text string }

// checker holds a sentence against what happened; its answer is what is wrong.
type checker func(d *difference) string

// held are the sentences that a function holds.
func held() map[sentence]checker {
	all := map[sentence]checker{}
	for _, some := range []map[sentence]checker{
		refusalSentences(), askedSentences(), accessSentences(), callSentences(), statusSentences(),
		questionSentences(), messageSentences(), otherwiseSentences(), reasonSentences(), paceSentences(),
	} {
		maps.Copy(all, some)
	}
	return all
}

// sentences are all that a scenario says in words.
func (s Scenario) sentences() (all []sentence) {
	for _, text := range s.Expected.Checks {
		all = append(all, sentence{s.ID, text})
	}
	if s.Expected.Reason != "" {
		all = append(all, sentence{s.ID, s.Expected.Reason})
	}
	return all
}

func (d *difference) checks() {
	held := held()
	for _, said := range d.scenario.sentences() {
		check, known := held[said]
		switch {
		case known:
			if wrong := check(d); wrong != "" {
				d.say("%q does not hold: %s", said.text, wrong)
			}
		case later()[said] == "":
			d.say("nothing holds %q", said.text)
		}
	}
}

// allOf holds a sentence that says several things.
func allOf(checks ...checker) checker {
	return func(d *difference) string {
		for _, check := range checks {
			if wrong := check(d); wrong != "" {
				return wrong
			}
		}
		return ""
	}
}

// again plays the scenario once more with more inputs, for sentences about what would
// be otherwise. Whatever is done by the same name is played once.
func (d *difference) again(name string, more ...simulation.Input) (simulation.Report, error) {
	if d.play.otherwise == nil {
		d.play.otherwise = map[string]otherwise{}
	}
	played, known := d.play.otherwise[name]
	if !known {
		played.report, played.err = d.play.rerun(slices.Concat(d.play.inputs, more))
		d.play.otherwise[name] = played
	}
	return played.report, played.err
}

// otherwise is what came of a scenario that was played with more inputs.
type otherwise struct {
	report simulation.Report
	err    error
}
