package builder

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAnEntryIsRecognisedByWhatNamesIt(t *testing.T) {
	object := func(members ...any) map[string]any {
		made := map[string]any{}
		for i := 0; i < len(members); i += 2 {
			made[members[i].(string)] = members[i+1]
		}
		return made
	}
	for name, test := range map[string]struct {
		before, after []any
		from          []int
	}{
		"another text is new":              {[]any{"a", "b"}, []any{"c", "b"}, []int{-1, 1}},
		"equal texts, each once":           {[]any{"a", "a"}, []any{"a", "a", "a"}, []int{0, 1, -1}},
		"another rule is new":              {[]any{object("group", "A")}, []any{object("group", "B")}, []int{-1}},
		"another id is new":                {[]any{object("id", "a", "n", 1)}, []any{object("id", "b", "n", 2)}, []int{-1}},
		"the same id":                      {[]any{object("id", "a", "n", 1), object("id", "b", "n", 2)}, []any{object("id", "b", "n", 3), object("id", "a", "n", 4)}, []int{1, 0}},
		"the same port":                    {[]any{object("port", "a", "n", 1), object("port", "b", "n", 2)}, []any{object("port", "b", "n", 3)}, []int{1}},
		"an id that alone is another":      {[]any{object("id", "a", "n", 1)}, []any{object("id", "b", "n", 1, "title", "B")}, []int{0}},
		"an equal one before one by id":    {[]any{object("id", "a", "n", 1), object("id", "a", "n", 2)}, []any{object("id", "a", "n", 2), object("id", "a", "n", 3)}, []int{1, 0}},
		"an edge that leads elsewhere":     {[]any{object("from", "a", "to", "b")}, []any{object("from", "a", "to", "c")}, []int{0}},
		"an edge of a renamed step":        {[]any{object("from", "a.denied", "to", "b")}, []any{object("from", "c.denied", "to", "b")}, []int{0}},
		"an edge that is another":          {[]any{object("from", "a.denied", "to", "b")}, []any{object("from", "c.approved", "to", "b")}, []int{-1}},
		"most alike, without a name":       {[]any{object("when", "x", "max", "1h", "n", 1), object("when", "y", "max", "2h", "n", 1)}, []any{object("when", "y", "max", "2h", "n", 3), object("when", "z", "max", "1h", "n", 1)}, []int{1, 0}},
		"the same place, without anything": {[]any{object("when", "x", "max", "1h")}, []any{object("when", "y", "max", "2h")}, []int{0}},
	} {
		t.Run(name, func(t *testing.T) {
			if from := matched(test.before, test.after); !reflect.DeepEqual(from, test.from) {
				t.Errorf("got %v", from)
			}
		})
	}
}

func TestLongestRisingIsTheLongest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}[:rapid.IntRange(0, 7).Draw(t, "count")]).Draw(t, "numbers")
		longest := 0
		for chosen := range 1 << len(numbers) {
			var kept []int
			for i, number := range numbers {
				if chosen>>i&1 == 1 {
					kept = append(kept, number)
				}
			}
			if slices.IsSorted(kept) {
				longest = max(longest, len(kept))
			}
		}
		places := longestRising(numbers)
		for i := 1; i < len(places); i++ {
			if places[i-1] >= places[i] || numbers[places[i-1]] >= numbers[places[i]] {
				t.Fatalf("%v do not rise in %v", places, numbers)
			}
		}
		if len(places) != longest {
			t.Fatalf("%v are %d, and %d rise in %v", places, len(places), longest, numbers)
		}
	})
}
