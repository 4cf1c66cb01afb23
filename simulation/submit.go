package simulation

import (
	"errors"
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// errNotOffered is the answer of the API to whoever may not see something: what does
// not exist looks the same.
func errNotOffered() error {
	return access.Refuse(access.CodeNotVisible, "There is nothing by this name that you can ask for.")
}

// act checks a request as the API does, records it and starts its run.
func (s Submit) act(w *world) error {
	request, err := s.check(w)
	if err != nil {
		return w.attempted("request.refused", s.Requester, "offer/"+s.Automation, "", err)
	}
	made := w.plan(request.Automation)
	facts, err := w.facts(request)
	if err != nil {
		return err
	}
	recorded, _, err := w.record.SubmitRequest(w.ctx, request, access.AuditLine{
		ID: request.ID + "/request.submitted", At: request.CreatedAt, Actor: request.RequesterID, Action: "request.submitted",
		Object: "request/" + request.ID, RequestID: request.ID, Detail: facts.Requester.Name + " asked for " + facts.Entitlement.Label() + ".",
	})
	if err != nil {
		return err
	}
	input := workflows.NewRequestInput(recorded, made.Plan, facts.Requester, facts.Entitlement)
	if len(recorded.Bundle) > 0 {
		input.Labels, input.EntitlementLabel = map[string]string{}, made.Title
		for _, id := range recorded.Bundle {
			input.Labels[id] = w.things[id].Label()
		}
	}
	w.engine.start(workflows.RequestWorkflowID(recorded.ID), workflows.RequestWorkflow, input)
	return nil
}

// check is the request as it is recorded, or why it is refused.
func (s Submit) check(w *world) (access.Request, error) {
	request := access.Request{
		ID: s.Request, Automation: s.Automation, Reason: s.Reason, Answers: s.Answers, Ask: s.Ask,
		State: access.RequestSubmitted, CreatedAt: w.engine.now(), Detail: "Recorded; it will be worked on in a moment.",
	}
	subject := s.Subject
	if subject == "" {
		subject = s.Requester
	}
	for _, login := range []string{s.Requester, subject} {
		if _, err := w.record.PersonByLogin(w.ctx, login); err != nil {
			return request, err
		}
	}
	request.RequesterID, request.SubjectID = w.idOf(s.Requester), w.idOf(subject)
	if len(s.Entitlements) == 0 {
		return request, access.Refuse(access.CodeInvalid, "Say what is asked for.").At("entitlement")
	}
	request.EntitlementID = s.Entitlements[0]
	made, facts, err := s.offered(w, &request)
	if err != nil {
		return request, err
	}
	request.AutomationTitle, request.AutomationVersion, request.PlanHash = made.Title, made.Version, made.PlanHash
	err = s.allowed(w, made.plan, facts, &request)
	return request, err
}

// offered finds the automation by which the requester can ask for it.
func (s Submit) offered(w *world, request *access.Request) (published, builder.Facts, error) {
	for _, made := range w.plans {
		if s.Automation != "" && made.Name != s.Automation {
			continue
		}
		request.Automation = made.Name
		facts, err := w.facts(*request)
		if err != nil {
			return made, facts, errNotOffered()
		}
		if _, offered, err := made.plan.Offers(w.wanted(made.plan, request.EntitlementID), facts); err == nil && offered {
			return made, facts, nil
		}
	}
	return published{}, builder.Facts{}, errNotOffered()
}

// wanted is what a request for an entitlement is for by a plan: it, or its bundle.
func (w *world) wanted(plan builder.Plan, id string) []access.Entitlement {
	for _, things := range w.forms(plan) {
		if slices.ContainsFunc(things, func(t access.Entitlement) bool { return t.ID == id }) {
			return things
		}
	}
	return nil
}

// allowed holds the request against the plan and what was asked before, and fills in
// what the plan knows.
func (s Submit) allowed(w *world, plan builder.Plan, facts builder.Facts, request *access.Request) error {
	kept, refusals := plan.CheckAnswers(request.Answers, facts, lookup{w})
	if len(refusals) > 0 {
		return refusals[0]
	}
	request.Answers, facts.Answers = kept, kept
	var things []access.Entitlement
	for _, id := range s.Entitlements {
		thing, known := w.things[id]
		if !known {
			return errNotOffered()
		}
		things = append(things, thing)
	}
	ask, err := plan.Complete(request.Ask, things, facts)
	if err != nil {
		return err
	}
	request.Ask, facts.Duration = ask, ask.Length()
	if refusal := plan.CheckAsk(things, facts, ask, w.engine.now()); refusal != nil {
		return refusal
	}
	if bundle := plan.Steps[0].Request; bundle.Bundle {
		request.Bundle, request.EntitlementID = bundle.Entitlements, bundle.Entitlements[0]
	}
	return s.fresh(w, plan, *request)
}

// fresh looks at what was asked before.
func (s Submit) fresh(w *world, plan builder.Plan, request access.Request) error {
	var history builder.History
	var err error
	history.Asked, history.DeniedAt, history.ReviewOverdue, err = w.record.AskHistory(
		w.ctx, request.RequesterID, request.Automation, w.engine.now().AddDate(-2, 0, 0))
	if err != nil {
		return err
	}
	if refusal := plan.CheckHistory(history, w.engine.now()); refusal != nil {
		return refusal
	}
	for _, id := range s.Entitlements {
		pending, found, err := w.record.PendingDuplicate(w.ctx, request.SubjectID, id)
		if err != nil {
			return err
		}
		if found {
			return access.Refuse(access.CodeDuplicate, "You have asked for %s already, and that request (%s) is not decided yet.",
				w.things[id].Label(), pending.ID).At("entitlement")
		}
	}
	return nil
}

func (w *world) plan(automation string) published {
	i := slices.IndexFunc(w.plans, func(p published) bool { return p.Name == automation })
	return w.plans[i]
}

// facts are what a plan may read of a request before it runs.
func (w *world) facts(request access.Request) (builder.Facts, error) {
	facts := builder.Facts{
		Entitlement: w.things[request.EntitlementID], Automation: request.Automation,
		Reason: request.Reason, Duration: request.Ask.Length(), Answers: request.Answers,
	}
	if facts.Entitlement.ID == "" {
		return facts, errNotOffered()
	}
	for _, who := range []struct {
		id      string
		person  *access.Person
		manager *string
	}{
		{request.RequesterID, &facts.Requester, &facts.RequesterManager},
		{request.SubjectID, &facts.Subject, &facts.SubjectManager},
	} {
		person, err := w.record.Person(w.ctx, who.id)
		if err != nil {
			return facts, err
		}
		*who.person, *who.manager = person, w.logins[person.ManagerID]
	}
	return facts, nil
}

// attempted writes a refused attempt into the audit log, as the API does.
func (w *world) attempted(action, login, object, requestID string, err error) error {
	var refusal *access.Refusal
	if !errors.As(asRefusal(err), &refusal) || refusal.Code == access.CodeInvalid || refusal.Code == access.CodeUnavailable {
		return err
	}
	line := access.AuditLine{
		ID: fmt.Sprintf("input/%d/%s", w.current, action), At: w.engine.now(), Actor: w.idOf(login), Action: action,
		Object: object, RequestID: requestID, Detail: refusal.Message, Data: map[string]any{"code": string(refusal.Code)},
	}
	if broken := w.record.AppendAudit(w.ctx, line); broken != nil {
		return broken
	}
	return err
}

// lookup knows the company, for answers that name somebody or something.
type lookup struct{ w *world }

func (l lookup) HasPerson(login string) (bool, error) {
	person, err := l.w.record.PersonByLogin(l.w.ctx, login)
	return err == nil && person.Status == access.Active, nil
}

func (l lookup) HasEntitlement(id string) (bool, error) {
	_, known := l.w.things[id]
	return known, nil
}
