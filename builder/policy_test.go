package builder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// asking is an automation with one approval, around the config of its request.
func asking(t *testing.T, request string, calendars ...string) builder.Plan {
	t.Helper()
	return compiled(t, `
version: 2
name: policy
title: A policy
`+strings.Join(calendars, "")+`
nodes:
  - {id: ask, kind: request, config: {`+request+`}}
  - {id: lead, kind: approval, config: {approvers: [{group: Leads}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: lead}
  - {from: lead.approved, to: give}
  - {from: lead.denied, to: refused}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`)
}

func compiled(t *testing.T, source string) builder.Plan {
	t.Helper()
	def, problems := builder.ParseYAML([]byte(source))
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
	plan, err := builder.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

const telAviv = `
calendars:
  office:
    zone: Asia/Jerusalem
    open: [{days: [MO, TU, WE, TH, FR], from: "08:00", to: "17:00"}]
`

func at(text string) time.Time {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return moment
}

// thing is something that may be held for a month.
func thing(id string) access.Entitlement {
	return access.Entitlement{ID: id, AppTitle: "App", Title: id, Risk: access.LowRisk, MaxDuration: 30 * day}
}

func asks(person access.Person, entitlement access.Entitlement, reason string) builder.Facts {
	return builder.Facts{Requester: person, Subject: person, Entitlement: entitlement, Automation: "policy", Reason: reason}
}

// stretches are the windows of an opening in a zone: "from [+duration] [until] [cap]".
func stretches(t *testing.T, opening builder.Opening, zone string) string {
	t.Helper()
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	const layout = "2006-01-02T15:04-07:00"
	var all []string
	for _, window := range opening.Windows {
		parts := []string{window.From.In(place).Format(layout)}
		if window.Duration > 0 {
			parts = append(parts, "+"+builder.Duration(window.Duration).String())
		}
		if !window.Until.IsZero() {
			parts = append(parts, window.Until.In(place).Format(layout))
		}
		if window.Cap != "" {
			parts = append(parts, string(window.Cap))
		}
		all = append(all, strings.Join(parts, " "))
	}
	return strings.Join(all, "\n")
}

func TestPC13WindowsFollowTheWallClockOverItsChanges(t *testing.T) {
	plan := asking(t, `entitlements: [rds/maintenance], reason: required, duration: {default: 24h, max: 24h}, windows: {ahead: 30d, recurring: {max_window: 2h, max_span: 30d, zone: requester}}`)
	eli := access.Person{ID: "eli", Name: "Eli Novak", Zone: "America/New_York", Employment: access.Employee, Status: access.Active}
	sundays := func(start, end, first, last string) access.Ask {
		return access.Ask{Series: &access.Series{Rule: "FREQ=WEEKLY;BYDAY=SU", Start: start, End: end, First: first, Last: last}}
	}
	for _, test := range []struct {
		name, now string
		ask       access.Ask
		want      string
		notes     int
	}{
		{"A: the window of 8 March lasts one hour", "2026-02-25T09:20:00-05:00", sundays("01:30", "03:30", "2026-03-01", "2026-03-15"), `
2026-03-01T01:30-05:00 2026-03-01T03:30-05:00
2026-03-08T01:30-05:00 2026-03-08T03:30-04:00
2026-03-15T01:30-04:00 2026-03-15T03:30-04:00`, 0},
		{"B: the window of 1 November lasts three hours", "2026-10-20T09:20:00-04:00", sundays("01:30", "03:30", "2026-10-25", "2026-11-08"), `
2026-10-25T01:30-04:00 2026-10-25T03:30-04:00
2026-11-01T01:30-04:00 2026-11-01T03:30-05:00
2026-11-08T01:30-05:00 2026-11-08T03:30-05:00`, 1},
		{"C: start inside the gap", "2026-02-25T09:20:00-05:00", sundays("02:15", "04:00", "2026-03-08", "2026-03-08"), `
2026-03-08T03:15-04:00 2026-03-08T04:00-04:00`, 1},
		{"D: twenty-four hours across the change", "2026-03-07T18:00:00-05:00", access.Ask{}, `
2026-03-07T18:00-05:00 +1d`, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			maintenance := thing("rds/maintenance")
			facts := asks(eli, maintenance, "Weekly vacuum")
			ask, err := plan.Complete(test.ask, []access.Entitlement{maintenance}, facts)
			if err != nil {
				t.Fatal(err)
			}
			if refusal := plan.CheckAsk([]access.Entitlement{maintenance}, facts, ask, at(test.now)); refusal != nil {
				t.Fatalf("refused: %+v", refusal)
			}
			opening, err := plan.Windows(ask, eli, eli, maintenance, at(test.now))
			got := stretches(t, opening, "America/New_York")
			if err != nil || got != strings.TrimSpace(test.want) || len(opening.Notes) != test.notes || opening.Words == "" {
				t.Fatalf("got %s\n%+v %v", got, opening, err)
			}
		})
	}
}

func TestPC20AnswersToHiddenQuestionsAreDropped(t *testing.T) {
	plan := asking(t, `entitlements: [gcp/power], duration: {default: 4h, min: 1h, max: 24h}, questions: [
	  {id: q1, label: Reason, type: text, required: true, min: 10, max: 100},
	  {id: q2, label: Environment, type: choice, choices: [staging, production], required: true},
	  {id: q3, label: Ticket, type: ticket, required: true, pattern: "(INC|CHG)-[0-9]{4,7}", example: CHG-20417, when: 'answers.q2 == "production"'},
	  {id: q4, label: Customer data, type: yes_no, required: true, when: 'answers.q2 == "production"'},
	  {id: q5, label: Reference, type: ticket, required: true, pattern: "DPO-[0-9]{3}", example: DPO-118, when: 'has(answers.q4) && answers.q4'}]`)
	for _, test := range []struct {
		name    string
		answers map[string]any
		shown   string // ids that are asked
		kept    string
		refused string // field: message
	}{
		{
			"C: ticket in the wrong form",
			map[string]any{"q1": "Reproduce the memory leak", "q2": "production", "q3": "chg-20417", "q4": false},
			"q1 q2 q3 q4", "", `answers.q3: "Ticket" has to look like this: CHG-20417.`,
		},
		{
			"a reason of nine characters",
			map[string]any{"q1": "too short", "q2": "staging"},
			"q1 q2", "", `answers.q1: "Reason" takes at least 10 characters, and this has 9.`,
		},
		{
			"customer data without a reference",
			map[string]any{"q1": "Fix corrupted invoices", "q2": "production", "q3": "INC-7781", "q4": true},
			"q1 q2 q3 q4 q5", "", `answers.q5: Please answer "Reference". Write for instance DPO-118.`,
		},
		{"A: staging, after changing the environment", map[string]any{"q1": "Reproduce the memory leak", "q2": "staging", "q3": "CHG-20417"}, "q1 q2", "q1 q2", ""},
		{"a hidden yes asks nothing more", map[string]any{"q1": "Reproduce the memory leak", "q2": "staging", "q4": true, "q5": "DPO-1"}, "q1 q2", "q1 q2", ""},
		{"B: production with a good ticket", map[string]any{"q1": "Reproduce the memory leak", "q2": "production", "q3": "CHG-20417", "q4": false}, "q1 q2 q3 q4", "q1 q2 q3 q4", ""},
		{"D: production with customer data", map[string]any{"q1": "Fix corrupted invoices", "q2": "production", "q3": "INC-7781", "q4": true, "q5": "DPO-118"}, "q1 q2 q3 q4 q5", "q1 q2 q3 q4 q5", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := adaAsks()
			facts.Answers = test.answers // as they were sent, hidden ones too
			var shown, kept, refused []string
			for _, question := range builder.Form(plan.Steps[0].Request.Questions, test.answers, facts) {
				if question.Asked {
					shown = append(shown, question.ID)
				}
			}
			stored, refusals := plan.CheckAnswers(test.answers, facts, nil)
			for _, id := range []string{"q1", "q2", "q3", "q4", "q5"} {
				if _, is := stored[id]; is {
					kept = append(kept, id)
				}
			}
			for _, refusal := range refusals {
				refused = append(refused, refusal.Field+": "+refusal.Message)
			}
			if strings.Join(shown, " ") != test.shown || strings.Join(kept, " ") != test.kept || strings.Join(refused, "\n") != test.refused {
				t.Fatalf("shown %v, kept %v, refused %v", shown, kept, refused)
			}
		})
	}
}

func TestPC24ProductionOnlyInWorkingHours(t *testing.T) {
	plan := asking(t, `entitlements: [pg/rw], reason: required, duration: {default: 1h, max: 1h}, hours: {calendar: office, outside: refuse}`, telAviv)
	noa := access.Person{ID: "noa", Name: "Noa Levi", Zone: "Asia/Jerusalem", Employment: access.Employee, Status: access.Active}
	hour := access.Ask{Duration: time.Hour}
	facts := asks(noa, thing("pg/rw"), "Correct three invoices")

	refusal := plan.CheckAsk(only(facts), facts, hour, at("2027-02-13T11:00:00+02:00"))
	if refusal == nil || refusal.Code != access.CodeOutsideHours || !strings.Contains(refusal.Message, "Monday 15 February 2027 at 08:00 (Asia/Jerusalem)") {
		t.Fatalf("C: on a Saturday: %+v", refusal)
	}
	for name, test := range map[string]struct{ asked, opens, want, note string }{
		"A: in the morning":                 {"2027-02-09T10:00:00+02:00", "2027-02-09T10:05:00+02:00", "2027-02-09T10:05+02:00 +1h 2027-02-09T17:00+02:00 hours_end", ""},
		"B: cut at five":                    {"2027-02-09T16:20:00+02:00", "2027-02-09T16:30:00+02:00", "2027-02-09T16:30+02:00 +1h 2027-02-09T17:00+02:00 hours_end", "Ends on Tuesday 9 February 2027 at 17:00 (Asia/Jerusalem), when the business hours close."},
		"D: approved five minutes too late": {"2027-02-09T16:50:00+02:00", "2027-02-09T17:05:00+02:00", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if refusal := plan.CheckAsk(only(facts), facts, hour, at(test.asked)); refusal != nil {
				t.Fatalf("refused: %+v", refusal)
			}
			opening, err := plan.Windows(hour, noa, noa, facts.Entitlement, at(test.opens))
			if got := stretches(t, opening, "Asia/Jerusalem"); err != nil || got != test.want || strings.Join(opening.Notes, "") != test.note {
				t.Fatalf("got %q\n%+v %v", got, opening, err)
			}
			if test.want == "" && !strings.Contains(opening.Words, "closed until Wednesday 10 February 2027 at 08:00") {
				t.Fatalf("words are %q", opening.Words)
			}
		})
	}
}

func TestPC27AKnownLastDayEndsEverything(t *testing.T) {
	plan := asking(t, `entitlements: [github/maintainers], duration: {default: 14d, max: 14d}, windows: {absolute: true, recurring: {max_window: 4h, max_span: 30d, zone: subject}}`)
	jonas := access.Person{
		ID: "jonas", Name: "Jonas Roth", Zone: "Europe/Berlin", Employment: access.Employee, Status: access.Active,
		Until: at("2027-06-18T17:00:00+02:00"),
	}
	days := access.Ask{Series: &access.Series{Rule: "FREQ=DAILY", Start: "15:00", End: "18:00", Zone: "Europe/Berlin", First: "2027-06-17", Last: "2027-06-20"}}
	for _, test := range []struct {
		name   string
		change func(*access.Person)
		ask    access.Ask
		now    string
		want   string
		says   string
	}{
		{"after the last day", nil, access.Ask{Duration: time.Hour}, "2027-06-18T17:00:00+02:00", "", "Jonas Roth leaves the company on Friday 18 June 2027 at 17:00 (Europe/Berlin)"},
		{"C: fourteen days", nil, access.Ask{Duration: 14 * day}, "2027-06-14T10:30:00+02:00", "2027-06-14T10:30+02:00 +14d 2027-06-18T17:00+02:00 leave_date", "Jonas Roth leaves the company on Friday 18 June 2027 at 17:00 (Europe/Berlin)"},
		{"a contractor", func(p *access.Person) { p.Employment = access.Contractor }, access.Ask{Duration: 14 * day}, "2027-06-14T10:30:00+02:00", "2027-06-14T10:30+02:00 +14d 2027-06-18T17:00+02:00 contract_end", "the contract of Jonas Roth ends on"},
		{"from and until", nil, access.Ask{From: at("2027-06-18T09:00:00+02:00"), Until: at("2027-06-19T09:00:00+02:00")}, "2027-06-14T10:30:00+02:00", "2027-06-18T09:00+02:00 2027-06-18T17:00+02:00 leave_date", "leaves the company"},
		{"a series", nil, days, "2027-06-14T10:30:00+02:00", "2027-06-17T15:00+02:00 2027-06-17T18:00+02:00\n2027-06-18T15:00+02:00 2027-06-18T17:00+02:00 leave_date", "leaves the company"},
		{"long before it", nil, access.Ask{Duration: time.Hour}, "2027-06-14T10:30:00+02:00", "2027-06-14T10:30+02:00 +1h 2027-06-18T17:00+02:00 leave_date", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			person := jonas
			if test.change != nil {
				test.change(&person)
			}
			opening, err := plan.Windows(test.ask, person, person, thing("github/maintainers"), at(test.now))
			said := strings.Join(opening.Notes, " ")
			if test.want == "" {
				said = opening.Words
			}
			if got := stretches(t, opening, "Europe/Berlin"); err != nil || got != test.want || !strings.Contains(said, test.says) || test.says == "" && said != "" {
				t.Fatalf("got %q\n%+v %v", got, opening, err)
			}
		})
	}
}
