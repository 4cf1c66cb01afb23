package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

func questionSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-20-A", "Questions shown at submission: q1, q2."}: shown("q1", "q2"),
		{"PC-20-A", "The stored answers contain no q3."}:      storesNo("q3"),
		{"PC-20-B", "Questions shown: q1, q2, q3, q4."}:       shown("q1", "q2", "q3", "q4"),
		{"PC-20-C", "The error names field q3; no approval task exists for R1."}: allOf(
			refusalSays(access.CodeInvalid, "answers.q3_ticket"), noTask("R1")),
		{"PC-20-D", "Questions shown: q1 to q5."}: shown("q1", "q2", "q3", "q4", "q5"),
	}
}

// shown holds which questions the form asks when it is filled in as it was sent.
func shown(want ...string) checker {
	return func(d *difference) string {
		var asked []string
		for _, input := range d.play.inputs {
			submit, is := input.Do.(simulation.Submit)
			if !is {
				continue
			}
			for _, question := range builder.Form(d.play.plans[0].Steps[0].Request.Questions, submit.Answers, builder.Facts{}) {
				if number, _, _ := strings.Cut(question.ID, "_"); question.Asked {
					asked = append(asked, number)
				}
			}
		}
		if !slices.Equal(asked, want) {
			return fmt.Sprintf("the form asks %v", asked)
		}
		return ""
	}
}

// storesNo holds that an answer was sent and not kept.
func storesNo(answer string) checker {
	return func(d *difference) string {
		sent := false
		for _, input := range d.play.inputs {
			submit, is := input.Do.(simulation.Submit)
			sent = sent || is && hasAnswer(submit.Answers, answer)
		}
		if !sent {
			return answer + " was never sent"
		}
		for _, id := range sortedNames(d.report.Requests) {
			if hasAnswer(d.report.Requests[id].Answers, answer) {
				return answer + " of " + id + " is stored"
			}
		}
		return ""
	}
}

func hasAnswer(answers map[string]any, number string) bool {
	return slices.ContainsFunc(sortedNames(answers), func(id string) bool { return strings.HasPrefix(id, number+"_") })
}

// noTask holds that nobody was asked about a request.
func noTask(request string) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Asked, func(a simulation.Asked) bool { return a.Request == request }) {
			return "somebody was asked about " + request
		}
		return ""
	}
}

// fits holds that a branch of the automation would be taken for somebody as well.
func fits(person, port string) checker {
	return func(d *difference) string {
		facts := builder.Facts{}
		for _, hired := range d.play.setup.Company.People {
			if hired.Login == person {
				facts.Requester, facts.Subject = hired, hired
			}
		}
		for _, step := range d.play.plans[0].Steps {
			if step.Condition == nil {
				continue
			}
			for _, branch := range step.Condition.Branches {
				if branch.Port != port {
					continue
				}
				if decided, err := builder.Evaluate(branch.When, facts); err != nil || !decided.Value {
					return fmt.Sprintf("%s does not fit %s, %v", person, port, err)
				}
				return ""
			}
		}
		return "there is no branch " + port
	}
}
