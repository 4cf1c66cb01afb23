package policy

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// otherwiseSentences are about what somebody finds, and what would come of more
// than is in the scenario.
func otherwiseSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-06-B", "From 03:42 on 19 April until 09:10 jonas.roth is not eligible for break-glass; afterwards he is."}: eligibleExcept(
			"2027-04-19T03:42:00+02:00", "2027-04-19T09:10:00+02:00", access.CodeReviewOverdue),
		{"PC-09-B", "The search returns no item."}:             finds("2027-02-16T10:00:00-05:00"),
		{"PC-09-B", "The API answers as for an unknown item."}: asForUnknown,
		{"PC-09-D", "At 08:59 the search returns nothing; at 09:01 it returns Jira."}: allOf(
			finds("2027-02-22T08:59:00-06:00"), finds("2027-02-22T09:01:00-06:00", "jira/user")),
		{"PC-43-A", "A delegation from ruth.adler to eli.novak in the same period would not bring the task to eli.novak."}: notPassedOn(
			"ruth.adler", "eli.novak"),
	}
}

// finds holds what a search at a moment found.
func finds(at string, want ...string) checker {
	return func(d *difference) string {
		for _, search := range d.report.Searched {
			if search.At.Equal(moment(at)) {
				if !slices.Equal(search.Found, want) {
					return fmt.Sprintf("%s finds %v", search.Person, search.Found)
				}
				return ""
			}
		}
		return "nobody searched at " + at
	}
}

// sent is the first request of the scenario, as it would be sent once more.
func (d *difference) sent(request string, at time.Time) (simulation.Input, simulation.Submit) {
	for _, input := range d.play.inputs {
		if submit, is := input.Do.(simulation.Submit); is {
			submit.Request = request
			return simulation.Input{At: at, Do: submit}, submit
		}
	}
	return simulation.Input{}, simulation.Submit{}
}

// eligibleExcept holds that asking again is refused from a moment until another, and
// neither before nor after.
func eligibleExcept(from, until string, code access.Code) checker {
	return func(d *difference) string {
		before, _ := d.sent("before", moment(from).Add(-time.Second))
		first, _ := d.sent("first", moment(from))
		last, _ := d.sent("last", moment(until).Add(-time.Second))
		after, _ := d.sent("after", moment(until))
		early, err := d.again("before "+from, before)
		if _, taken := early.Requests["before"]; err != nil || !taken {
			return fmt.Sprintf("asking just before %s was refused, %v", from, err)
		}
		report, err := d.again("from "+from, first, last, after)
		if _, taken := report.Requests["after"]; err != nil || !taken {
			return fmt.Sprintf("asking at %s was refused, %v", until, err)
		}
		for _, input := range []simulation.Input{first, last} {
			if !slices.ContainsFunc(report.Refused, func(r simulation.Refused) bool { return r.Code == code && r.At.Equal(input.At) }) {
				return "asking at " + clock(input.At) + " was not refused with " + string(code)
			}
		}
		return ""
	}
}

// asForUnknown holds that whoever may not see something is answered as if it were
// not there.
func asForUnknown(d *difference) string {
	input, submit := d.sent("unknown", d.report.Ended)
	submit.Entitlements = []string{"no/such-thing"}
	input.Do = submit
	report, err := d.again("unknown", input)
	if err != nil || len(report.Refused) != 2 {
		return fmt.Sprintf("%d requests were refused, %v", len(report.Refused), err)
	}
	hidden, unknown := report.Refused[0], report.Refused[1]
	if hidden.Code != unknown.Code || hidden.Field != unknown.Field || hidden.Message != unknown.Message {
		return fmt.Sprintf("what is hidden is refused with %q, what is not there with %q", hidden.Message, unknown.Message)
	}
	return ""
}

// notPassedOn holds that whoever a delegate has named is not asked in their place.
func notPassedOn(delegate, further string) checker {
	return func(d *difference) string {
		var given simulation.Input
		for _, input := range d.play.inputs {
			if delegation, is := input.Do.(simulation.Delegate); is && delegation.Delegate == delegate {
				delegation.Person, delegation.Delegate = delegate, further
				given = simulation.Input{At: input.At, Do: delegation}
			}
		}
		report, err := d.again("delegation to "+further, given)
		if err != nil {
			return err.Error()
		}
		if !slices.ContainsFunc(report.Asked, func(a simulation.Asked) bool { return a.Person == delegate }) {
			return delegate + " was not asked"
		}
		if slices.ContainsFunc(report.Asked, func(a simulation.Asked) bool { return a.Person == further }) {
			return further + " was asked"
		}
		return ""
	}
}
