package api

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// asked is a house in which Ada's waiting request asks her for answers.
func asked(t *testing.T) *house {
	t.Helper()
	more := "- {id: more, kind: questions, config: {to: [requester], timeout: 1d, questions: [" +
		"{id: urgent, label: Urgent, type: yes_no, required: true}, {id: why, label: Why, type: text, required: true, when: answers.urgent}, " +
		"{id: places, label: Seats, type: number}]}}\n"
	source := strings.Replace(serversYAML, "- {id: give,", more+"- {id: give,", 1)
	source = strings.Replace(source, "{from: nobody, to: give}", "{from: nobody, to: more}\n- {from: more.answered, to: give}\n- {from: more.timed_out, to: refused}", 1)
	h := houseWith(t, source)
	h.records.change(func() {
		h.records.requests[1].PlanHash = h.records.automations[2].PlanHash
		stage := &h.records.approvals[0]
		stage.Kind, stage.StepID, stage.Approvers = access.AsksAnswers, "more", []access.Approver{{PersonID: "ada", Name: "Ada Lindqvist"}}
	})
	return h
}

const answersForm = "/approvals/" + approveID + "/form"

func TestAnswersAreForWhoIsAsked(t *testing.T) {
	h := asked(t)
	form := map[string]any{"answers": map[string]any{}}
	h.call("otto", "POST", answersForm, form).refused("not_found", "")
	h.call("nina", "POST", answersForm, form).refused("not_asked", "")
	h.call("mara", "POST", decisions, verdict("answer", "")).refused("not_found", "")
	wrong := map[string]any{"id": decisionID, "verdict": "answer", "answers": map[string]any{"urgent": true, "places": "y"}}
	if answer := h.call("ada", "POST", decisions, wrong).refused("invalid", "answers.why"); answer.count("errors") != 2 {
		t.Errorf("%s", answer.body)
	}
	h.untouched()
}

func TestAnswersThatAreAskedForLater(t *testing.T) {
	h := asked(t)
	shown := h.call("ada", "GET", "/approvals/"+approveID, nil).expect(200)
	if shown.text("kind") != "answers" || shown.count("questions") != 3 || shown.at("may_decide") != true {
		t.Errorf("%s", shown.body)
	}
	form := h.call("ada", "POST", answersForm, map[string]any{"answers": map[string]any{"urgent": false}}).expect(200)
	if strings.Contains(string(form.body), "why") || form.count("questions") != 2 {
		t.Errorf("%s", form.body)
	}
	h.call("ada", "POST", decisions, map[string]any{"id": decisionID, "verdict": "answer", "answers": map[string]any{"urgent": false}}).expect(200)
	if told := h.engine.calls[0].(workflows.DecideInput).Decision; told.Answers["urgent"] != false {
		t.Errorf("%+v", told)
	}
}
