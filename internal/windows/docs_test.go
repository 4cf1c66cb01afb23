package windows_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestTheRulesInTheGuideAreRules(t *testing.T) {
	guide, err := os.ReadFile("../../docs/windows.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("FREQ=[A-Z0-9=;,-]+").FindAllString(string(guide), -1)
	if len(found) < 10 {
		t.Fatalf("only %d rules", len(found))
	}
	series := standup()
	series.Last = windows.NewDate(2037, 1, 4)
	for _, text := range found {
		series.Rule = rule(t, text)
		if opens, err := series.Windows(); err != nil || len(opens) == 0 {
			t.Errorf("%s: %v", text, err)
		}
	}
}
