package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// grant opens every window that the request has earned, one after the other, and
// follows each until the outside system was read to hold it no more. What is
// handed over ends by itself, whatever happens to this run; what is not, never
// opens without it.
func (r *run) grant(ctx workflow.Context, step builder.Step) (port string, err error) {
	state := r.input.State
	goesOn := state != nil && state.StepID == step.ID
	if r.isOver() && !goesOn {
		return builder.PortFailed, nil
	}
	// Whatever an earlier approval said on the way here, somebody agreed since.
	r.outcome, r.because = "", ""
	opening, next := builder.Opening{}, 0
	if goesOn {
		opening, next = state.Opening, state.Next
	} else {
		whyNot, err := r.earn(ctx, step, &opening)
		if err != nil || whyNot != "" {
			return r.notGiven(ctx, whyNot), err
		}
	}
	for i := next; i < len(opening.Windows) && !r.isOver(); i++ {
		if i > next && r.longStory(ctx) {
			if err := r.goOnAsNew(ctx, step, opening, i); err != nil {
				return "", err
			}
			break // somebody ended it meanwhile
		}
		if err := r.openWindow(ctx, step, opening, i); err != nil {
			return "", err
		}
	}
	return r.granting(ctx, step, opening), nil
}

// earn works out when access may be open, and says so to everybody. A sentence is
// answered where there is nothing to open.
func (r *run) earn(ctx workflow.Context, step builder.Step, opening *builder.Opening) (whyNot string, err error) {
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	if r.noteLeft(ctx); r.left != "" {
		return r.left, nil
	}
	if err := r.openingOf(ctx, opening); err != nil {
		return "", err
	}
	if whyNot, err := r.capByFacts(ctx, step, opening); err != nil || whyNot != "" {
		return whyNot, err
	}
	if len(opening.Windows) == 0 {
		return opening.Words, nil
	}
	things, whyNot, err := r.thingsNow(ctx)
	if err != nil || whyNot != "" {
		return whyNot, err
	}
	for _, thing := range things {
		connector := thing.Target.Connector
		if r.facts.Subject.Accounts[connector] == "" {
			return fmt.Sprintf("%s has no account in %s.", r.facts.Subject.Name, connector), nil
		}
	}
	now := workflow.Now(ctx)
	r.request.State, r.request.Detail = access.RequestGranting, "Approved. Being set up."
	words := r.approvalWords(*opening)
	r.note(now, "request.approved", access.System, "Approved "+words)
	r.tellConcerned(now, "request_approved", r.input.EntitlementLabel+" was approved "+words)
	r.saveAtRest(ctx)
	return "", nil
}

// openingOf evaluates zones, rules and hours once, and records the answer.
func (r *run) openingOf(ctx workflow.Context, opening *builder.Opening) error {
	type recorded struct {
		Opening builder.Opening `json:"opening"`
		Begins  string          `json:"begins,omitempty"` // in words, where an approver moved it
		Failed  string          `json:"failed,omitempty"`
	}
	from, facts, ask := workflow.Now(ctx), r.facts, r.granted
	moved := r.start.After(from)
	if moved {
		from = r.start
	}
	for _, id := range r.request.Bundle {
		item, err := r.factsAbout(ctx, id)
		if err != nil {
			return err
		}
		facts.Entitlement.MaxDuration = min(facts.Entitlement.MaxDuration, item.Entitlement.MaxDuration)
	}
	var seen recorded
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any {
		opening, err := r.plan.Windows(ask, facts.Requester, facts.Subject, facts.Entitlement, from)
		if err != nil {
			return recorded{Failed: err.Error()}
		}
		words := recorded{Opening: opening}
		if moved {
			words.Begins = builder.Moment(from, facts.Subject.Zone)
		}
		return words
	})
	if err := encoded.Get(&seen); err != nil {
		return err
	}
	if seen.Failed != "" {
		return fmt.Errorf("when access may be open could not be worked out: %s", seen.Failed)
	}
	*opening, r.begins = seen.Opening, seen.Begins
	return nil
}

// capByFacts asks the facts that end the access whether they hold at all, and cuts
// the windows where one of them is known to end.
func (r *run) capByFacts(ctx workflow.Context, step builder.Step, opening *builder.Opening) (whyNot string, err error) {
	for _, end := range step.Grant.Facts {
		applies, err := r.applies(ctx, end)
		if err != nil {
			return "", err
		}
		if !applies {
			continue
		}
		answer, err := r.askFact(ctx, end.Fact)
		if err != nil {
			return fmt.Sprintf("Whether %s holds could not be found out: %s", end.Fact, sentence(err)), nil
		}
		if !answer.True {
			return strings.TrimSpace(fmt.Sprintf("%s does not hold. %s", end.Fact, answer.Says)), nil
		}
		for i := range opening.Windows {
			window := &opening.Windows[i]
			if !answer.Until.IsZero() && (window.Until.IsZero() || answer.Until.Before(window.Until)) {
				window.Until, window.Closes, window.Cap = answer.Until, "", end.Reason
			}
		}
	}
	return "", nil
}

func (r *run) applies(ctx workflow.Context, end builder.FactEnd) (bool, error) {
	if end.When == "" {
		return true, nil
	}
	decided, err := r.evaluate(ctx, end.When, r.asFacts(r.facts))
	return decided.Value, err
}

// approvalWords is what was granted, who changed it, and which rule acted.
func (r *run) approvalWords(opening builder.Opening) string {
	words := opening.Words + "."
	if r.begins != "" {
		words += " It begins on " + r.begins + "."
	}
	if r.changedBy != "" {
		words += " " + r.changedBy + " changed what was asked for."
	}
	if r.rule != "" {
		words += " " + r.rule + "."
	}
	for _, note := range opening.Notes {
		words += " " + note
	}
	return words
}

// granting says how the request ended, as far as its windows tell, and answers with
// the port.
func (r *run) granting(ctx workflow.Context, step builder.Step, opening builder.Opening) (port string) {
	now := workflow.Now(ctx)
	switch {
	case r.withdrawn: // before anything opened
		return builder.PortFailed
	case r.stop != nil && r.stop.Reason == access.EarlyReturn:
		r.ends(access.RequestReturned, "Given back before its time.")
	case r.stop != nil:
		r.ends(access.RequestEndedEarly, r.takenAway(r.stop.PersonID, r.stop.Note))
	case r.left != "" && !step.Grant.Outlives:
		r.ends(access.RequestEndedEarly, r.left)
	case r.stopped:
		r.ends(access.RequestEndedEarly, "The run was cancelled in Temporal.")
	case !r.wasHeld():
		return r.notGiven(ctx, r.because)
	}
	if r.isOver() && len(opening.Windows) > 1 {
		r.tellConcerned(now, "series_cancelled", fmt.Sprintf("%s: no further time opens. %s", r.input.EntitlementLabel, r.because))
	}
	if r.outcome == access.RequestNotGranted {
		return r.notGiven(ctx, r.because)
	}
	r.ends(access.RequestCompleted, "Ended as planned.")
	return builder.PortNext
}

func (r *run) notGiven(ctx workflow.Context, why string) (port string) {
	now := workflow.Now(ctx)
	r.outcome, r.because = access.RequestNotGranted, strings.TrimSpace("It could not be given. "+why)
	if r.left != "" {
		r.outcome, r.because = access.RequestCancelled, r.left
	}
	r.note(now, "request.not_granted", access.System, r.because)
	if r.wasHeld() {
		r.tellConcerned(now, "request_not_granted", r.input.EntitlementLabel+" could not be given. "+why)
	}
	return builder.PortFailed
}

// entitlements are everything that is asked for.
func (r *run) entitlements() []string {
	if len(r.request.Bundle) > 0 {
		return r.request.Bundle
	}
	return []string{r.request.EntitlementID}
}

func inWords(d time.Duration) string { return builder.Duration(d).String() }
