package policy

import "github.com/curfewhq/curfew/internal/access"

// review compares what became of a retrospective duty.
func (d *difference) review() {
	expected := d.scenario.Expected.Review
	if expected == nil {
		return
	}
	for _, asked := range d.report.Asked {
		if asked.Kind != access.AsksReview || asked.Person != expected.By {
			continue
		}
		status := "reviewed"
		if asked.AnsweredAt.After(asked.Due) {
			status = "reviewed_late"
		}
		if !d.within(expected.Opened, asked.At) || !d.within(expected.Due, asked.Due) || !d.within(expected.Closed, asked.AnsweredAt) || status != expected.Status {
			d.say("the review by %s was opened at %s, due at %s, closed at %s and is %s; expected %s, %s, %s and %s", asked.Person,
				clock(asked.At), clock(asked.Due), clock(asked.AnsweredAt), status,
				clock(expected.Opened), clock(expected.Due), clock(expected.Closed), expected.Status)
		}
		return
	}
	d.say("no review by %s", expected.By)
}
