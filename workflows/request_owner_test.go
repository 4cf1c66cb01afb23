package workflows

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/stretchr/testify/mock"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// keepOwners makes the office an owner of every key that answers at once: what is
// handed over opens, and ends when its time has come or somebody ends it.
func (o *office) keepOwners() {
	o.auto = true
	o.env.OnSignalExternalWorkflow(mock.Anything, mock.Anything, mock.Anything, SignalEnd, mock.Anything).
		Return(func(_, _, _, _ string, arg any) error {
			in := arg.(EndInput)
			if o.ends++; o.env.Now().Before(o.missing) {
				return errors.New("there is no such run")
			}
			o.env.RegisterDelayedCallback(func() { o.endNow(in.LeaseID, in.Reason, in.By, in.Note) }, 0)
			return nil
		}).Maybe()
}

// keep takes a lease over, or a higher revision of it.
func (o *office) keep(lease access.Lease) {
	o.env.RegisterDelayedCallback(func() {
		held, known := o.find(lease.ID)
		switch {
		case known && held.State.Over():
			return
		case known && held.State == access.Open:
			lease = held.EndingAs(lease)
		default:
			lease = lease.Confirmed(o.env.Now())
		}
		o.tellOf(lease)
		rev := lease.Rev
		o.env.RegisterDelayedCallback(func() {
			if held, _ := o.find(lease.ID); held.Rev == rev {
				o.endNow(lease.ID, held.ExpiryReason(), access.System, "")
			}
		}, lease.End().Sub(o.env.Now()))
	}, 0)
}

func (o *office) endNow(id string, reason access.EndReason, by, note string) {
	lease, known := o.find(id)
	if !known || lease.State.Over() {
		return
	}
	lease = lease.Finished(o.env.Now(), reason, by, note)
	lease.State, lease.ConfirmedAt = access.Ended, o.env.Now()
	o.tellOf(lease)
}

func (o *office) find(id string) (access.Lease, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, lease := range o.handed {
		if lease.ID == id {
			return lease, true
		}
	}
	return access.Lease{}, false
}

func (o *office) tellOf(lease access.Lease) {
	o.mu.Lock()
	for i := range o.handed {
		if o.handed[i].ID == lease.ID {
			o.handed[i] = lease
		}
	}
	o.mu.Unlock()
	o.env.SignalWorkflow(SignalLease, lease)
}

// outside is the world beyond connectors, as a test wants it, one thing at a time.
type outside struct {
	mu     sync.Mutex
	answer func() (activities.FactAnswer, error)
	who    func(fact string) ([]string, error)
	post   func(event activities.PostInput) error
	posted []activities.PostInput
}

func (w *outside) Ask(context.Context, integrations.FactQuestion) (integrations.FactAnswer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.answer()
}

func (w *outside) Who(_ context.Context, question integrations.WhoQuestion) (integrations.WhoAnswer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	logins, err := w.who(question.Fact)
	return integrations.WhoAnswer{Logins: logins}, err
}

func (w *outside) Post(_ context.Context, event integrations.HookEvent) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.posted = append(w.posted, event)
	if w.post != nil {
		return w.post(event)
	}
	return nil
}

func (o *office) with(outside *outside) {
	o.env.RegisterActivity(&activities.OutsideWork{Outside: outside, Clock: o.env.Now})
}

// told lists what somebody was told of, in order.
func (o *office) told(person string) []string {
	var abouts []string
	for _, message := range o.messages {
		if message.PersonID == person {
			abouts = append(abouts, message.About)
		}
	}
	return abouts
}

// toldAt is how long after the beginning somebody was first told of something.
func (o *office) toldAt(person, about string) time.Duration {
	for _, message := range o.messages {
		if message.PersonID == person && message.About == about {
			return message.At.Sub(monday)
		}
	}
	return -1
}
