package policy

import (
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

func (p *play) decide(input Input) error {
	detail := input.Detail
	decide := simulation.Decide{
		Request: p.meant(input), Person: input.Actor, Comment: detail.text("comment"), Start: detail.time("start"),
		Verdict: map[string]access.Verdict{"approve": access.Approve, "approve_extension": access.Approve, "deny": access.Deny}[input.Do],
	}
	if input.Do == "approve" && detail.text("mfa") == "" {
		decide.SignedInAt = input.At.Add(-signedIn) // in the morning
	}
	if text := detail.text("duration"); text != "" {
		given, err := length(text)
		if err != nil {
			return err
		}
		decide.Duration = given
	}
	if input.Do == "review" && len(p.requests) > 0 {
		// It is of the first use: what came while that was overdue was refused.
		decide.Request, decide.Verdict, decide.Comment = p.requests[0], access.Justified, detail.text("verdict")
	}
	if item := detail.text("item"); item != "" {
		decide.Entitlement = p.plot.named(item).id
	}
	if input.Do == "approve_extension" {
		decide.Step = p.step(builder.KindGrant, 1)
	}
	if stage, has := detail["stage"].(float64); has {
		decide.Step = p.step(builder.KindApproval, int(stage))
	}
	p.add(input, decide)
	return nil
}

// signedIn is how long before they approve people signed in, unless a case says that
// they did so once more.
const signedIn = 8 * time.Hour

// replay sends a press of somebody, for another request, once more.
func (p *play) replay(input Input) {
	for _, person := range p.setup.Company.People {
		if strings.Contains(input.Detail.text("of"), person.Login) {
			p.add(input, simulation.Decide{Request: p.meant(input), Person: person.Login, Verdict: access.Approve, ID: "captured"})
		}
	}
}

// step is the id of the nth step of a kind in the case's first automation.
func (p *play) step(kind builder.Kind, n int) string {
	for _, node := range p.setup.Automations[0].Nodes {
		if node.Kind == kind {
			if n--; n == 0 {
				return node.ID
			}
		}
	}
	return ""
}
