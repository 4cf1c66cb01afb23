package policy

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// outside makes other systems answer or fail. What is true for a while is said at
// its beginning.
func (p *play) outside(i int, input Input) error {
	detail := input.Detail
	fact := p.plot.facts[input.Actor]
	switch {
	case input.Do == "down":
		p.add(input, simulation.PlatformDown{Until: p.until(i, "up")})
	case input.Do == "answer" && fact != "":
		people, _ := detail["on_call"].([]any)
		for _, person := range people {
			p.add(input, simulation.FactIs{Fact: fact, Person: fmt.Sprint(person), Ends: detail.time("shift_ends")})
		}
	case input.Do == "fail" && fact != "":
		p.add(input, simulation.Fault{Kind: simulation.Unavailable, Fact: fact, Until: detail.time("until")})
	case input.Do == "fail" && detail["http"] == 410.0:
		p.fault(input, simulation.Fault{Kind: simulation.Refusing}) // it is gone for good
	case input.Do == "answer" && detail["http"] == 202.0:
		p.fault(input, simulation.Fault{Kind: simulation.Unavailable, Until: p.until(i, "callback"), Do: "provision"})
	case input.Do == "fail" && detail["http"] == 429.0:
		p.fault(input, simulation.Fault{Kind: simulation.RateLimited, Until: detail.time("x_rate_limit_reset")})
	case input.Do == "fail" && detail.text("statement") == "":
		p.fault(input, simulation.Fault{Kind: simulation.Unavailable, Until: detail.time("until")})
	}
	return nil
}

func (p *play) fault(input Input, fault simulation.Fault) {
	for _, connector := range p.plot.connectors(input.Actor) {
		fault.Connector = connector
		p.add(input, fault)
	}
}

// change is what an input of the directory does to somebody.
func change(input Input) func(*access.Person) {
	detail := input.Detail
	return func(person *access.Person) {
		switch input.Do {
		case "user_deprovisioned":
			person.Status = access.Inactive
		case "user_reactivated":
			person.Status = access.Active
		case "offboarding_scheduled":
			person.Until = detail.time("at_instant")
		}
		if department := detail.text("department"); department != "" {
			person.Department = department
		}
		if manager := detail.text("manager"); manager != "" {
			person.ManagerID = manager
		}
	}
}

// given is the automation behind access that a scenario begins with.
const given = "given"

// alreadyOpen opens access at its moment by nobody's decision.
func (p *play) alreadyOpen(input Input) error {
	detail := input.Detail
	p.publishGiven()
	ask := access.Ask{Duration: detail.time("until").Sub(input.At)}
	t := p.plot.named(detail.text("target"))
	if input.Do == "series_active" {
		days, _ := detail["days"].([]any)
		hours := Recurrence{Zone: "Europe/Berlin"}.with(detail)
		for _, day := range days {
			hours.Days = append(hours.Days, fmt.Sprint(day))
		}
		ask, t = access.Ask{Series: hours.series()}, p.plot.things[len(p.plot.things)-1]
	}
	members, crowd := detail["members"].(float64)
	for n := range p.crowd(members) {
		requester, request := input.Actor, p.nextRequest(detail)
		if crowd {
			requester, request = p.member("member", n), fmt.Sprintf("M%d", n+1)
		}
		p.requests, p.submitters[request] = append(p.requests, request), requester
		p.add(input, simulation.Submit{
			Request: request, Automation: t.automation(), Entitlements: []string{t.id}, Requester: requester, Ask: ask,
		})
	}
	return nil
}

func (p *play) nextRequest(detail Detail) string {
	if request := detail.text("request"); request != "" {
		return request
	}
	return fmt.Sprintf("R%d", len(p.requests)+1)
}

// member is the login of one of many, who are hired as they are needed.
func (p *play) member(kind string, n int) string {
	login := fmt.Sprintf("%s-%04d", kind, n+1)
	p.setup.Company.People = append(p.setup.Company.People, access.Person{Login: login})
	return login
}

func (p *play) standing(detail Detail) {
	entitlement := p.plot.things[0].entitlement()
	p.setup.Company.Standing = append(p.setup.Company.Standing, simulation.Standing{
		Person: detail.text("user"), Connector: entitlement.Target.Connector, Resource: entitlement.Target.Resource,
	})
}

func (p *play) publishGiven() {
	if len(p.setup.Plans) > 0 {
		return
	}
	request := &builder.RequestStep{
		Duration: builder.Durations{Default: builder.Duration(time.Hour), Max: builder.Duration(year)},
		Windows: &builder.WindowRules{Recurring: &builder.RecurringRule{
			MaxWindow: builder.Duration(24 * time.Hour), MaxSpan: builder.Duration(year), Zone: "requester",
		}},
	}
	for _, t := range p.plot.things {
		request.Entitlements = append(request.Entitlements, t.id)
	}
	p.setup.Plans = []builder.Plan{{Format: builder.PlanFormat, Automation: given, Title: "Given before", Steps: []builder.Step{
		{ID: "ask", Kind: builder.KindRequest, Request: request, Next: []builder.Exit{{Port: builder.PortNext, To: "auto"}}},
		{
			ID: "auto", Kind: builder.KindAutoApprove, Title: "Before", AutoApprove: &builder.AutoApproveStep{Because: "It was given before the scenario begins."},
			Next: []builder.Exit{{Port: builder.PortNext, To: "give"}},
		},
		{
			ID: "give", Kind: builder.KindGrant, Title: "Give", Grant: &builder.GrantStep{GiveUp: builder.Duration(time.Hour)},
			Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortFailed, To: "done"}},
		},
		{ID: "done", Kind: builder.KindEnd, End: &builder.EndStep{Outcome: builder.OutcomeDone}},
	}}}
	if p.c.Number == "27" {
		p.publishOutliving()
	}
}

// outliving is the automation whose access stays when its holder is disabled.
const outliving = "given-outlives"

func (p *play) publishOutliving() {
	plan := p.setup.Plans[0]
	plan.Automation, plan.Steps = outliving, append([]builder.Step{}, plan.Steps...)
	grant := *plan.Steps[2].Grant
	grant.Outlives = true
	plan.Steps[2].Grant = &grant
	p.setup.Plans = append(p.setup.Plans, plan)
}

// automation is by which of both something is given: case 27 leaves one thing out.
func (t thing) automation() string {
	if t.id == "okta/mail-archive-reader" {
		return outliving
	}
	return given
}
