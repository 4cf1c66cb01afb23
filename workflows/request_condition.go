package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// choice is what a condition decided, as it is recorded: replaying it does not
// evaluate again, so that a newer expression library changes no running request.
type choice struct {
	Port    string `json:"port"`
	Because string `json:"because"`
	Failed  string `json:"failed,omitempty"`
}

// choose takes the first branch whose expression is true of the facts as they are now.
func (r *run) choose(ctx workflow.Context, step builder.Step) (port string, err error) {
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	facts := r.builderFacts()
	var made choice
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any { return decideBranch(step.Condition, facts) })
	if err := encoded.Get(&made); err != nil {
		return "", err
	}
	if made.Failed != "" {
		return "", fmt.Errorf("condition %s could not be decided: %s", step.ID, made.Failed)
	}
	r.note(workflow.Now(ctx), "condition.decided", access.System,
		fmt.Sprintf("%s: %s, because %s.", step.Title, made.Port, made.Because))
	return made.Port, nil
}

func decideBranch(condition *builder.ConditionStep, facts builder.Facts) choice {
	taken, err := condition.Take(facts)
	if err != nil {
		return choice{Failed: err.Error()}
	}
	return choice{Port: taken.Port, Because: taken.Because}
}

// gather reads the directory as it is now.
func (r *run) gather(ctx workflow.Context) error {
	var work *activities.RequestWork
	return onDatabase(ctx, "gather facts", 0, &r.facts, work.GatherFacts, r.who())
}

func (r *run) who() activities.FactsInput {
	return activities.FactsInput{
		RequesterID: r.request.RequesterID, SubjectID: r.request.SubjectID, EntitlementID: r.request.EntitlementID,
	}
}

func (r *run) builderFacts() builder.Facts {
	return builder.Facts{
		Requester: r.facts.Requester, RequesterManager: r.facts.RequesterManager.Login,
		Subject: r.facts.Subject, SubjectManager: r.facts.SubjectManager.Login,
		Entitlement: r.facts.Entitlement, Automation: r.request.Automation,
		Reason: r.request.Reason, Duration: r.request.Ask.Length(), Answers: r.request.Answers,
	}
}
