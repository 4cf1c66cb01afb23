package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// particulars compares what is said of a stretch beyond when it was held: for how
// long, by which requests, and why it ended.
func (d *difference) particulars(expected Access, h simulation.Held) {
	elapsed := time.Duration(expected.Elapsed * float64(time.Second))
	if off := h.Until.Sub(h.From) - elapsed; elapsed > 0 && off.Abs() > d.late() {
		d.say("%s held %s for %s, expected %s", expected.Who, expected.Target, h.Until.Sub(h.From), elapsed)
	}
	leases := d.leasesOf(h)
	var requests []string
	for _, lease := range leases {
		if !slices.Contains(requests, lease.RequestID) {
			requests = append(requests, lease.RequestID)
		}
	}
	slices.Sort(requests)
	if expected.Requests != nil && !slices.Equal(requests, expected.Requests) {
		d.say("%s held %s by the requests %v, expected %v", expected.Who, expected.Target, requests, expected.Requests)
	}
	if expected.Request != "" && !slices.Equal(requests, []string{expected.Request}) {
		d.say("%s held %s by the requests %v, expected %s", expected.Who, expected.Target, requests, expected.Request)
	}
	d.reason(expected, h, leases)
}

// leasesOf are the leases that were open while something was held.
func (d *difference) leasesOf(h simulation.Held) (leases []access.Lease) {
	if d.leases == nil {
		d.leases = map[string][]access.Lease{}
		for _, lease := range d.report.Leases {
			d.leases[lease.PersonID] = append(d.leases[lease.PersonID], lease)
		}
	}
	for _, lease := range d.leases[h.Person] {
		if lease.Key.Connector == h.Connector && lease.Key.Resource == h.Resource &&
			!lease.OpenedAt.IsZero() && (h.Until.IsZero() || lease.OpenedAt.Before(h.Until)) && lease.ConfirmedAt.After(h.From) {
			leases = append(leases, lease)
		}
	}
	return leases
}

// reason compares why it ended with what the lease says that ended then.
func (d *difference) reason(expected Access, h simulation.Held, leases []access.Lease) {
	due := expected.Ended
	switch {
	case expected.EndReason == "kept":
		if !slices.ContainsFunc(leases, func(l access.Lease) bool { return d.within(expected.Began, l.OpenedAt) }) {
			d.say("no lease of %s for %s began at %s", expected.Target, expected.Who, clock(expected.Began))
		}
		return
	case expected.EndReason == "tier_change":
		if !d.becameAnother(h) {
			d.say("%s of %s did not become something else at %s", expected.Target, expected.Who, clock(expected.Ended))
		}
		return
	case !expected.DueEnd.IsZero():
		due = expected.DueEnd
	case !expected.RequestedEnd.IsZero():
		due = expected.RequestedEnd
	}
	var reasons []string
	for _, lease := range leases {
		if d.by(expected.EndReason, lease) && d.within(due, lease.EndedAt) && !lease.EndedAt.After(h.Until) {
			return
		}
		reasons = append(reasons, string(lease.EndReason)+" at "+clock(lease.EndedAt))
	}
	d.say("%s of %s should end at %s by %s, but its leases ended by %s", expected.Target, expected.Who, clock(due), expected.EndReason, strings.Join(reasons, ", "))
}

// by tells whether a lease ended by a reason in the policies' words.
func (d *difference) by(reason string, lease access.Lease) bool {
	if reason == "revoked_by_approver" {
		return lease.EndReason == access.Revoked && slices.ContainsFunc(d.report.Asked, func(a simulation.Asked) bool {
			return a.Request == lease.RequestID && a.Person == lease.EndedBy && a.Verdict == access.Approve
		})
	}
	return string(lease.EndReason) == reason
}

func (d *difference) endedBy(reason string, h simulation.Held) bool {
	return slices.ContainsFunc(d.leasesOf(h), func(lease access.Lease) bool { return d.by(reason, lease) })
}

// becameAnother tells whether the same thing was held otherwise from that moment on.
func (d *difference) becameAnother(h simulation.Held) bool {
	return slices.ContainsFunc(d.report.Held, func(other simulation.Held) bool {
		return other.Person == h.Person && other.Connector == h.Connector && other.Resource == h.Resource &&
			other.From.Equal(h.Until) && fmt.Sprint(other.Attributes) != fmt.Sprint(h.Attributes)
	})
}
