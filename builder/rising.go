package builder

import (
	"slices"
	"sort"
)

// longestRising is the longest subsequence of different numbers that rises, by the
// places of its numbers: what kept its order when things were moved.
func longestRising(numbers []int) []int {
	var ends []int // the place of the smallest number that ends a sequence of each length
	before := make([]int, len(numbers))
	for i, number := range numbers {
		length := sort.Search(len(ends), func(l int) bool { return numbers[ends[l]] >= number })
		before[i] = -1
		if length > 0 {
			before[i] = ends[length-1]
		}
		if length == len(ends) {
			ends = append(ends, i)
		} else {
			ends[length] = i
		}
	}
	var places []int
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			places = append(places, i)
		}
	}
	slices.Reverse(places)
	return places
}
