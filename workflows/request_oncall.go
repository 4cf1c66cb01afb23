package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// onCallFresh is how long an answer of who is on call counts, so that a bundle that
// is decided about apart asks once.
const onCallFresh = time.Minute

// onCall is who was on call at a moment.
type onCall struct {
	at     time.Time
	logins []string
}

// onCallFacts are the facts that rules name, each once, in their order.
func onCallFacts(lists ...[]access.ApproverRule) []string {
	var facts []string
	for _, rule := range slices.Concat(lists...) {
		if rule.OnCall != "" && !slices.Contains(facts, rule.OnCall) {
			facts = append(facts, rule.OnCall)
		}
	}
	return facts
}

// withoutOnCall takes rules apart into those that are answered here and those about
// whoever is on call.
func withoutOnCall(rules []access.ApproverRule) (named, called []access.ApproverRule) {
	for _, rule := range rules {
		if rule.OnCall != "" {
			called = append(called, rule)
		} else {
			named = append(named, rule)
		}
	}
	return named, called
}

// tellOnCallSoon tells whoever is on call without holding the run up, as a message
// never stands between access and its end.
func (r *run) tellOnCallSoon(ctx workflow.Context, rules []access.ApproverRule, about, text string, except []string) {
	r.posts++
	workflow.Go(ctx, func(ctx workflow.Context) {
		found, err := r.resolve(ctx, activities.ResolveInput{FactsInput: r.about(""), Rules: rules, Everybody: true})
		if err != nil {
			r.log.Warn("whoever is on call was not told", "error", err)
		}
		for _, person := range found {
			if !slices.Contains(except, person.PersonID) {
				r.tell(workflow.Now(ctx), person.PersonID, about, text)
			}
		}
		r.save(ctx)
		r.posts--
	})
}

// askOnCall asks the facts of rules who they are true of, all at once, and answers
// with logins by fact. One that cannot be asked names nobody, and the record says so.
func (r *run) askOnCall(ctx workflow.Context, facts []string) (map[string][]string, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	r.rest(ctx)
	began, asked := workflow.Now(ctx), make([]workflow.Future, len(facts))
	for i, fact := range facts {
		if !r.knowsOnCall(began, fact) {
			asked[i] = r.askWho(ctx, fact)
		}
	}
	named := map[string][]string{}
	for i, fact := range facts {
		if asked[i] != nil {
			var answer activities.WhoAnswer
			err := asked[i].Get(ctx, &answer)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			r.noteOnCall(workflow.Now(ctx), fact, answer.Logins, err)
		}
		named[fact] = r.onCall[fact].logins
	}
	return named, nil
}

// knowsOnCall tells whether it was found out just now who is on call.
func (r *run) knowsOnCall(now time.Time, fact string) bool {
	known, is := r.onCall[fact]
	return is && now.Sub(known.at) < onCallFresh
}

// lookUpOnCall reports whether it is not known yet who is on call, and has it found
// out without holding the run up. When it is known, the run looks again.
func (r *run) lookUpOnCall(ctx workflow.Context, facts []string) bool {
	now := workflow.Now(ctx)
	if !slices.ContainsFunc(facts, func(fact string) bool { return !r.knowsOnCall(now, fact) }) {
		return false
	}
	if r.calling {
		return true
	}
	r.calling = true
	workflow.Go(ctx, func(ctx workflow.Context) {
		if _, err := r.askOnCall(ctx, facts); err != nil {
			r.log.Warn("who is on call was not found out", "error", err)
		}
		r.calling, r.moved = false, true
	})
	return true
}

func (r *run) askWho(ctx workflow.Context, fact string) workflow.Future {
	var work *activities.OutsideWork
	ctx = withFact(ctx, "ask who is on call for "+fact)
	return workflow.ExecuteActivity(ctx, work.AskWho, activities.AskWhoInput{Fact: fact})
}

// noteOnCall remembers who is on call, or writes down why nobody is known to be.
func (r *run) noteOnCall(now time.Time, fact string, logins []string, err error) {
	r.onCall[fact] = onCall{at: now, logins: logins}
	if err == nil {
		return
	}
	r.onCall[fact] = onCall{at: now}
	about := fmt.Sprintf("%s/%s/%d", r.request.StepID, fact, now.Unix())
	r.noteOnce(now, about, "on_call.unavailable", access.System,
		fmt.Sprintf("Who is on call for %s could not be asked, so nobody counts as that: %s.", fact, sentence(err)))
}
