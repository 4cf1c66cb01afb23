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
