package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func (r *run) mayExtend(_ workflow.Context, in ExtendInput) error {
	switch {
	case in.PersonID != r.request.SubjectID && in.PersonID != r.request.RequesterID:
		return refusalError(access.Refuse(access.CodeForbidden, "Only who holds it can ask for more time."))
	case in.ID == "":
		return refusalError(access.Refuse(access.CodeInvalid, "An ask for more time needs an id of its own, so that sending it twice counts once."))
	case in.By <= 0:
		return refusalError(access.Refuse(access.CodeInvalid, "Say how much longer you need it.").At("by"))
	case r.holding == nil:
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "It has ended already, or has not begun. Ask for it anew."))
	}
	return nil
}

// extend moves the end, at once or when somebody agrees. What the automation does
// not allow is refused, recorded and told. The same id again has the same answer.
func (r *run) extend(ctx workflow.Context, in ExtendInput) (Extended, error) {
	h := r.holding
	onCall, err := r.mayExtendOnCall(ctx, in)
	if err != nil {
		return Extended{}, err
	}
	if err := r.moving.Lock(ctx); err != nil {
		return Extended{}, err
	}
	defer r.moving.Unlock()
	if answer, known := h.answers[in.ID]; known {
		return answer, nil
	}
	if r.holding != h {
		return Extended{}, refusalError(access.Refuse(access.CodeAlreadyClosed, "It has ended already. Ask for it anew."))
	}
	if refusal := r.mayLast(in); refusal != nil {
		return Extended{}, r.refuseExtension(ctx, in.ID, in.PersonID, refusal)
	}
	if h.answers == nil {
		h.answers = map[string]Extended{}
	}
	rule := h.step.Grant.Extend
	if len(rule.Approvers) == 0 {
		until, err := r.prolong(ctx, in.ID, in.By)
		h.answers[in.ID] = Extended{Until: until}
		return h.answers[in.ID], err
	}
	h.asked++ // one that was denied keeps its id, so that it never decides about the next
	id := fmt.Sprintf("%s.%s.extension.%d", r.request.ID, h.step.ID, h.asked)
	h.by, h.extension = in.By, id
	approvers, err := r.resolve(ctx, activities.ResolveInput{FactsInput: r.about(""), Rules: rule.Approvers, At: workflow.Now(ctx), OnCall: onCall})
	if err != nil {
		h.extension = ""
		return Extended{}, err
	}
	end, open := h.end()
	if len(approvers) == 0 || !open {
		h.extension = ""
		return Extended{}, r.refuseExtension(ctx, in.ID, in.PersonID, access.Refuse(access.CodeNotExtendable, "Nobody can be asked whether it may last longer."))
	}
	r.open(ctx, access.Approval{
		ID: id, StepID: h.step.ID, Title: "More time for " + r.input.EntitlementLabel, Kind: access.AsksExtension,
		Approvers: approvers, Quorum: 1, DueAt: end, Terms: access.Terms{Extend: in.By},
	})
	r.noteOnce(workflow.Now(ctx), in.ID, "extension.asked", in.PersonID, strings.TrimSpace(fmt.Sprintf("Asked for %s more. %s", inWords(in.By), in.Reason)))
	h.answers[in.ID] = Extended{ApprovalID: id}
	r.saveSoon(ctx)
	return h.answers[in.ID], nil
}

// mayExtendOnCall asks who is on call where they have to agree to more time. It may
// take a while, in which nothing waits for it.
func (r *run) mayExtendOnCall(ctx workflow.Context, in ExtendInput) (map[string][]string, error) {
	h := r.holding
	_, answered := h.answers[in.ID]
	allowed := r.mayLast(in) == nil
	if answered || !allowed {
		return nil, nil
	}
	return r.askOnCall(ctx, onCallFacts(h.step.Grant.Extend.Approvers))
}

// mayLast says why the automation does not allow so much more time, or nil.
func (r *run) mayLast(in ExtendInput) *access.Refusal {
	h := r.holding
	rule := h.step.Grant.Extend
	_, open := h.end()
	switch {
	case rule == nil || h.series:
		return access.Refuse(access.CodeNotExtendable, "This cannot be made longer. Ask for it anew.")
	case !open || h.ended:
		return access.Refuse(access.CodeNotExtendable, "Only access that is open can be made longer.")
	case h.limited():
		return access.Refuse(access.CodeNotExtendable, "It cannot be made longer, %s.", limitWords(h.leases[0].Cap))
	case h.extension != "":
		return access.Refuse(access.CodeNotExtendable, "More time was asked for already, and nobody has decided yet.")
	case h.extensions >= rule.Times:
		return extendedAlready(h.extensions)
	case in.By > r.longestExtension(*rule):
		return access.Refuse(access.CodeTooLong, "One extension is at most %s, and this asks for %s.", inWords(r.longestExtension(*rule)), inWords(in.By)).At("by")
	case rule.ReasonRequired && strings.TrimSpace(in.Reason) == "":
		return access.Refuse(access.CodeInvalid, "Please say why you need it longer.").At("reason")
	}
	return nil
}

func (r *run) longestExtension(rule builder.ExtendRule) time.Duration {
	if rule.Percent > 0 {
		return r.granted.Length() * time.Duration(rule.Percent) / 100
	}
	return time.Duration(rule.By)
}

// refuseExtension says no, once for each ask.
func (r *run) refuseExtension(ctx workflow.Context, ask, personID string, refusal *access.Refusal) error {
	now := workflow.Now(ctx)
	r.noteOnce(now, ask, "extension.refused", personID, refusal.Message)
	r.tell(now, r.request.SubjectID, "extension_refused/"+ask, r.input.EntitlementLabel+" is not extended. "+refusal.Message)
	r.saveSoon(ctx)
	return refusalError(refusal)
}

func (r *run) extensionDecided() bool {
	h := r.holding
	approval := r.approval(h.extension)
	return h.extension != "" && approval != nil && access.Tally(*approval) != access.ApprovalOpen
}

func (r *run) settleExtension(ctx workflow.Context) error {
	h := r.holding
	t := &task{ids: []string{h.extension}}
	r.shut(ctx, t, access.ApprovalClosed)
	approved := r.approval(h.extension).State == access.ApprovalApproved
	if !approved {
		now := workflow.Now(ctx)
		why := r.denial(t, h.step)
		h.extension = ""
		r.tell(now, r.request.SubjectID, fmt.Sprintf("extension_refused/%s", t.ids[0]), r.input.EntitlementLabel+" is not extended. "+why)
		r.noteOnce(now, t.ids[0], "extension.denied", access.System, why)
		r.saveAtRest(ctx)
		return nil
	}
	h.extension = ""
	// What has to end meanwhile does not wait for the ledger.
	workflow.Go(ctx, func(ctx workflow.Context) {
		if err := r.prolongAgreed(ctx, h, t.ids[0]); err != nil {
			r.log.Warn("an extension could not be handed over", "error", err)
		}
	})
	return nil
}

// prolongAgreed prolongs by what was agreed to, unless that came too late.
func (r *run) prolongAgreed(ctx workflow.Context, h *holding, ask string) error {
	if err := r.moving.Lock(ctx); err != nil {
		return err
	}
	defer r.moving.Unlock()
	if r.holding != h {
		return nil
	}
	_, err := r.prolong(ctx, ask, h.by)
	if _, refused := asRefusal(err); refused {
		return nil // the holder was told
	}
	return err
}

// prolong moves the end of every lease that is open, by a higher revision of it:
// the clock does not stop and nothing is given anew. The caller has r.moving.
func (r *run) prolong(ctx workflow.Context, ask string, by time.Duration) (until time.Time, err error) {
	h := r.holding
	switch _, open := h.end(); {
	case !open || h.ended:
		return until, r.refuseExtension(ctx, ask, access.System, access.Refuse(access.CodeNotExtendable, "It has ended meanwhile."))
	case h.extensions >= h.step.Grant.Extend.Times:
		return until, r.refuseExtension(ctx, ask, access.System, extendedAlready(h.extensions))
	}
	closes, err := r.hoursClose(ctx)
	if err != nil {
		return until, err
	}
	capped := false // by what may be held at all
	for i := range h.leases {
		if h.leases[i].State != access.Open {
			continue
		}
		granted := h.granted[i]
		longest, err := r.longestNow(ctx, h.leases[i])
		if err != nil {
			return until, err
		}
		h.granted[i] = granted.Prolonged(by).Within(h.limit, h.limitedBy).Within(closes, access.HoursEnd)
		if due := r.due(h, i).End(); !longest.IsZero() && due.After(longest) {
			if !longest.After(h.leases[i].End()) {
				h.granted[i] = granted
				capped = true
				continue
			}
			h.granted[i] = h.granted[i].Within(longest, access.LimitLowered)
		}
		taken, err := r.revise(ctx, h, r.due(h, i))
		if err != nil || !taken { // seats may be taken in the time that was added
			h.granted[i] = granted
			h.keepWithin(i, h.leases[i])
		}
		if err != nil {
			return until, err
		}
		if !taken {
			continue
		}
		if end := h.leases[i].End(); end.After(until) {
			until = end
		}
	}
	now := workflow.Now(ctx)
	if until.IsZero() && capped {
		return until, r.refuseExtension(ctx, ask, access.System, access.Refuse(access.CodeTooLong,
			"%s may not be held for longer by now.", r.input.EntitlementLabel))
	}
	if until.IsZero() {
		return until, r.refuseExtension(ctx, ask, access.System, access.Refuse(access.CodeNoSeat,
			"In the time that would be added no seat is free, or something else is held that may not be held together with it."))
	}
	h.extensions++
	r.noteOnce(now, fmt.Sprintf("%s/%d", h.step.ID, h.extensions), "access.extended", access.System, "It lasts until "+stamp(until)+" now.")
	r.tell(now, r.request.SubjectID, fmt.Sprintf("access_extended/%d", h.extensions), fmt.Sprintf("%s lasts until %s now.", r.input.EntitlementLabel, stamp(until)))
	r.save(ctx)
	return until, nil
}

// dropExtension closes an extension that nobody decided about before the end.
func (r *run) dropExtension(ctx workflow.Context) error {
	h := r.holding
	if h.extension == "" || r.approval(h.extension) == nil { // not asked, or not yet: then it is refused
		return nil
	}
	r.shut(ctx, &task{ids: []string{h.extension}}, access.ApprovalClosed)
	r.tell(workflow.Now(ctx), r.request.SubjectID, "extension_refused/"+h.extension,
		r.input.EntitlementLabel+" is not extended: it was not decided in time.")
	h.extension = ""
	r.saveAtRest(ctx)
	return nil
}

func extendedAlready(n int) *access.Refusal {
	return access.Refuse(access.CodeNotExtendable, "It was already extended %s. Ask for it anew.", times(n))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
