package workflows

import (
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// keepWithin has whatever the request makes of a lease later stay within the limit that
// its owner tells of, and be counted on from where the owner is.
func (h *holding) keepWithin(i int, told access.Lease) {
	h.rev = max(h.rev, told.Rev)
	if isLimit(told.Cap) {
		h.granted[i] = h.granted[i].Within(told.HardEnd, told.Cap)
	}
}

// limited reports whether all that is open ends at a limit that somebody set.
func (h *holding) limited() bool {
	return !slices.ContainsFunc(h.leases, func(l access.Lease) bool { return l.State == access.Open && !endsAtLimit(l) })
}

func endsAtLimit(lease access.Lease) bool {
	return isLimit(lease.Cap) && !lease.End().Before(lease.HardEnd)
}

// showLimited tells the holder once of an end that somebody made come sooner.
func (r *run) showLimited(now time.Time, lease access.Lease) {
	h := r.holding
	told := h.done["opened/"+lease.ID] // else they hear the end with the opening
	if endsAtLimit(lease) && h.once(fmt.Sprintf("limited/%s/%d", lease.ID, lease.HardEnd.Unix())) && told {
		r.tellOfEnd(now, lease)
	}
}

// limitWords is why a limit was set.
func limitWords(reason access.EndReason) string {
	if reason == access.Retired {
		return "as it is not given any more"
	}
	return "as the longest time that it may be held was lowered"
}
