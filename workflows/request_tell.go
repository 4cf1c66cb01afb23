package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// notify puts the step's message into people's lists and posts it to its channels.
func (r *run) notify(ctx workflow.Context, step builder.Step) error {
	if err := r.gather(ctx); err != nil {
		return err
	}
	kind := step.Notify.About
	if kind == "" {
		kind = "notify"
	}
	text := r.filled(step.Notify.Text)
	var except []string
	if step.Notify.ExceptRequester {
		except = []string{r.request.RequesterID}
	}
	if err := r.inform(ctx, step.Notify.To, kind+"/"+step.ID, text, except...); err != nil {
		return err
	}
	r.note(workflow.Now(ctx), "notify.sent", access.System, step.Title+": "+text)
	r.saveAtRest(ctx)
	return nil
}

// hookPatience is how long a channel has to take a message. A run never waits
// longer for it, and goes on without.
const hookPatience = time.Minute

// inform tells everybody whom the recipients name, each once.
func (r *run) inform(ctx workflow.Context, to builder.Recipients, about, text string, except ...string) error {
	var people []string
	add := func(id string) {
		if id != "" && !slices.Contains(people, id) && !slices.Contains(except, id) {
			people = append(people, id)
		}
	}
	named, called := withoutOnCall(to.People)
	if len(named) > 0 {
		found, err := r.resolve(ctx, activities.ResolveInput{FactsInput: r.about(""), Rules: named, Everybody: true})
		if err != nil {
			return err
		}
		for _, person := range found {
			add(person.PersonID)
		}
	}
	if to.Requester {
		add(r.request.RequesterID)
	}
	if to.Subject {
		add(r.request.SubjectID)
	}
	if to.Approvers {
		for _, id := range r.approvedBy {
			add(id)
		}
	}
	now := workflow.Now(ctx)
	for _, id := range people {
		r.tell(now, id, about, text)
	}
	if len(called) > 0 {
		r.tellOnCallSoon(ctx, called, about, text, slices.Concat(people, except))
	}
	for _, hook := range to.Hooks {
		r.postSoon(ctx, hook, about, text)
	}
	return nil
}

// postSoon posts without holding the run up. That it could not is in the record.
func (r *run) postSoon(ctx workflow.Context, hook, about, text string) {
	r.posts++
	workflow.Go(ctx, func(ctx workflow.Context) {
		if err := r.posting(ctx, hook, about, text, hookPatience); err != nil {
			r.noteOnce(workflow.Now(ctx), about+"/"+hook, "hook.failed", access.System, fmt.Sprintf("%s was not told: %s.", hook, sentence(err)))
		}
		r.posts--
	})
}

// tell puts a message into somebody's list, once for each thing it is about.
func (r *run) tell(at time.Time, personID, about, text string) {
	kind, _, _ := strings.Cut(about, "/")
	r.messages = append(r.messages, access.Message{
		ID:       fmt.Sprintf("%s/%s/%s", r.request.ID, about, personID),
		PersonID: personID, RequestID: r.request.ID, About: kind, Text: strings.TrimSpace(text), At: at,
	})
}

// tellConcerned tells the one who asked and the one it is for.
func (r *run) tellConcerned(at time.Time, about, text string) {
	r.tell(at, r.request.RequesterID, about, text)
	if r.request.SubjectID != r.request.RequesterID {
		r.tell(at, r.request.SubjectID, about, text)
	}
}

// filled is a text with its placeholders.
func (r *run) filled(text string) string {
	var approvers []string
	for _, approval := range r.approvals {
		for _, decision := range approval.Decisions {
			if name := approval.NameOf(decision.PersonID); decision.Verdict == access.Approve && !slices.Contains(approvers, name) {
				approvers = append(approvers, name)
			}
		}
	}
	return builder.FillMessage(text, builder.MessageValues{
		Requester: r.facts.Requester.Name, Subject: r.facts.Subject.Name, Entitlement: r.input.EntitlementLabel,
		Reason: r.request.Reason, Approvers: strings.Join(approvers, ", "), Rule: r.rule, Answers: r.request.Answers,
	})
}
