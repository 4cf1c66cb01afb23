package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// outsidePatience is how long an outside system has to say whether a fact is true.
// After that it counts as not true.
const outsidePatience = time.Minute

// askOutside asks every fact anew and remembers the answers. One that cannot be
// asked is not true, and the requester hears that it was not looked at.
func (r *run) askOutside(ctx workflow.Context, facts []string) error {
	for _, fact := range facts {
		began := workflow.Now(ctx)
		answer, err := r.askFact(ctx, fact)
		if err != nil {
			// The last attempt ends before the time is over; it has all of it.
			if err := workflow.Sleep(ctx, began.Add(outsidePatience).Sub(workflow.Now(ctx))); err != nil {
				return err
			}
			r.known[fact] = false
			now := workflow.Now(ctx)
			r.noteOnce(now, r.request.StepID+"/"+fact, "fact.unavailable", access.System, fmt.Sprintf("%s could not be asked: %s.", fact, sentence(err)))
			r.tell(now, r.request.RequesterID, "auto_approval_unavailable/"+r.request.StepID+"/"+fact,
				fmt.Sprintf("%s: whether %s holds could not be found out, so it counts as no.", r.input.EntitlementLabel, fact))
			r.save(ctx)
			continue
		}
		r.known[fact] = answer.True
	}
	return nil
}

func (r *run) askFact(ctx workflow.Context, fact string) (activities.FactAnswer, error) {
	r.rest(ctx)
	var work *activities.OutsideWork
	ctx = withFact(ctx, "ask whether "+fact+" holds")
	var answer activities.FactAnswer
	subject := r.facts.Subject
	in := activities.AskFactInput{Fact: fact, Person: activities.FactPerson{ID: subject.ID, Login: subject.Login, Email: subject.Email}}
	err := workflow.ExecuteActivity(ctx, work.AskFact, in).Get(ctx, &answer)
	return answer, err
}

// posting sends a signed event to a hook and waits for as long as patience until
// it was taken.
func (r *run) posting(ctx workflow.Context, hook, about, text string, patience time.Duration) error {
	var work *activities.OutsideWork
	ctx = withHook(ctx, patience, hook)
	in := activities.PostInput{
		Hook: hook, ID: r.request.ID + "/" + about + "/" + hook, Type: about, At: workflow.Now(ctx), Text: text,
		Data: map[string]any{
			"request": r.request.ID, "automation": r.request.Automation, "requester": r.facts.Requester.Login,
			"subject": r.facts.Subject.Login, "entitlements": r.entitlements(),
		},
	}
	return workflow.ExecuteActivity(ctx, work.PostHook, in).Get(ctx, nil)
}
