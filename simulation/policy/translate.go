package policy

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// translate makes one input of a scenario what the simulation understands.
func (p *play) translate(i int, input Input) error {
	detail := input.Detail
	switch input.Do {
	case "submit_request", "break_glass":
		return p.submit(input)
	case "access_active", "series_active":
		return p.alreadyOpen(input)
	case "approve", "deny", "approve_extension", "review":
		return p.decide(input)
	case "complete_manual_task":
		request := p.meant(input)
		p.add(input, simulation.ByHand{Person: p.submitters[request], Entitlement: p.plot.things[0].id, Taken: detail.text("kind") == "revoke"})
		p.add(input, simulation.Decide{Request: request, Person: input.Actor, Verdict: access.Done})
	case "answer", "fail", "callback", "down", "up":
		return p.outside(i, input)
	case "directory_update", "user_deprovisioned", "user_reactivated", "offboarding_scheduled":
		p.add(input, simulation.ChangePerson{Login: detail.text("user"), Change: change(input)})
	case "request_extension":
		by, err := length(detail.text("duration"))
		p.add(input, simulation.Extend{Request: p.meant(input), Person: input.Actor, By: by, Reason: "It takes longer than expected."})
		return err
	case "return_access":
		p.add(input, simulation.GiveBack{Request: p.meant(input), Person: input.Actor})
	case "revoke", "cancel_series":
		p.add(input, simulation.Revoke{Request: p.meant(input), Person: input.Actor, Note: detail.text("comment")})
	case "set_delegate":
		p.add(input, simulation.Delegate{
			Person: input.Actor, Delegate: detail.text("delegate"), From: detail.time("start"), Until: detail.time("end"), Reason: detail.text("reason"),
		})
	case "existing_membership":
		p.standing(detail)
	case "search_catalogue":
		p.add(input, simulation.Search{Person: input.Actor, Text: detail.text("text")})
	case "replay":
		p.replay(input)
	case "http_get": // see unheard
	default:
		return fmt.Errorf("nothing stands for it here")
	}
	return nil
}

func (p *play) submit(input Input) error {
	detail := input.Detail
	ask, err := p.c.Request.Requested.asks(detail)
	if err != nil {
		return err
	}
	answers := p.answers(detail)
	for name, value := range filledBefore(detail.text("form_history")) {
		answers[name] = value
	}
	environment, _ := answers["q2_environment"].(string)
	t := p.plot.named(detail.text("entitlement"), detail.text("tier"), environment)
	count, crowd := detail["count"].(float64)
	for n := range p.crowd(count) {
		request := detail.text("request")
		if request == "" {
			request = fmt.Sprintf("R%d", len(p.requests)+1)
		}
		requester := input.Actor
		if crowd {
			requester, request = p.member("requester", n), fmt.Sprintf("C%d", n+1)
		}
		p.ask(input, requester, request, t, ask, answers)
	}
	return nil
}

// answers are those of the case, changed by what the input says.
func (p *play) answers(detail Detail) map[string]any {
	if given := detail.fields("answers"); given != nil {
		return maps.Clone(given)
	}
	answers := map[string]any{}
	maps.Copy(answers, p.plot.answers)
	maps.Copy(answers, p.c.Request.Answers)
	for name, value := range detail {
		if _, known := answers[name]; known || name == "ticket" || name == "variant" {
			answers[name] = value
		}
	}
	return answers
}

// ask submits a request with the answers that the form asks for. The reason is
// whatever the case calls it and the form has no question of its own for.
func (p *play) ask(input Input, requester, request string, t thing, ask access.Ask, given map[string]any) {
	answers, reason := map[string]any{}, ""
	var asked []builder.Question
	for _, name := range sortedNames(p.questions) {
		asked = append(asked, p.questions[name]...)
	}
	for _, name := range sortedNames(given) {
		taken := false
		for _, question := range asked {
			if sameName(question.ID, name) {
				answers[question.ID], taken = typed(question, given[name]), true
			}
		}
		if text, is := given[name].(string); is && !taken && (strings.Contains(name, "reason") || name == "justification") {
			reason = text
		}
	}
	things := []string{t.id}
	if p.c.Number == "22" {
		things = nil
		for _, one := range p.plot.things {
			things = append(things, one.id)
		}
	}
	p.attempts[len(p.inputs)] = request
	p.requests, p.submitters[request] = append(p.requests, request), requester
	p.add(input, simulation.Submit{
		Request: request, Entitlements: things, Requester: requester,
		Reason: reason, Answers: answers, Ask: ask,
	})
}

// sameName tells whether a question and an answer mean the same: "ticket" is
// "q3_ticket" and "customer-data" is "customer_data".
func sameName(question, answer string) bool {
	plain := func(name string) string {
		name = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))
		if len(name) > 2 && name[0] == 'q' && name[1] >= '0' && name[1] <= '9' {
			name = name[2:]
		}
		return name
	}
	return plain(question) == plain(answer) || strings.HasPrefix(question, answer+"_")
}

func typed(question builder.Question, value any) any {
	if text, is := value.(string); is && question.Type == builder.QuestionYesNo {
		return text == "yes"
	}
	return value
}

// filled is a part of what a case says that was filled in before, and hidden since.
var filled = regexp.MustCompile(`(q\d) filled with ([A-Z]+-\d+)`)

// filledBefore are the answers that a form still has when it is sent, by the
// beginning of the question's name.
func filledBefore(history string) map[string]any {
	answers := map[string]any{}
	for _, found := range filled.FindAllStringSubmatch(history, -1) {
		answers[found[1]] = found[2]
	}
	return answers
}

// fields is a detail that has details of its own.
func (d Detail) fields(name string) Detail {
	found, _ := d[name].(map[string]any)
	return found
}
