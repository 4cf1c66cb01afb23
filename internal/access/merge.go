package access

import (
	"slices"
	"sort"
	"time"
)

// Merge says what should be held of one key at a moment: the baseline together
// with every lease that wants something then. Held at all if anybody wants it;
// each attribute at the highest value anybody wants, the baseline's included.
//
// What was there before the first lease is never taken away or lowered, and a
// baseline value that is on nobody's scale is not understood and therefore kept.
func Merge(baseline Holding, leases []Lease, at time.Time) Holding {
	want := Holding{Present: baseline.Present}
	for _, name := range AttributeNames(leases) {
		if want.Attributes == nil {
			want.Attributes = map[string]string{}
		}
		want.Attributes[name] = ""
		if baseline.Present {
			want.Attributes[name] = baseline.Attributes[name]
		}
	}
	for _, lease := range leases {
		if !lease.WantsAt(at) {
			continue
		}
		want.Present = true
		for _, attribute := range lease.Attributes {
			want.Attributes[attribute.Name] = higher(attribute.Scale, want.Attributes[attribute.Name], attribute.Value)
		}
	}
	if !want.Present {
		want.Attributes = nil
	}
	return want
}

// AttributeNames lists, sorted, every attribute that any of the leases has ever
// wanted on the key, ended ones included: those are the attributes to put right.
func AttributeNames(leases []Lease) []string {
	var names []string
	for _, lease := range leases {
		for _, attribute := range lease.Attributes {
			if !slices.Contains(names, attribute.Name) {
				names = append(names, attribute.Name)
			}
		}
	}
	sort.Strings(names)
	return names
}

func higher(scale []string, held, wanted string) string {
	if held == "" {
		return wanted
	}
	heldRank := slices.Index(scale, held)
	if heldRank < 0 || heldRank >= slices.Index(scale, wanted) {
		return held
	}
	return wanted
}
