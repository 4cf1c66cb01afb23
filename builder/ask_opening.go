package builder

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// Opening is when access may be open, as it is recorded before anything is given.
type Opening struct {
	Windows []OpeningWindow `json:"windows"`
	Words   string          `json:"words"`           // "every Monday and Thursday from 08:00 to 12:00 (…)", "for 4h"
	Notes   []string        `json:"notes,omitempty"` // odd hours, and what was cut and why
}

// OpeningWindow is one stretch of time in which access may be open.
type OpeningWindow struct {
	From     time.Time        `json:"from"`
	Duration time.Duration    `json:"duration,omitempty"` // counted from the provider's confirmation; zero where Until says when
	Until    time.Time        `json:"until,omitzero"`     // latest moment: the window's end, or where a counted duration is cut
	Closes   string           `json:"closes,omitempty"`   // Until in words, where the holder is
	Cap      access.EndReason `json:"cap,omitempty"`      // why Until is what it is; empty: window_end or expiry
}

// Windows is when access to the entitlement may be open by an ask, from now on: one
// window for a duration, one for a time from and until, and any number for hours
// that come again. Each is cut to the plan's business hours, to the longest that
// the plan and the entitlement allow, and at the subject's last moment. Where
// nothing is left there is no window, and Words says why. It reads no clock but now,
// and is evaluated once for a request and recorded, with what it says.
func (p Plan) Windows(ask access.Ask, requester, subject access.Person, entitlement access.Entitlement, now time.Time) (Opening, error) {
	opening, _, err := p.opening(ask, requester, subject, entitlement, now)
	return opening, err
}

// opening is Windows, and the reason where nothing is left.
func (p Plan) opening(ask access.Ask, requester, subject access.Person, entitlement access.Entitlement, now time.Time) (Opening, access.EndReason, error) {
	cut := cutting{plan: p, subject: subject, entitlement: entitlement, now: now.Round(0).UTC()}
	if err := cut.begin(ask, requester); err != nil {
		return Opening{}, "", err
	}
	if err := cut.toHours(); err != nil {
		return Opening{}, "", err
	}
	cut.toLastMoment()
	if len(cut.left) == 0 {
		return Opening{Windows: []OpeningWindow{}, Words: cut.nothing}, cut.reason, nil
	}
	opening := Opening{Words: cut.words}
	for _, one := range cut.left {
		if !one.Until.IsZero() {
			one.Closes = Moment(one.Until, zoneOf(subject))
		}
		opening.Windows = append(opening.Windows, one.OpeningWindow)
		opening.Notes = append(opening.Notes, one.odd...)
	}
	opening.Notes = append(opening.Notes, cut.notes...)
	return opening, "", nil
}

// cutting makes an opening of an ask, one cut after the other.
type cutting struct {
	plan        Plan
	subject     access.Person
	entitlement access.Entitlement
	now         time.Time
	words       string
	left        []stretch
	notes       []string
	// nothing and reason say why the last window went.
	nothing string
	reason  access.EndReason
}

// stretch is a window, with what is odd about its hours.
type stretch struct {
	OpeningWindow
	odd []string
}

// note says something once.
func (c *cutting) note(message string, args ...any) {
	if said := fmt.Sprintf(message, args...); !slices.Contains(c.notes, said) {
		c.notes = append(c.notes, said)
	}
}

// begin finds what is asked for, none of it before now and none of it too long.
func (c *cutting) begin(ask access.Ask, requester access.Person) error {
	own := max(c.entitlement.MaxDuration, 0)
	if own == 0 {
		c.nothing = "nothing, as " + c.entitlement.Label() + " has no maximum duration"
		return nil
	}
	longest := min(own, time.Duration(c.plan.request().Duration.Max))
	switch {
	case ask.Series != nil:
		return c.beginSeries(*c.plan.completed(*ask.Series, requester, c.subject), own)
	case !ask.From.IsZero() || !ask.Until.IsZero():
		asked := windows.Interval{From: ask.From.UTC(), Until: ask.Until.UTC()}
		c.words = fmt.Sprintf("from %s until %s", Moment(asked.From, zoneOf(c.subject)), Moment(asked.Until, zoneOf(c.subject)))
		c.nothing = "nothing, as the time " + c.words + " is over"
		c.add(asked, longest)
	default:
		c.words = "for " + Duration(min(ask.Duration, longest)).String()
		c.nothing = "nothing, as it is for no time at all"
		if ask.Duration > longest {
			c.noteLongest(longest)
		}
		if length := min(ask.Duration, longest); length > 0 {
			c.left = []stretch{{OpeningWindow: OpeningWindow{From: c.now, Duration: length}}}
		}
	}
	return nil
}

func (c *cutting) beginSeries(asked access.Series, longest time.Duration) error {
	series, refusal := c.plan.readSeries(asked)
	if refusal != nil {
		return refusal
	}
	found, err := series.Windows()
	if err != nil {
		return fmt.Errorf("find the windows of %q: %w", c.plan.Automation, err)
	}
	c.words = series.Words()
	c.nothing = "nothing, as all windows " + c.words + " are over"
	for _, window := range found {
		c.add(window.Interval, longest, window.Notes...)
	}
	return nil
}

// add takes over what is left of an interval.
func (c *cutting) add(asked windows.Interval, longest time.Duration, odd ...string) {
	long := asked.Length() > longest
	if long {
		asked.Until = asked.From.Add(longest)
	}
	if asked.From.Before(c.now) {
		asked.From = c.now
	}
	if asked.Empty() {
		return
	}
	if long {
		c.noteLongest(longest)
	}
	c.left = append(c.left, stretch{OpeningWindow{From: asked.From, Until: asked.Until}, odd})
}

func (c *cutting) noteLongest(longest time.Duration) {
	c.note("Not longer than %s at a stretch, the longest that %s may be held.", Duration(longest), c.entitlement.Label())
}
