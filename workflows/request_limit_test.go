package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// cuts has the owner of the office's lease say, after some minutes, that it ends no
// later than so many minutes after the beginning.
func (o *office) cuts(after, last int) {
	o.env.RegisterDelayedCallback(func() {
		lease := o.handed[0].Within(monday.Add(minutes(last)), access.LimitLowered)
		lease.Rev++
		o.keep(lease)
	}, minutes(after))
}

func TestALimitHoldsWhateverTheRequestHandsOverLater(t *testing.T) {
	for name, c := range map[string]struct {
		limit, extend int  // when, to ninety minutes, or to forty
		short         bool // forty
		last          int  // lifted after it was said
		ends          int
		refused       bool
		state         access.RequestState
	}{
		"cut":                            {limit: 10, short: true, ends: 40, state: access.RequestEndedEarly},
		"cut, then asked for more":       {limit: 10, short: true, extend: 20, ends: 40, refused: true, state: access.RequestEndedEarly},
		"with room for more":             {limit: 10, extend: 20, ends: 75, state: access.RequestEndedEarly},
		"cut after more was given":       {limit: 30, extend: 20, ends: 75, state: access.RequestEndedEarly},
		"cut, and a last moment lifted":  {limit: 10, short: true, last: 30, ends: 40, state: access.RequestEndedEarly},
		"cut, and a last moment earlier": {limit: 10, short: true, last: -30, ends: 30, state: access.RequestEndedEarly},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			last := 75
			if c.short {
				last = 40
			}
			o.cuts(c.limit, last)
			var refused error
			if c.extend > 0 {
				o.extends(minutes(c.extend), 30*time.Minute, &refused)
			}
			switch {
			case c.last > 0:
				o.lastMoment(15, c.last)
				o.lastMoment(20, 0)
			case c.last < 0:
				o.lastMoment(15, -c.last)
			}
			state := o.run(t, granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}))
			if ended := o.handed[0].EndedAt.Sub(monday); ended != minutes(c.ends) || (refused != nil) != c.refused || state != c.state {
				t.Errorf("ended as %s after %s, the extension: %v", state, ended, refused)
			}
		})
	}
}

func TestTheHolderHearsOnceOfAnEndThatSomebodySet(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.cuts(10, 40)
	o.directorySays(minutes(15), "ada", func(p *access.Person) { p.Title = "Lead" })
	o.run(t, granting(builder.GrantStep{}))
	told := 0
	for _, message := range o.messages {
		if message.About == "access_changed" && message.PersonID == "ada" {
			told++
		}
	}
	if told != 1 || o.toldAt("ada", "access_changed") != minutes(10) {
		t.Errorf("told %d times, after %s", told, o.toldAt("ada", "access_changed"))
	}
}

func TestTheNextRevisionComesAfterTheOwners(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.cuts(10, 75)
	o.cuts(12, 74)
	var refused error
	o.extends(minutes(20), 10*time.Minute, &refused)
	o.run(t, granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}))
	if lease := o.handed[0]; lease.Rev != 3 || refused != nil || lease.EndedAt.Sub(monday) != 70*time.Minute {
		t.Errorf("revision %d, until %s: %v", lease.Rev, lease.EndedAt.Sub(monday), refused)
	}
}
