package workflows

import (
	"fmt"
	"maps"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// choice is what a condition decided, as it is recorded: replaying it does not
// evaluate again, so that a newer expression library changes no running request.
type choice struct {
	Port    string `json:"port"`
	Title   string `json:"title,omitempty"`
	Because string `json:"because"`
	Failed  string `json:"failed,omitempty"`
}

// choose takes the first branch whose expression is true of the facts as they are now.
func (r *run) choose(ctx workflow.Context, step builder.Step) (port string, err error) {
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	if err := r.askOutside(ctx, step.Asks); err != nil {
		return "", err
	}
	facts := r.builderFacts(step.Hours, workflow.Now(ctx))
	var made choice
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any { return r.decideBranch(step, facts) })
	if err := encoded.Get(&made); err != nil {
		return "", err
	}
	if made.Failed != "" {
		return "", fmt.Errorf("condition %s could not be decided: %s", step.ID, made.Failed)
	}
	r.rule = strings.TrimSpace(step.Title + ": " + made.Title)
	r.note(workflow.Now(ctx), "condition.decided", access.System,
		fmt.Sprintf("%s: %s, because %s.", step.Title, made.Title, made.Because))
	return made.Port, nil
}

func (r *run) decideBranch(step builder.Step, facts factsNow) choice {
	known, err := facts.lookedUp(r.plan)
	if err != nil {
		return choice{Failed: err.Error()}
	}
	taken, err := step.Condition.Take(known)
	if err != nil {
		return choice{Failed: err.Error()}
	}
	title := taken.Port
	if taken.Port == builder.PortOtherwise {
		title += r.whoDecides(step)
	}
	for _, branch := range step.Condition.Branches {
		if branch.Port == taken.Port && branch.Title != "" {
			title = branch.Title
		}
	}
	return choice{Port: taken.Port, Title: title, Because: taken.Because}
}

// whoDecides names the approval that comes of none of the rules, if it is one: a
// branch has a title of its own, and this way out has none.
func (r *run) whoDecides(step builder.Step) string {
	to, _ := step.Exit(builder.PortOtherwise)
	next, known := r.plan.Step(to)
	if !known || next.Kind != builder.KindApproval {
		return ""
	}
	return " (" + next.Title + ")"
}

// evaluate decides one expression and records the answer.
func (r *run) evaluate(ctx workflow.Context, expression string, facts builder.Facts) (builder.Decision, error) {
	type answer struct {
		builder.Decision
		Failed string `json:"failed,omitempty"`
	}
	var decided answer
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any {
		decision, err := builder.Evaluate(expression, facts)
		if err != nil {
			return answer{Failed: err.Error()}
		}
		return answer{Decision: decision}
	})
	if err := encoded.Get(&decided); err != nil {
		return builder.Decision{}, err
	}
	if decided.Failed != "" {
		return builder.Decision{}, fmt.Errorf("%s", decided.Failed)
	}
	return decided.Decision, nil
}

// gather reads the directory as it is now. What it does not say any more must not
// stay from before, so nothing is read into what was known.
func (r *run) gather(ctx workflow.Context) error {
	began := workflow.Now(ctx)
	if r.knowsPeople(began) {
		return nil
	}
	facts, err := r.readFacts(ctx, r.about(""))
	if err == nil {
		r.facts, r.gatheredAt = facts, began
	}
	return err
}

func (r *run) readFacts(ctx workflow.Context, about activities.FactsInput) (facts activities.Facts, err error) {
	var work *activities.RequestWork
	err = r.onDatabase(ctx, "gather facts", 0, &facts, work.GatherFacts, about)
	return facts, err
}

// about names the people of the request and what it is for: one entitlement of a
// bundle, or the first.
func (r *run) about(entitlement string) activities.FactsInput {
	if entitlement == "" {
		entitlement = r.request.EntitlementID
	}
	return activities.FactsInput{RequesterID: r.request.RequesterID, SubjectID: r.request.SubjectID, EntitlementID: entitlement}
}

// factsAbout are the facts of one entitlement of a bundle, or of the first.
func (r *run) factsAbout(ctx workflow.Context, entitlement string) (builder.Facts, error) {
	facts, err := r.facts, error(nil)
	if entitlement != "" && entitlement != r.facts.Entitlement.ID {
		facts, err = r.readFacts(ctx, r.about(entitlement))
	}
	return r.asFacts(facts), err
}

func (r *run) asFacts(facts activities.Facts) builder.Facts {
	return builder.Facts{
		Requester: facts.Requester, RequesterManager: facts.RequesterManager.Login,
		Subject: facts.Subject, SubjectManager: facts.SubjectManager.Login,
		Entitlement: facts.Entitlement, Automation: r.request.Automation,
		Reason: r.request.Reason, Duration: r.granted.Length(), Answers: maps.Clone(r.request.Answers), Lengths: r.plan.Lengths(),
		Approvals: r.approvalFacts(), Known: maps.Clone(r.known),
	}
}

// approvalFacts are the approvals so far, by step.
func (r *run) approvalFacts() map[string]builder.ApprovalFact {
	facts := map[string]builder.ApprovalFact{}
	for _, approval := range r.approvals {
		if approval.Kind != access.AsksApproval {
			continue
		}
		fact := builder.ApprovalFact{State: string(access.Tally(approval)), By: facts[approval.StepID].By}
		for _, decision := range approval.Decisions {
			if decision.Verdict == access.Approve {
				fact.By = append(fact.By, approval.LoginOf(decision.PersonID))
			}
		}
		facts[approval.StepID] = fact
	}
	return facts
}
