package simulation

import (
	"maps"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

const day = 24 * time.Hour

// cast is a company in which a drawn automation finds people, whoever it looks for.
func cast(world builder.World) Company {
	var company Company
	for _, each := range []struct{ name, manager, department, title, groups string }{
		{"top", "", "Security", "CISO", "Finance leads"},
		{"boss", "top", "Engineering", "Director", "Finance leads,Security"},
		{"owner", "top", "Product", "", ""},
		{"ada", "boss", "Engineering", "", "On-call,SRE"},
		{"bo", "boss", "Engineering", "", "SRE"},
		{"cy", "boss", "Security", "", "Security"},
		{"di", "top", "Finance", "CISO", "Finance leads"},
		{"rex", "bo", "Engineering", "", "On-call,SRE"},
		{"sue", "ada", "Product", "", "On-call,SRE"},
		{"tim", "sue", "Finance", "", ""},
	} {
		person := access.Person{
			ID: "p-" + each.name, Login: each.name + "@example.com", Name: each.name, Department: each.department, Title: each.title,
			Employment: access.Employee, Status: access.Active, Zone: "Europe/Berlin",
		}
		if each.manager != "" {
			person.ManagerID = "p-" + each.manager
		}
		if each.groups != "" {
			person.Groups = strings.Split(each.groups, ",")
		}
		if each.name == "sue" {
			person.Employment = access.Contractor
		}
		if each.name == "boss" {
			person.Roles = []access.Role{access.Admin}
		}
		company.People = append(company.People, person)
	}
	for i, id := range slices.Sorted(maps.Keys(world.Entitlements)) {
		thing := world.Entitlements[id]
		thing.Target.Connector = []string{"okta", "vault"}[i%2]
		company.Entitlements = append(company.Entitlements, thing)
	}
	return company
}

func (d drama) person(login string) access.Person {
	for _, person := range d.setup.Company.People {
		if person.Login == login {
			return hired(person, map[string]bool{"okta": true, "vault": true})
		}
	}
	return access.Person{}
}

func (d drama) managerOf(person access.Person) string {
	for _, other := range d.setup.Company.People {
		if other.ID == person.ManagerID {
			return other.Login
		}
	}
	return ""
}

func (d drama) thing(id string) access.Entitlement {
	for _, thing := range d.setup.Company.Entitlements {
		if thing.ID == id {
			return complete(thing)
		}
	}
	return access.Entitlement{}
}

func (d drama) facts(submit Submit) builder.Facts {
	requester, subject := d.person(submit.Requester), d.person(submit.Subject)
	return builder.Facts{
		Requester: requester, RequesterManager: d.managerOf(requester), Subject: subject, SubjectManager: d.managerOf(subject),
		Entitlement: d.thing(submit.Entitlements[0]), Automation: d.plan.Automation, Reason: submit.Reason, Answers: submit.Answers,
	}
}

// everyAsk is by whom, for whom and for what the automation can be asked.
func (d drama) everyAsk(t *rapid.T) []Submit {
	offer := d.plan.Steps[0].Request
	bundles := [][]string{offer.Entitlements}
	if !offer.Bundle {
		bundles = nil
		for _, id := range offer.Entitlements {
			bundles = append(bundles, []string{id})
		}
	}
	reason := "INC-1 " + strings.Repeat("because ", 70)
	if !offer.ReasonRequired && chance(t, "no reason", 3) {
		reason = ""
	}
	var asks []Submit
	for _, requester := range d.setup.Company.People {
		for _, subject := range d.setup.Company.People {
			for _, things := range bundles {
				submit := Submit{
					Entitlements: things, Requester: requester.Login, Subject: subject.Login, Reason: reason,
					Answers: filledIn(offer.Questions),
				}
				facts := d.facts(submit)
				sees, err := d.plan.Visible(things[0], facts)
				may, wrong := d.plan.MayAskFor(facts)
				if err == nil && wrong == nil && sees && may {
					asks = append(asks, submit)
				}
			}
		}
	}
	return asks
}

// fit are the asks of people of whom the conditions of all grants are true.
func (d drama) fit(asks []Submit) []Submit {
	return slices.DeleteFunc(slices.Clone(asks), func(submit Submit) bool {
		request := access.Request{
			RequesterID: d.person(submit.Requester).ID, SubjectID: d.person(submit.Subject).ID, EntitlementID: submit.Entitlements[0],
			Automation: d.plan.Automation, Reason: submit.Reason, Answers: submit.Answers, Ask: access.Ask{Duration: time.Hour},
		}
		return slices.ContainsFunc(d.plan.Steps, func(step builder.Step) bool {
			return step.Grant != nil && step.Grant.While != "" && !d.holds(step.Grant.While, request, 0, among(d.people()))
		})
	})
}

func (d drama) people() (people []access.Person) {
	for _, person := range d.setup.Company.People {
		people = append(people, d.person(person.Login))
	}
	return people
}

// filledIn answers every question.
func filledIn(questions []builder.Question) map[string]any {
	answers := map[string]any{}
	for _, question := range questions {
		answers[question.ID] = map[string]any{
			builder.QuestionNumber: 5.0, builder.QuestionChoice: "a", builder.QuestionMultiChoice: []string{"a"},
			builder.QuestionDate: "2027-04-01", builder.QuestionDuration: "2h", builder.QuestionPerson: "bo@example.com",
			builder.QuestionEntitlement: "app0/role", builder.QuestionYesNo: true, builder.QuestionTicket: "OPS-12",
			builder.QuestionText: "a", builder.QuestionLongText: "a",
		}[question.Type]
	}
	return answers
}

// someAsk draws when it is asked for: for a time, from and until, or hours that come
// again, as far as that is offered; else for as long as the form says.
func (d drama) someAsk(t *rapid.T, submit Submit) access.Ask {
	offer, facts := d.plan.Steps[0].Request, d.facts(submit)
	var things []access.Entitlement
	for _, id := range submit.Entitlements {
		things = append(things, d.thing(id))
	}
	allowed, err := d.plan.Durations(things, facts)
	if err != nil {
		panic(err)
	}
	length := time.Duration(rapid.IntRange(int(max(allowed.Min, time.Hour)/time.Hour), int(allowed.Max/time.Hour)).Draw(t, "hours")) * time.Hour
	if rapid.Bool().Draw(t, "short") {
		length = min(length, 6*time.Hour)
	}
	asks := []access.Ask{{Duration: length}}
	if rules := offer.Windows; rules != nil {
		from := curtain.Add(time.Duration(rapid.IntRange(-1, 40).Draw(t, "from")) * time.Hour)
		asks = append(asks, access.Ask{From: from, Until: from.Add(length)})
		first := windows.NewDate(2027, 3, 2+rapid.IntRange(0, 20).Draw(t, "first"))
		series := &access.Series{First: first.String(), Last: first.AddDays(rapid.IntRange(3, 20).Draw(t, "dates")).String()}
		if rules.Recurring != nil && rules.Recurring.Rule == "" {
			series.Rule, series.Start, series.End = "FREQ=DAILY", "09:00", "10:30"
		}
		asks = append(asks, slices.Repeat([]access.Ask{{Series: series}}, 4)...)
	}
	ask := rapid.SampledFrom(asks).Draw(t, "ask")
	full, err := d.plan.Complete(ask, things, facts)
	if err != nil || d.plan.CheckAsk(things, facts, full, curtain) != nil {
		return access.Ask{}
	}
	return ask
}

// disturb draws what people do to a request.
func (d *drama) disturb(t *rapid.T, submit Submit) {
	put := func(at time.Time, do Act) { d.inputs = append(d.inputs, Input{At: at, Do: do}) }
	mood := rapid.SampledFrom([]mood{eager, eager, eager, eager, mixed, hostile, silent}).Draw(t, "mood")
	pause := time.Minute
	for at := curtain.Add(time.Minute); at.Before(curtain.Add(120 * day)); at = at.Add(pause) {
		pause = (pause * 4 / 3).Truncate(time.Second)
		jitter := time.Duration(rapid.IntRange(1, 59999).Draw(t, "jitter")) * time.Millisecond
		dice := rapid.Uint64().Draw(t, "dice")
		put(at.Add(jitter), heckle{request: submit.Request, mood: mood, dice: dice, drama: d.said, plan: d.plan})
		put(at.Add(jitter+pause/2), prowl{request: submit.Request, dice: dice, drama: *d})
	}
	people := d.setup.Company.People
	anybody := func() string { return rapid.SampledFrom(people).Draw(t, "somebody").Login }
	someoneConcerned := func() string {
		return rapid.SampledFrom([]string{submit.Requester, submit.Subject, anybody()}).Draw(t, "concerned")
	}
	for range rapid.IntRange(0, 6).Draw(t, "extensions") {
		put(moment(t, 4*day), Extend{
			Request: submit.Request, Person: someoneConcerned(), Reason: "Not done yet.",
			By: time.Duration(rapid.SampledFrom([]int{1, 10, 60, 300, 100000}).Draw(t, "by")) * time.Minute,
		})
	}
	if chance(t, "withdraws", 6) {
		put(moment(t, 4*day), Withdraw{submit.Request, someoneConcerned()})
	}
	if chance(t, "gives back", 4) {
		put(moment(t, 10*day), GiveBack{submit.Request, someoneConcerned()})
	}
	if chance(t, "revokes", 4) {
		put(moment(t, 20*day), Revoke{submit.Request, rapid.SampledFrom([]string{"boss@example.com", anybody()}).Draw(t, "by"), "No."})
	}
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		put(moment(t, 10*day), d.someChange(t, submit))
	}
	if chance(t, "closes", 4) {
		put(moment(t, 4*day), OutsideEvent{Event: "ticket.closed", Matter: "OPS-12", Says: "Done."})
	}
}

// someChange draws what the directory says of somebody all of a sudden.
func (d drama) someChange(t *rapid.T, submit Submit) ChangePerson {
	login := rapid.SampledFrom(d.setup.Company.People).Draw(t, "who changes").Login
	if chance(t, "concerned", 4) {
		login = rapid.SampledFrom([]string{submit.Requester, submit.Subject}).Draw(t, "which")
	}
	return ChangePerson{Login: login, Change: rapid.SampledFrom([]func(*access.Person){
		leave, leave,
		func(p *access.Person) { p.Department = "Finance" },
		func(p *access.Person) { p.Groups = nil },
		func(p *access.Person) { p.ManagerID = "" },
	}).Draw(t, "change")}
}

func leave(p *access.Person) { p.Status = access.Inactive }

// fail draws what does not work, and what is true outside.
func (d *drama) fail(t *rapid.T) {
	put := func(at time.Time, do Act) { d.inputs = append(d.inputs, Input{At: at, Do: do}) }
	for _, fact := range []string{"sre-primary", "incident-open"} {
		if !chance(t, fact, 10) {
			until := curtain.Add(time.Duration(rapid.IntRange(24, 90*24).Draw(t, "hours true")) * time.Hour)
			put(curtain, FactIs{Fact: fact, Until: until})
			for _, person := range []string{"bo@example.com", "cy@example.com"} { // on call, where that is asked
				put(curtain, FactIs{Fact: fact, Person: person, Until: until})
			}
		}
		if chance(t, fact+" fails", 4) {
			at := moment(t, 4*day)
			put(at, Fault{Kind: Unavailable, Fact: fact, Until: at.Add(6 * time.Hour)})
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "faults") {
		at := moment(t, 4*day)
		put(at, Fault{
			Kind: rapid.SampledFrom([]FaultKind{Unavailable, RateLimited}).Draw(t, "kind"), Connector: rapid.SampledFrom([]string{"okta", "vault"}).Draw(t, "connector"),
			Do:    rapid.SampledFrom([]string{"", "deprovision", "provision", "read"}).Draw(t, "do"),
			Until: at.Add(time.Duration(rapid.SampledFrom([]int{1, 5, 30, 120}).Draw(t, "fails for")) * time.Minute),
		})
	}
	if d.plan.Steps[0].Request.Bundle && rapid.Bool().Draw(t, "one of the bundle fails") {
		item := rapid.SampledFrom(d.plan.Steps[0].Request.Entitlements).Draw(t, "which fails")
		put(curtain, Fault{Kind: Refusing, Connector: d.thing(item).Target.Connector, Resource: d.thing(item).Target.Resource, Do: "provision"})
	}
	if chance(t, "down", 4) {
		at := moment(t, 2*day)
		put(at, PlatformDown{Until: at.Add(time.Duration(rapid.IntRange(1, 120).Draw(t, "down for")) * time.Minute)})
	}
	if chance(t, "until", 6) {
		i := rapid.IntRange(0, len(d.setup.Company.People)-1).Draw(t, "who leaves")
		d.setup.Company.People[i].Until = moment(t, 6*day)
	}
	for _, pair := range [][2]string{{"p-boss", "p-sue"}, {"p-cy", "p-bo"}, {"p-di", "p-tim"}, {"p-ada", "p-rex"}} {
		if chance(t, "away", 4) {
			d.setup.Company.Delegations = append(d.setup.Company.Delegations, access.Delegation{
				PersonID: pair[0], DelegateID: pair[1], From: curtain.Add(-day), Until: curtain.Add(30 * day),
			})
		}
	}
}
