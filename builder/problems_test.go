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

// allCodes are the constants, as they are written in the source.
func allCodes(t *testing.T) []builder.Code {
	t.Helper()
	var all []builder.Code
	for _, found := range regexp.MustCompile(`Code\w+ +Code = "(CF\d{3})"`).FindAllStringSubmatch(problemsSource, -1) {
		all = append(all, builder.Code(found[1]))
	}
	if len(all) < 60 {
		t.Fatalf("only %d codes were found", len(all))
	}
	return all
}

func TestEveryCodeIsExplainedOnceWithAnExampleAndAMend(t *testing.T) {
	var explained []builder.Code
	for _, info := range builder.Problems() {
		if slices.Contains(explained, info.Code) {
			t.Errorf("%s is explained twice", info.Code)
		}
		explained = append(explained, info.Code)
		for _, text := range []string{info.Meaning, info.Example, info.Mend} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s says %q, which is no sentence", info.Code, text)
			}
		}
		if info.Severity != builder.Error && info.Severity != builder.Warning {
			t.Errorf("%s has the severity %q", info.Code, info.Severity)
		}
		if again, known := builder.Explain(info.Code); !known || again != info {
			t.Errorf("%s is explained as %+v", info.Code, again)
		}
	}
	if codes := allCodes(t); !slices.Equal(codes, explained) {
		t.Errorf("there are %v, and explained are %v", codes, explained)
	}
	if _, known := builder.Explain("CF999"); known {
		t.Error("a code that does not exist is explained")
	}
}

// problemsPage is docs/problems.md: every code, in the order of the codes.
func problemsPage() []byte {
	var page strings.Builder
	page.WriteString("# Problems\n\nWhat `curfew check` and the builder report. An error blocks publication, a warning does not.\nThis page is written from `builder.Problems()`: `go test ./builder -update`.\n")
	chapters := map[string]string{
		"CF0": "The document", "CF1": "The graph", "CF2": "The fields of a step", "CF3": "Expressions", "CF4": "Promises",
	}
	for _, info := range builder.Problems() {
		if title := chapters[string(info.Code[:3])]; title != "" {
			page.WriteString("\n## " + title + "\n")
			delete(chapters, string(info.Code[:3]))
		}
		severity := ""
		if info.Severity == builder.Warning {
			severity = " (warning)"
		}
		page.WriteString("\n### " + string(info.Code) + severity + "\n\n" + info.Meaning + "\n\n- Example: " + info.Example + "\n- Mend: " + info.Mend + "\n")
	}
	return []byte(page.String())
}

func TestThePageOfProblemsIsCurrent(t *testing.T) {
	recorded(t, "../docs/problems.md", problemsPage())
}
