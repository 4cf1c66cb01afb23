package simulation

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// deed is what an adversary did, as they found things.
type deed struct {
	input int // its place among the inputs, to see whether it was refused
	kind  string
	at    time.Time
	who   string // a login, where it is about one person of many
	do    Act
}

// prowl does harm where it hits: it looks who is asked and what is held, and draws
// one of the things that could go wrong with just that.
type prowl struct {
	request string
	dice    uint64
	drama   drama
}

func (p prowl) act(w *world) error {
	dice := rand.New(rand.NewPCG(p.dice, 2))
	if dice.IntN(2) == 0 {
		return nil
	}
	request, err := w.record.Request(w.ctx, p.request)
	if err != nil {
		return nil //nolint:nilerr // nobody asked for it yet
	}
	scene := map[string][]deed{}
	if request.State.Final() {
		subject, err := w.record.Person(w.ctx, request.SubjectID)
		if err != nil {
			return err
		}
		p.mends(scene, subject)
	} else if err := p.look(w, scene, request, dice); err != nil {
		return err
	}
	kinds := sortedKeys(scene)
	if len(kinds) == 0 {
		return nil
	}
	seldom := slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return !slices.Contains(rarely, kind) })
	if len(seldom) > 0 && dice.IntN(3) > 0 {
		kinds = seldom
	}
	kind := kinds[dice.IntN(len(kinds))]
	done := scene[kind][dice.IntN(len(scene[kind]))]
	done.input, done.kind, done.at = w.current, kind, w.engine.now()
	*p.drama.deeds = append(*p.drama.deeds, done)
	return done.do.act(w)
}

// rarely are the kinds of deeds that few dramas have room for.
var rarely = []string{"fact ends", "condition becomes false", "condition comes true", "delegate leaves", "leaves between windows", "leaves while it is open"}

// look finds what could be done now, by its kind.
func (p prowl) look(w *world, scene map[string][]deed, request access.Request, dice *rand.Rand) error {
	people, err := w.record.People(w.ctx)
	if err != nil {
		return err
	}
	approvals, err := w.record.ApprovalsOf(w.ctx, p.request)
	if err != nil {
		return err
	}
	key := w.things[request.EntitlementID].Target
	leases, err := w.record.LoadKey(w.ctx, access.Key{Connector: key.Connector, Subject: p.drama.login(request.SubjectID), Resource: key.Resource})
	if err != nil {
		return err
	}
	slices.SortFunc(people, func(a, b access.Person) int { return slices.Compare([]string{a.ID}, []string{b.ID}) })
	p.askedPeople(scene, request, approvals, people, dice)
	p.holder(scene, request, people, w.engine.now(), dice)
	for _, lease := range leases.Leases {
		if lease.RequestID == p.request && lease.State == access.Open {
			p.held(scene, request, lease, people, dice)
		}
	}
	return nil
}

// askedPeople may leave before they decide, and come back.
func (p prowl) askedPeople(scene map[string][]deed, request access.Request, approvals []access.Approval, people []access.Person, dice *rand.Rand) {
	for _, person := range people {
		if person.Status != access.Active {
			scene["comes back"] = append(scene["comes back"], deed{who: person.Login, do: ChangePerson{person.Login, comeBack}})
			continue
		}
		for _, approval := range approvals {
			i := slices.IndexFunc(approval.Approvers, func(a access.Approver) bool { return a.PersonID == person.ID })
			concerned := person.ID == request.SubjectID || person.ID == request.RequesterID
			if i < 0 || approval.State != access.ApprovalOpen || concerned || dice.IntN(4) > 0 ||
				slices.ContainsFunc(approval.Decisions, func(d access.Decision) bool { return d.PersonID == person.ID }) {
				continue
			}
			kind := "approver leaves"
			if len(approval.Approvers[i].OnBehalfOf) > 0 {
				kind = "delegate leaves"
			}
			scene[kind] = append(scene[kind], deed{who: person.Login, do: ChangePerson{person.Login, leave}})
		}
	}
}

// holder is what the directory may say of whoever it is for, held or to be held.
func (p prowl) holder(scene map[string][]deed, request access.Request, people []access.Person, now time.Time, dice *rand.Rand) {
	i := slices.IndexFunc(people, func(person access.Person) bool { return person.ID == request.SubjectID })
	subject := people[i]
	if subject.Status != access.Active {
		return
	}
	switch {
	case request.State == access.RequestScheduled && request.LeaseID != "" && dice.IntN(2) == 0:
		scene["leaves between windows"] = []deed{{who: subject.Login, do: ChangePerson{subject.Login, leave}}}
	case request.State == access.RequestOpen && dice.IntN(6) == 0:
		scene["leaves while it is open"] = []deed{{who: subject.Login, do: ChangePerson{subject.Login, leave}}}
	case request.State != access.RequestOpen && request.State != access.RequestScheduled:
		return
	}
	reach := []int{10, 60, 60, 24 * 60, 4 * 24 * 60}[dice.IntN(5)]
	last := now.Add(time.Duration(dice.IntN(reach)-1)*time.Minute + 7*time.Second).Truncate(time.Millisecond)
	kind := "last moment is set"
	if !subject.Until.IsZero() {
		kind = "last moment moves"
		scene["last moment is lifted"] = []deed{{who: subject.Login, do: ChangePerson{subject.Login, func(p *access.Person) { p.Until = time.Time{} }}}}
	}
	scene[kind] = []deed{{who: subject.Login, do: ChangePerson{subject.Login, func(p *access.Person) { p.Until = last }}}}
	p.mends(scene, subject)
}

// mends makes true again what was made false of somebody.
func (p prowl) mends(scene map[string][]deed, subject access.Person) {
	original := p.drama.person(subject.Login)
	if subject.Department == original.Department && slices.Equal(subject.Groups, original.Groups) {
		return
	}
	scene["condition comes true"] = []deed{{who: subject.Login, do: ChangePerson{subject.Login, func(p *access.Person) {
		p.Department, p.Groups, p.Employment, p.ManagerID = original.Department, original.Groups, original.Employment, original.ManagerID
	}}}}
}

// held is what may end an access that is open, or make it longer.
func (p prowl) held(scene map[string][]deed, request access.Request, lease access.Lease, people []access.Person, dice *rand.Rand) {
	step, _ := p.drama.plan.Step(stepOf(lease))
	grant := step.Grant
	if grant.Extend != nil {
		by := time.Duration(1+dice.IntN(120)) * time.Minute
		scene["extension"] = []deed{{do: Extend{Request: p.request, Person: p.drama.login(request.SubjectID), By: by, Reason: "Not done yet."}}}
	}
	for _, end := range grant.Events {
		if matter, _ := request.Answers[end.Matter].(string); matter != "" {
			scene["event"] = append(scene["event"], deed{do: OutsideEvent{Event: end.Event, Matter: matter, Says: "Done."}})
		}
	}
	for _, end := range grant.Facts {
		scene["fact ends"] = append(scene["fact ends"], deed{do: factEnds{end.Fact}})
	}
	if grant.While == "" {
		return
	}
	for _, change := range unfit() {
		now := slices.Clone(people)
		for i := range now {
			if now[i].ID == request.SubjectID {
				change(&now[i])
			}
		}
		if !p.drama.holds(grant.While, request, 0, among(now)) {
			login := p.drama.login(request.SubjectID)
			scene["condition becomes false"] = append(scene["condition becomes false"], deed{who: login, do: ChangePerson{login, change}})
		}
	}
}

// unfit are changes that may make a condition false.
func unfit() []func(*access.Person) {
	return []func(*access.Person){
		func(p *access.Person) { p.Department = "Sales" },
		func(p *access.Person) { p.Groups = nil },
		func(p *access.Person) { p.Department, p.Groups, p.Employment = "Sales", nil, access.Vendor },
		func(p *access.Person) {
			p.Department, p.Groups, p.Employment = "Engineering", []string{"On-call", "SRE"}, access.Contractor
		},
	}
}

func comeBack(p *access.Person) { p.Status = access.Active }

// factEnds makes a fact outside no longer true of anybody.
type factEnds struct{ fact string }

func (f factEnds) act(w *world) error {
	for i := range w.outside.facts {
		if spell := &w.outside.facts[i]; spell.what.Fact == f.fact && spell.holds(w.engine.now()) {
			spell.until = w.engine.now()
		}
	}
	return nil
}

// again asks for the same thing once more, as soon as that is let through.
type again struct{ Submit }

func (a again) act(w *world) error {
	if _, err := w.record.Request(w.ctx, a.Request); err == nil {
		return nil
	}
	return a.Submit.act(w)
}

// people are looked up by their ids.
type lookupOf func(id string) access.Person

func among(people []access.Person) lookupOf {
	return func(id string) access.Person {
		for _, person := range people {
			if person.ID == id {
				return person
			}
		}
		return access.Person{}
	}
}

// holds tells whether a grant's condition is true of a request for so long, with the
// people as they are.
func (d drama) holds(condition string, request access.Request, length time.Duration, of lookupOf) bool {
	requester, subject := of(request.RequesterID), of(request.SubjectID)
	if length == 0 {
		length = request.Ask.Length()
	}
	decision, err := builder.Evaluate(condition, builder.Facts{
		Requester: requester, RequesterManager: of(requester.ManagerID).Login, Subject: subject, SubjectManager: of(subject.ManagerID).Login,
		Entitlement: d.thing(request.EntitlementID), Automation: request.Automation, Reason: request.Reason, Duration: length,
		Answers: request.Answers, Lengths: d.plan.Lengths(),
	})
	return err == nil && decision.Value
}

func (d drama) login(id string) string {
	for _, person := range d.setup.Company.People {
		if person.ID == id {
			return person.Login
		}
	}
	return ""
}
