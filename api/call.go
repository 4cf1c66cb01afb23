package api

import (
	"context"
	"net/http"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// call is what is known about one HTTP call while it is answered. One goroutine
// answers a call, so nothing in it is locked.
type call struct {
	id    string // tells this call apart in logs and problems
	ip    string // who is calling, as far as the trusted proxies can be believed
	local bool   // made on this machine, to this machine, through no proxy

	token string        // of the session, empty where nobody is signed in
	me    access.Person // who is signed in; no id where nobody is
	since time.Time     // when they signed in
	seen  *lookups
	about target // what it is about, once that is known to exist
	event string // id of the signed event, where it is one
}

// target is what an audit line is about.
type target struct{ object, requestID string }

type callKey struct{}

func withCall(r *http.Request, c *call) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), callKey{}, c))
}

// callOf returns the call being answered; every request passes through observe,
// which puts it there.
func callOf(ctx context.Context) *call {
	return ctx.Value(callKey{}).(*call)
}
