package builder

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

const (
	// mostSearched bounds how many bytes are read again to find a line.
	mostSearched = 1 << 20
	// longestPassage is how many lines a text or a list that goes over several lines
	// may take, for the search to look past it.
	longestPassage = 20
)

// brokenLine is the line with which a document stops being readable: everything
// before it can be read by itself. The parser's own line is up to a whole list
// earlier, as it names where the passage began. It is 0 where that cannot be told.
func brokenLine(source []byte) int {
	ends := lineEnds(source)
	read := 0
	readable := func(lines int) bool {
		if read += ends[lines]; read > mostSearched {
			return false
		}
		var node yaml.Node
		return lines == 0 || yaml.Unmarshal(source[:ends[lines]], &node) == nil
	}
	good, bad := 0, len(ends)-1
	for good+1 < bad {
		if middle := (good + bad) / 2; readable(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	// What goes over several lines cannot be read before its last one either.
	for next := good + 2; next < len(ends) && next <= good+longestPassage; next++ {
		if readable(next) {
			good = next
			next = good + 1
		}
	}
	if read > mostSearched {
		return 0
	}
	return good + 1
}

// lineEnds is where each line ends, behind its line feed; the first entry is before
// all of them.
func lineEnds(source []byte) []int {
	ends := []int{0}
	for at := 0; at < len(source); {
		length := bytes.IndexByte(source[at:], '\n') + 1
		if length == 0 {
			length = len(source) - at
		}
		at += length
		ends = append(ends, at)
	}
	return ends
}
