package policy

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/curfewhq/curfew/simulation"
)

// access compares what the systems really held, stretch by stretch.
func (d *difference) access() {
	held := slices.Clone(d.report.Held)
	for _, expected := range d.scenario.Expected.Access {
		if strings.Contains(expected.Who, " ") {
			held = d.crowd(expected, held)
			continue
		}
		i := slices.IndexFunc(held, func(h simulation.Held) bool { return d.fits(expected, h) })
		if i < 0 {
			d.say("not held as expected: %s has %s from %s until %s", expected.Who, expected.Target, clock(expected.Began), clock(expected.Ended))
			continue
		}
		d.particulars(expected, held[i])
		held = slices.Delete(held, i, i+1)
	}
	for _, h := range held {
		d.say("held without being expected: %s has %s from %s until %s", h.Person, targetOf(h), clock(h.From), clock(h.Until))
	}
}

func (d *difference) fits(expected Access, h simulation.Held) bool {
	switch {
	case h.Person != expected.Who || targetOf(h) != plainTarget(expected.Target):
		return false
	case expected.EndReason == "kept":
		return h.Standing && h.Until.IsZero()
	case expected.Ended.IsZero():
		return h.Until.IsZero() && d.within(expected.Began, h.From)
	default:
		return d.within(expected.Began, h.From) && d.within(expected.Ended, h.Until)
	}
}

// crowd compares many at once: "1200 members".
func (d *difference) crowd(expected Access, held []simulation.Held) (rest []simulation.Held) {
	count, wrong := 0, 0
	for _, h := range held {
		if targetOf(h) != expected.Target {
			rest = append(rest, h)
			continue
		}
		count++
		if h.Until.IsZero() || !expected.Began.IsZero() && !d.within(expected.Began, h.From) || !d.endedBy(expected.EndReason, h) || !between(h.From, laterOf(expected.Began, expected.BeganNotBefore), expected.BeganNotAfter) ||
			!between(h.Until, expected.EndedNotBefore, expected.EndedNotAfter) {
			wrong++
		}
	}
	all, _, _ := strings.Cut(expected.Who, " ")
	if many, err := strconv.ParseFloat(all, 64); err != nil || d.play.crowd(many) != count || wrong > 0 {
		d.say("%s of %s: %d of those that were played held it, %d of them out of bounds", expected.Who, expected.Target, count, wrong)
	}
	return rest
}

// between tells whether something happened within bounds; a zero one is none.
func between(at, notBefore, notAfter time.Time) bool {
	return !at.Before(notBefore) && (notAfter.IsZero() || !at.After(notAfter.Add(tolerance)))
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// targetOf is what is held as the cases write it.
func targetOf(h simulation.Held) string {
	target := h.Connector + ":" + h.Resource
	for _, name := range sortedNames(h.Attributes) {
		target += "[" + name + "=" + h.Attributes[name] + "]"
	}
	target, _, _ = strings.Cut(target, "#") // the lease that an own resource is of
	return target
}

// login is the part of a target that only the outside system knows.
var login = regexp.MustCompile(`:jit_[a-z_]+_[0-9a-f]{6}@`)

func plainTarget(target string) string { return login.ReplaceAllString(target, ":") }
