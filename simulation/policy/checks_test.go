package policy

import (
	"maps"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// spoiled are a scenario's report as it would be if next to nothing had happened, if
// nothing had ended, and if everybody had been asked and every system called at every
// turn. No sentence is true of all of them.
func spoiled(result Result, report simulation.Report) []simulation.Report {
	nothing := simulation.Report{Ended: report.Ended}
	endless, loud := report, report
	endless.Held, loud.Calls, loud.Asked = nil, slices.Clone(report.Calls), slices.Clone(report.Asked)
	for _, h := range report.Held {
		h.Until = h.Until.AddDate(2, 0, 0)
		endless.Held = append(endless.Held, h)
	}
	for _, input := range result.Scenario.Inputs {
		for _, t := range result.play.plot.things {
			target := t.entitlement().Target
			for _, do := range []string{"read", "provision", "deprovision"} {
				loud.Calls = append(loud.Calls, simulation.Call{At: input.At.UTC(), Do: do, Key: access.Key{Connector: target.Connector}})
			}
		}
	}
	for _, person := range result.play.setup.Company.People {
		loud.Asked = append(loud.Asked, simulation.Asked{Person: person.Login, Request: "R1", At: report.Ended, Verdict: access.Approve})
	}
	if len(report.Requests) > 0 {
		loud.Requests = map[string]access.Request{}
		for id, request := range report.Requests {
			request.Answers = map[string]any{"q3_ticket": "OPS-1"}
			loud.Requests[id] = request
		}
	}
	return []simulation.Report{nothing, endless, loud}
}

// trySentences holds the sentences of a scenario that is as expected against what is not.
func trySentences(t *testing.T, result Result) {
	t.Helper()
	for _, said := range result.Scenario.sentences() {
		check, known := held()[said]
		if !known {
			continue
		}
		noticed := false
		for i, report := range spoiled(result, result.Report) {
			spoiledPlay := *result.play
			spoiledPlay.otherwise, spoiledPlay.inputs = map[string]otherwise{}, otherAnswers(result.play.inputs)
			for name, played := range result.play.otherwise {
				spoiledPlay.otherwise[name] = otherwise{report: spoiled(result, played.report)[i]}
			}
			d := &difference{scenario: result.Scenario, report: report, play: &spoiledPlay}
			noticed = noticed || check(d) != ""
		}
		if !noticed {
			t.Errorf("%q would hold whatever happens", said.text)
		}
	}
}

// otherAnswers are the inputs with the other environment in every form.
func otherAnswers(inputs []simulation.Input) (other []simulation.Input) {
	for _, input := range inputs {
		if submit, is := input.Do.(simulation.Submit); is && submit.Answers["q2_environment"] != nil {
			submit.Answers = maps.Clone(submit.Answers)
			submit.Answers["q2_environment"] = map[any]string{"staging": "production", "production": "staging"}[submit.Answers["q2_environment"]]
			input.Do = submit
		}
		other = append(other, input)
	}
	return other
}
