package buildertest

import (
	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// place is where an expression stands, and so what it may read.
type place int

const (
	ofPortal     place = iota // requester and entitlement
	ofPeople                  // and subject
	ofCandidates              // and person
	ofForms                   // people and answers
	ofHolding                 // and the request
	ofEverything              // and approvals, facts outside and calendars
)

// expression draws one that gives true or false and reads only what is known.
func (d *drawing) expression(at place, known path) string {
	return d.term(at, known, rapid.IntRange(0, 2).Draw(d.T, "depth"))
}

func (d *drawing) term(at place, known path, depth int) string {
	if depth == 0 {
		return d.text("atom", d.atoms(at, known)...)
	}
	left := d.term(at, known, depth-1)
	switch d.text("operator", "&&", "||", "!") {
	case "!":
		return "!(" + left + ")"
	case "&&":
		return "(" + left + ") && (" + d.term(at, known, depth-1) + ")"
	default:
		return "(" + left + ") || (" + d.term(at, known, depth-1) + ")"
	}
}

func (d *drawing) atoms(at place, known path) []string {
	atoms := []string{
		`entitlement.risk == "high"`, `requester.department in ["Engineering", "Product"]`, `in_group(requester, "SRE")`,
		`"On-call" in requester.groups`, `true`,
	}
	if at >= ofPeople {
		atoms = append(atoms, `subject.employment == "contractor"`, `subject.manager == requester.login`)
	}
	if at == ofCandidates {
		return append(atoms, `person.title == "CISO"`, `person.login != subject.login`)
	}
	if at >= ofForms {
		for _, answer := range known.answers {
			read := reading(answer)
			if !answer.given {
				read = "has(answers." + answer.id + ") && " + read
			}
			atoms = append(atoms, read)
		}
	}
	if at >= ofHolding {
		atoms = append(atoms, `request.duration <= duration("8h")`, `request.for_other`, `request.reason.contains("INC-")`)
	}
	if at == ofEverything {
		atoms = append(atoms, `fact("sre-primary")`, `!fact("incident-open")`)
		for name := range d.calendars {
			if name == "office" { // one is enough, and its order does not change
				atoms = append(atoms, `is_business_hours("office")`)
			}
		}
		for _, id := range d.approvals {
			atoms = append(atoms, `approvals.`+id+`.state == "approved"`, `requester.login in approvals["`+id+`"].by`)
		}
	}
	return atoms
}

// reading compares an answer by its type.
func reading(of answer) string {
	name := "answers." + of.id
	switch of.kind {
	case builder.QuestionNumber:
		return name + " > 3.0"
	case builder.QuestionYesNo:
		return name
	case builder.QuestionMultiChoice:
		return `"a" in ` + name
	case builder.QuestionDuration:
		return name + ` <= duration("4h")`
	default:
		return name + ` == "a"`
	}
}
