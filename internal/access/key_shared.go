package access

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Before is what was there before the first lease, as far as it is known.
func (r KeyRecord) Before() Holding {
	if r.Baseline == nil {
		return Holding{}
	}
	return *r.Baseline
}

// Takes reports whether the end of a lease leaves less to be held than there was with it.
func (r KeyRecord) Takes(lease Lease, at time.Time) bool {
	others := slices.DeleteFunc(slices.Clone(r.Leases), func(other Lease) bool { return other.ID == lease.ID })
	without := Merge(r.Before(), append(others, lease), at)
	with := Merge(r.Before(), append(others, asOpen(lease)), at)
	return !without.Same(with)
}

// Shared tells whether the key is held for something else than this lease at that
// moment, and in words what is held of the attributes where the lease has made or
// makes a difference to them. For one that ends, what opens in the same moment counts
// as well: it was never away in between.
func (r KeyRecord) Shared(lease Lease, at time.Time, opening ...Lease) (shares bool, holds string) {
	var others []Lease
	opens := func(other Lease) bool {
		return lease.State.Over() && slices.ContainsFunc(opening, func(o Lease) bool { return o.ID == other.ID })
	}
	for _, other := range r.Leases {
		if other.ID != lease.ID && (opens(other) || other.State == Open || other.State.Over()) {
			others = append(others, other)
		}
	}
	without := Merge(r.Before(), others, at)
	with := Merge(r.Before(), append(others, asOpen(lease)), at)
	if !without.Present || without.Same(with) {
		return without.Present, ""
	}
	if lease.State.Over() {
		return true, without.Words()
	}
	return true, with.Words()
}

// asOpen is the lease as if it were still open, to see what it makes a difference to.
func asOpen(lease Lease) Lease {
	if lease.State.Over() {
		lease.State, lease.HardEnd, lease.Ends = Open, lease.HardEnd.AddDate(100, 0, 0), time.Time{}
	}
	return lease
}

// Same reports whether two holdings are what the other wants.
func (h Holding) Same(other Holding) bool { return h.Satisfies(other) && other.Satisfies(h) }

// Words is what is held, for people.
func (h Holding) Words() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(h.Attributes)) {
		parts = append(parts, name+" "+h.Attributes[name])
	}
	if len(parts) == 0 {
		return "membership"
	}
	return strings.Join(parts, ", ")
}
