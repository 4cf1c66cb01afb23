package builder_test

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

//go:embed problems.go
var problemsSource string

var codeLine = regexp.MustCompile(`(?s)// (Code\w+)([^\n]*\n(?:\t// [^\n]*\n)*)\t(\w+) Code = "(CF\d{3})"`)

func allCodes(t *testing.T) []builder.Code {
	t.Helper()
	var all []builder.Code
	for _, found := range codeLine.FindAllStringSubmatch(problemsSource, -1) {
		all = append(all, builder.Code(found[4]))
	}
	if len(all) < 40 {
		t.Fatalf("only %d codes were found", len(all))
	}
	return all
}

func TestEveryCodeIsUsedOnceAndSaysWhatAnExampleAndTheMend(t *testing.T) {
	var seen []string
	for _, found := range codeLine.FindAllStringSubmatch(problemsSource, -1) {
		name, doc, constant, code := found[1], found[2], found[3], found[4]
		if slices.Contains(seen, code) {
			t.Errorf("%s is used twice", code)
		}
		seen = append(seen, code)
		if name != constant || !strings.Contains(doc, "Example: ") || !strings.Contains(doc, "Mend: ") {
			t.Errorf("%s (%s) is not documented with an example and a mend", constant, code)
		}
	}
	if count := strings.Count(problemsSource, ` Code = "CF`); count != len(seen) {
		t.Errorf("%d codes, and %d of them documented", count, len(seen))
	}
}
