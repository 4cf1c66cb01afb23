package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// handTask is what people are asked to do by hand for one lease.
type handTask struct {
	hand     access.Hand // HandToGive or HandToTake
	nth      int         // of the times that they were asked for that lease
	approval string      // empty where there is nobody to ask
	said     bool        // the owner knows that they said so
	triedAt  time.Time   // when it was told last
}

// wordRetry is how long an owner that could not be told of somebody's word has to
// come back.
const wordRetry = time.Minute

// callHands asks people for what the owners say has to be done by hand, and nobody
// any more for what moved on without them.
func (r *run) callHands(ctx workflow.Context) error {
	h := r.holding
	for i := range h.leases {
		lease := h.leases[i]
		asked, t := lease.AsksHand(), h.hands[lease.ID]
		if t != nil && (t.hand != asked || t.nth != h.asks[lease.ID]) {
			r.shutHand(ctx, t)
			delete(h.hands, lease.ID)
			t = nil
		}
		if t != nil || asked == access.NoHand {
			continue
		}
		if err := r.askHand(ctx, lease, asked); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) askHand(ctx workflow.Context, lease access.Lease, asked access.Hand) error {
	h := r.holding
	rule := h.step.Grant.ByHand
	if rule != nil && r.lookUpOnCall(ctx, onCallFacts(rule.People)) {
		return nil // nothing is held up meanwhile, and they are asked when it is known
	}
	t := &handTask{hand: asked, nth: h.asks[lease.ID]}
	if h.hands == nil {
		h.hands = map[string]*handTask{}
	}
	h.hands[lease.ID] = t
	people, whyNot, err := r.whoseHand(ctx, lease)
	if err != nil {
		return err
	}
	approval := r.handApproval(lease, asked)
	if len(people) == 0 {
		r.noteOnce(workflow.Now(ctx), approval.ID, "hand.impossible", access.System, approval.Title+": there is nobody who could be asked. "+whyNot)
		return nil
	}
	t.approval, approval.Approvers = approval.ID, people
	r.open(ctx, approval)
	return nil
}

// whoseHand is who is asked. That nobody can be found is no trouble of the run: the
// owner has called for attention, and the access has its own end.
func (r *run) whoseHand(ctx workflow.Context, lease access.Lease) (people []access.Approver, whyNot string, err error) {
	rule := r.holding.step.Grant.ByHand
	if rule == nil {
		return nil, "", nil
	}
	people, err = r.resolve(ctx, activities.ResolveInput{FactsInput: r.about(lease.EntitlementID), Rules: rule.People, At: workflow.Now(ctx)})
	if refusal, refused := asRefusal(err); refused {
		return nil, refusal.Message, nil
	}
	return people, "", err
}

// handApproval is what people are asked: exactly what to do, for whom, where and
// until when.
func (r *run) handApproval(lease access.Lease, asked access.Hand) access.Approval {
	label, who := r.input.label(lease.EntitlementID), r.facts.Subject.Name
	approval := access.Approval{StepID: r.holding.step.ID, Kind: access.AsksByHand, Quorum: 1}
	var does, ends string
	switch {
	case asked == access.HandToGive:
		approval.Title, approval.DueAt = fmt.Sprintf("Give %s to %s by hand", label, who), lease.GiveUp
		does = approval.Title
		ends = fmt.Sprintf("Do it until %s and say here when it is done; the time of %s begins then.", stamp(lease.GiveUp), who)
	case lease.OpenedAt.IsZero():
		approval.Title, approval.DueAt = fmt.Sprintf("Make sure that %s does not hold %s", who, label), lease.EndedAt
		does = approval.Title + ", as nobody said whether it was given"
		ends = "Say here when that is so."
	default:
		approval.Title, approval.DueAt = fmt.Sprintf("Take %s from %s by hand", label, who), lease.EndedAt
		does = approval.Title
		ends = fmt.Sprintf("It was due to end at %s. Say here when it is done.", stamp(lease.EndedAt))
	}
	approval.ID = lease.ID + map[bool]string{true: ".give", false: ".take"}[asked == access.HandToGive]
	again := ""
	for first, n := approval.ID, 2; r.approval(approval.ID) != nil; n++ {
		approval.ID = fmt.Sprintf("%s.%d", first, n)
		again = "It was asked for before, and reading back did not bear it out. "
	}
	if len(r.request.Bundle) > 0 {
		approval.EntitlementID = lease.EntitlementID
	}
	approval.Terms.Task = fmt.Sprintf("%s%s does not do it by itself. %s: %s in %s, account %s%s. %s",
		again, lease.Key.Connector, does, lease.Key.Resource, lease.Key.Connector, lease.Key.Subject, attributesOf(lease), ends)
	return approval
}

func attributesOf(lease access.Lease) string {
	var words strings.Builder
	for _, attribute := range lease.Attributes {
		fmt.Fprintf(&words, ", %s %s", attribute.Name, attribute.Value)
	}
	return words.String()
}

// handsDecided reports whether somebody said what their owner does not know yet.
func (r *run) handsDecided() bool {
	for _, lease := range r.holding.leases {
		if t := r.holding.hands[lease.ID]; r.isDone(t) && t.triedAt.IsZero() {
			return true
		}
	}
	return false
}

func (r *run) isDone(t *handTask) bool {
	return t != nil && t.approval != "" && !t.said && access.Tally(*r.approval(t.approval)) == access.ApprovalApproved
}

// passWordsOn tells the owners what people said they did.
func (r *run) passWordsOn(ctx workflow.Context) {
	for _, lease := range r.holding.leases {
		t := r.holding.hands[lease.ID]
		if !r.isDone(t) {
			continue
		}
		r.rest(ctx)
		r.shutHand(ctx, t)
		approval := r.approval(t.approval)
		word := approval.Decisions[slices.IndexFunc(approval.Decisions, func(d access.Decision) bool { return approval.Asks(d.PersonID) })]
		in := DoneInput{LeaseID: lease.ID, Asked: t.hand, By: word.PersonID, Name: approval.NameOf(word.PersonID), At: word.At}
		err := workflow.SignalExternalWorkflow(ctx, OwnerWorkflowID(lease.Key), "", SignalDone, in).Get(ctx, nil)
		if err != nil {
			r.log.Warn("the owner could not be told what was done by hand; it is told again", "error", err)
		}
		t.said, t.triedAt = err == nil, workflow.Now(ctx)
		r.saveAtRest(ctx)
	}
}

// shutHand closes what people were asked, as decided or as needed no more.
func (r *run) shutHand(ctx workflow.Context, t *handTask) {
	if approval := r.approval(t.approval); approval != nil && approval.State == access.ApprovalOpen {
		r.shut(ctx, &task{ids: []string{t.approval}}, access.ApprovalClosed)
	}
}

// handErrands tell an owner again that could not be told.
func (r *run) handErrands() []errand {
	var errands []errand
	for _, lease := range r.holding.leases {
		if t := r.holding.hands[lease.ID]; r.isDone(t) && !t.triedAt.IsZero() {
			errands = append(errands, errand{at: t.triedAt.Add(wordRetry), why: "Say again that it was done by hand at", do: func(ctx workflow.Context) error {
				r.passWordsOn(ctx)
				return nil
			}})
		}
	}
	return errands
}

// standInForHands asks others in the place of those who left, and somebody where
// there was nobody.
func (r *run) standInForHands(ctx workflow.Context) error {
	for _, lease := range r.holding.leases {
		t := r.holding.hands[lease.ID]
		switch {
		case t == nil:
		case t.approval == "":
			delete(r.holding.hands, lease.ID)
		case r.approval(t.approval).State == access.ApprovalOpen:
			if err := r.standIn(ctx, t.approval); err != nil {
				return err
			}
		}
	}
	return nil
}

// whoseHands says who is waited for; empty where nobody is.
func (r *run) whoseHands() string {
	var waiting []access.Approver
	nobody := false
	for _, lease := range r.holding.leases {
		t := r.holding.hands[lease.ID]
		switch {
		case t == nil:
		case t.approval == "":
			nobody = true
		default:
			if approval := r.approval(t.approval); approval.State == access.ApprovalOpen {
				waiting = append(waiting, approval.Approvers...)
			}
		}
	}
	switch {
	case len(waiting) > 0:
		return fmt.Sprintf("It has to be done by hand. Waiting for %s.", names(waiting))
	case nobody:
		return "It has to be done by hand, and there is nobody who could be asked."
	default:
		return ""
	}
}
