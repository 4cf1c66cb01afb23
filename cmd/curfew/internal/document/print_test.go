package document_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

// printed shows the part of a one-line document between two columns.
func printed(t *testing.T, line string, from, to int, colours bool) string {
	t.Helper()
	var out strings.Builder
	index := document.NewIndex(document.Source{Format: document.YAML, Text: []byte(line)})
	finding := document.Finding{Severity: builder.Error, Message: "It is wrong.", Range: document.Range{Line: 1, Column: from, EndLine: 1, EndColumn: to}}
	if err := (document.Printer{Out: &out, Colours: colours}).Finding("a.yaml", index, finding); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheUnderlineStandsBelowWhatIsWrong(t *testing.T) {
	for name, test := range map[string]struct {
		line     string
		from, to int
		shows    string
	}{
		"letters":               {"title: wrong # why", 8, 13, "title: wrong # why\n       ^^^^^"},
		"tabs":                  {"a:\twrong\t# why", 4, 9, "a:  wrong   # why\n    ^^^^^"},
		"a tab that is wrong":   {"a:\t\t", 3, 5, "a:      \n  ^^^^^^"},
		"wide characters":       {"名前: 間違い。", 5, 8, "名前: 間違い。\n      ^^^^^^"},
		"marks on letters":      {"ti\u0301tle: x\u0308 y", 9, 11, "ti\u0301tle: x\u0308 y\n       ^"},
		"emoji":                 {"🙂: 🙃", 4, 5, "🙂: 🙃\n    ^^"},
		"what turns the line":   {"a: \u202ewrong", 5, 10, "a: \ufffdwrong\n    ^^^^^"},
		"what terminals obey":   {"a: \x1b[31mwrong", 9, 14, "a: \ufffd[31mwrong\n        ^^^^^"},
		"what is not that long": {"a: b", 4, 99, "a: b\n   ^"},
		"what is behind it":     {"a: b", 9, 99, "a: b\n    ^"},
	} {
		t.Run(name, func(t *testing.T) {
			got := printed(t, test.line, test.from, test.to, false)
			text, mark, _ := strings.Cut(test.shows, "\n")
			if want := "a.yaml:1:" + string(rune('0'+test.from)) + ": error: It is wrong.\n    1 | " + text + "\n      | " + mark + "\n"; got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func TestOfALongLineOnlyWhatIsAroundThePlaceIsShown(t *testing.T) {
	for name, line := range map[string]string{
		"at its beginning": "wrong" + strings.Repeat("x", 5000),
		"in its middle":    strings.Repeat("xy", 3000) + "wrong" + strings.Repeat("z", 300),
		"at its end":       strings.Repeat("x", 4000) + "wrong",
		"between wide":     strings.Repeat("界", 301) + "wrong" + strings.Repeat("界", 300),
		"behind an odd":    "x" + strings.Repeat("界", 300) + "wrong",
		"all of it":        strings.Repeat("é", 30) + "wrong" + strings.Repeat("w", 4000),
	} {
		t.Run(name, func(t *testing.T) {
			from := utf8.RuneCountInString(line[:strings.Index(line, "wrong")]) + 1
			to := from + 5
			if name == "all of it" {
				to = utf8.RuneCountInString(line) + 1
			}
			lines := strings.Split(printed(t, line, from, to, false), "\n")
			shown, mark := strings.TrimPrefix(lines[1], "    1 | "), strings.TrimPrefix(lines[2], "      | ")
			if width(shown) > 160 || width(mark) > 160 || !strings.Contains(shown, "…") {
				t.Errorf("%d columns, underlined in %d: %s", width(shown), width(mark), shown)
			}
			before := shown[:strings.Index(shown, "wrong")]
			if width(before) != strings.Index(mark, "^") {
				t.Errorf("it is at %d and underlined at %d", width(before), strings.Index(mark, "^"))
			}
		})
	}
}

// width counts the two columns of the wide characters that the test uses.
func width(text string) int { return utf8.RuneCountInString(text) + strings.Count(text, "界") }

func TestColoursAreOnlyWhereTheyAreWanted(t *testing.T) {
	if plain := printed(t, "title: x", 8, 9, false); strings.Contains(plain, "\x1b") {
		t.Errorf("%q", plain)
	}
	coloured := printed(t, "title: x", 8, 9, true)
	for _, part := range []string{"\x1b[1ma.yaml:1:8\x1b[0m", "\x1b[1;31merror\x1b[0m", "\x1b[1;31m^\x1b[0m"} {
		if !strings.Contains(coloured, part) {
			t.Errorf("%q is not in %q", part, coloured)
		}
	}
}

func TestNothingOfAFindingIsObeyedByATerminal(t *testing.T) {
	var out strings.Builder
	index := document.NewIndex(document.Source{Format: document.YAML, Text: []byte("a: \xff\xfe")})
	finding := document.Finding{
		Code: "CF1\x1b[2J", Severity: builder.Warning, Message: "a\x1b[2J\nb\u202e", Node: "\a", Field: "\x1b", Path: []string{"\x1b]0;x"},
		Range: document.Range{Line: 1, Column: 1, EndLine: 1, EndColumn: 3},
	}
	if err := (document.Printer{Out: &out}).Finding("\x1bfile", index, finding); err != nil {
		t.Fatal(err)
	}
	if want := "file:1:1: warning CF1[2J: a[2J b (step , )\n      path: ]0;x\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
