package builder

import (
	"sort"
	"strings"
	"unicode"
)

// documentLine is one line of a document with the blank ones above it.
type documentLine struct {
	blank []string
	text  string
}

// linesOf divides a document. The last of blank lines at the end counts as one that
// is not.
func linesOf(text string) []documentLine {
	var lines []documentLine
	var blank []string
	for one := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.TrimSpace(one) == "" {
			blank = append(blank, one)
			continue
		}
		lines = append(lines, documentLine{blank, one})
		blank = nil
	}
	if len(blank) > 0 {
		last := len(blank) - 1
		lines = append(lines, documentLine{blank[:last], blank[last]})
	}
	return lines
}

// exactly tells lines apart by everything in them.
func exactly(lines []documentLine) []string {
	keys := make([]string, 0, len(lines))
	for _, one := range lines {
		keys = append(keys, strings.Repeat("\n", len(one.blank))+one.text)
	}
	return keys
}

// loosely tells lines apart by what is not white space.
func loosely(lines []documentLine) []string {
	keys := make([]string, 0, len(lines))
	for _, one := range lines {
		keys = append(keys, strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || r == '\uFEFF' {
				return -1
			}
			return r
		}, one.text))
	}
	return keys
}

// commonLines finds for each of a where it is in b, or -1: a common subsequence, by what
// is called patience diff. What is there once on both sides divides the rest, so
// that a step is compared with itself and not with the next one whose "config:"
// looks the same.
func commonLines(a, b []string) []int {
	at := make([]int, len(a))
	for i := range at {
		at[i] = -1
	}
	type span struct{ a, aEnd, b, bEnd int }
	todo := []span{{0, len(a), 0, len(b)}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for ; s.a < s.aEnd && s.b < s.bEnd && a[s.a] == b[s.b]; s.a, s.b = s.a+1, s.b+1 {
			at[s.a] = s.b
		}
		for ; s.a < s.aEnd && s.b < s.bEnd && a[s.aEnd-1] == b[s.bEnd-1]; s.aEnd, s.bEnd = s.aEnd-1, s.bEnd-1 {
			at[s.aEnd-1] = s.bEnd - 1
		}
		dividing := anchors(a[s.a:s.aEnd], b[s.b:s.bEnd])
		begin := s
		for _, anchor := range dividing {
			i, j := s.a+anchor[0], s.b+anchor[1]
			at[i] = j
			todo = append(todo, span{begin.a, i, begin.b, j})
			begin.a, begin.b = i+1, j+1
		}
		if len(dividing) > 0 {
			todo = append(todo, begin)
		}
	}
	return at
}

// anchors are the places in a and b of what is once in each, as many as have the
// same order in both.
func anchors(a, b []string) [][2]int {
	inA, inB := placesOnce(a), placesOnce(b)
	var pairs [][2]int
	for text, i := range inA {
		if j, there := inB[text]; there && i >= 0 && j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	sort.Slice(pairs, func(x, y int) bool { return pairs[x][0] < pairs[y][0] })
	places := make([]int, 0, len(pairs))
	for _, pair := range pairs {
		places = append(places, pair[1])
	}
	var inOrder [][2]int
	for _, i := range longestRising(places) {
		inOrder = append(inOrder, pairs[i])
	}
	return inOrder
}

// placesOnce has the place of each text, and -1 for one that is there again.
func placesOnce(texts []string) map[string]int {
	places := make(map[string]int, len(texts))
	for i, text := range texts {
		if _, again := places[text]; again {
			i = -1
		}
		places[text] = i
	}
	return places
}
