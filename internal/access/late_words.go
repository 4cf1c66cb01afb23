package access

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// kindsNamed is how many kinds of access a sentence about many ends names.
const kindsNamed = 3

// LateWords says of ends that they are not confirmed so long after they were due, in a
// sentence or two. Leases are in the order in which they were due, and there is one.
func LateWords(leases []Lease, mark time.Duration) string {
	first, byHand := leases[0], 0
	kinds := map[string]int{}
	for _, lease := range leases {
		kinds[lease.Label]++
		if lease.AsksHand() == HandToTake {
			byHand++
		}
	}
	what := fmt.Sprintf("%s was due to end at %s and is not confirmed %s later.", first.Label, inUTC(first.OverAt()), lateBy(mark))
	if len(leases) > 1 {
		what = fmt.Sprintf("%d ends are not confirmed %s after they were due, the first of them at %s: %s.",
			len(leases), lateBy(mark), inUTC(first.OverAt()), kindsInWords(kinds))
	}
	switch {
	case byHand == 0 && len(leases) == 1:
		return what + " It is still being tried."
	case byHand == 0:
		return what + " They are still being tried."
	case byHand == len(leases):
		return what + " Somebody has to take away by hand what is held."
	default:
		return fmt.Sprintf("%s Somebody has to take %d of them away by hand; the others are still being tried.", what, byHand)
	}
}

// kindsInWords counts the most frequent first.
func kindsInWords(kinds map[string]int) string {
	labels := slices.SortedFunc(maps.Keys(kinds), func(a, b string) int {
		return cmp.Or(cmp.Compare(kinds[b], kinds[a]), cmp.Compare(a, b))
	})
	var words []string
	for i, label := range labels {
		if i == kindsNamed {
			words = append(words, "and others")
			break
		}
		words = append(words, fmt.Sprintf("%d of %s", kinds[label], label))
	}
	return strings.Join(words, ", ")
}

// lateBy is a mark in words: "5 minutes".
func lateBy(mark time.Duration) string {
	if minutes := int(mark / time.Minute); minutes != 1 {
		return fmt.Sprintf("%d minutes", minutes)
	}
	return "1 minute"
}
