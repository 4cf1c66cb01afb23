package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

func refusalSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-01-C", "The click at 17:00 on Monday is answered with 'already closed' and changes nothing."}: allOf(
			refused("oscar.diaz", "2027-01-18T17:00:00-05:00", access.CodeAlreadyClosed), nothingFrom("2027-01-18T17:00:00-05:00")),
		{"PC-02-C", "The attempt by maria.lopez at 11:10 to decide stage 2 is refused: not a candidate."}: refused(
			"maria.lopez", "2027-02-04T11:10:00-05:00", access.CodeNotAsked),
		{"PC-06-D", "The review attempt by iris.cole at 23:20 is refused."}: refused(
			"iris.cole", "2027-05-06T23:20:00+02:00", access.CodeOwnRequest),
		{"PC-09-B", "The audit log holds one refused request by carl.hughes."}: audited("request.refused", "carl.hughes", 1),
		{"PC-15-D", "The click at 16:45 is answered with 'already ended' and access does not come back."}: allOf(
			refused("kate.brandt", "2027-03-02T16:45:00+01:00", access.CodeAlreadyClosed), nothingFrom("2027-03-02T16:45:00+01:00")),
		{"PC-24-D", "The click at 17:05 is answered with 'already closed'."}: refused(
			"gil.stern", "2027-02-09T17:05:00+02:00", access.CodeAlreadyClosed),
		{"PC-28-D", "The attempt by sam.oduya at 10:00 is refused."}: refused(
			"sam.oduya", "2027-02-22T10:00:00-05:00", access.CodeForbidden),
		{"PC-38-D", "The press by carl.hughes is refused: not an approver."}: refused(
			"carl.hughes", "2027-02-18T11:03:00-05:00", access.CodeNotAsked),
		{"PC-41-B", "The decision at 09:20 is refused; stage 2 opens at 09:30, not before."}: allOf(
			refused("maria.lopez", "2027-06-02T09:20:00-04:00", access.CodeTooLong), opens("2", "2027-06-02T09:30:00-04:00")),
		{"PC-43-C", "The attempt by ruth.adler at 15:05 is refused."}: refused(
			"ruth.adler", "2027-07-07T15:05:00+02:00", access.CodeNotAsked),
	}
}

// refused holds that what somebody did at a moment was answered with no.
func refused(person, at string, code access.Code) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Refused, func(r simulation.Refused) bool {
			return r.Code == code && r.At.Equal(moment(at)) && d.play.actor(r.Input) == person
		}) {
			return ""
		}
		return fmt.Sprintf("%s was not refused with %s at %s", person, code, at)
	}
}

// nothingFrom holds that nothing was told, called or changed any more.
func nothingFrom(at string) checker {
	return func(d *difference) string {
		from := moment(at)
		var late []time.Time
		for _, s := range d.said() {
			late = append(late, s.at)
		}
		for _, call := range d.report.Calls {
			late = append(late, call.At)
		}
		for _, state := range d.report.States {
			late = append(late, state.At)
		}
		for _, asked := range d.report.Asked {
			late = append(late, asked.At, asked.AnsweredAt)
		}
		for _, when := range late {
			if !when.Before(from) {
				return "something happened at " + clock(when)
			}
		}
		return ""
	}
}

// audited counts what the audit log says that somebody did.
func audited(action, person string, want int) checker {
	return func(d *difference) string {
		lines := 0
		for _, line := range d.report.Audit {
			if line.Action == action && line.Actor == person {
				lines++
			}
		}
		if lines != want {
			return fmt.Sprintf("the audit log has %d %s by %s, not %d", lines, action, person, want)
		}
		return ""
	}
}

// refusalSays holds that an input was refused with a code and that whoever sent it
// reads these pieces.
func refusalSays(code access.Code, field string, pieces ...string) checker {
	return func(d *difference) string {
		for _, r := range d.report.Refused {
			lacks := func(piece string) bool { return !strings.Contains(r.Message, piece) }
			if r.Code == code && r.Field == field && !slices.ContainsFunc(pieces, lacks) {
				return ""
			}
		}
		return fmt.Sprintf("nothing was refused with %s of %q and %q", code, field, pieces)
	}
}

// moment reads a time that is written here.
func moment(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at.UTC()
}
