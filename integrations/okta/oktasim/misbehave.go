package oktasim

import (
	"net/http"
	"strconv"
	"time"
)

// misbehave does to a call what was ordered.
func (x *exchange) misbehave(fault Fault) {
	if fault.LatencyMS > 0 {
		time.Sleep(time.Duration(fault.LatencyMS) * time.Millisecond)
	}
	switch {
	case fault.LateMS > 0:
		late := *x
		late.w = unread{} // nobody is there any more to read the answer
		x.sim.faults.hold(time.Duration(fault.LateMS)*time.Millisecond, func() {
			late.record(0, late.perform().changed)
		})
		x.drop(false)
	case fault.Drop == DropBefore:
		x.drop(false)
	case fault.Drop == DropAfter:
		x.drop(x.perform().changed)
	case fault.Status != 0:
		x.refuse(x.ordered(fault))
	default:
		x.write(x.perform())
	}
}

// drop closes the connection without an answer.
func (x *exchange) drop(changed bool) {
	x.record(0, changed)
	panic(http.ErrAbortHandler)
}

func (x *exchange) ordered(fault Fault) *problem {
	p := problem{status: fault.Status, code: "E0000001", summary: "Api validation failed: ordered fault"}
	switch {
	case fault.Status == http.StatusTooManyRequests:
		x.limited(fault.ResetSeconds)
		p = *errTooMany
	case fault.Status == http.StatusUnauthorized:
		p = *errToken
	case fault.Status == http.StatusForbidden:
		p = *errForbidden
	case fault.Status == http.StatusNotFound:
		p = *notFound("ordered", "fault")
	case fault.Status == http.StatusLocked:
		p = problem{http.StatusLocked, "E0000239", "Policy priorities are being reconciled. Please try again later.", nil}
	case fault.Status >= 500:
		p = problem{fault.Status, "E0000009", "Internal Server Error", nil}
	}
	if fault.Code != "" {
		p.code = fault.Code
	}
	return &p
}

func (x *exchange) limited(seconds int) {
	header := x.w.Header()
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(x.sim.meter.limits[x.route.class]))
	header.Set("X-Rate-Limit-Remaining", "0")
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(x.sim.clock().Unix()+int64(seconds), 10))
}

// unread takes an answer that nobody reads.
type unread struct{}

func (unread) Header() http.Header            { return http.Header{} }
func (unread) Write(body []byte) (int, error) { return len(body), nil }
func (unread) WriteHeader(int)                {}
