package builder

import (
	"strings"
	"testing"
)

func TestEveryTemplateIsProvedAndSaysWhenToUseIt(t *testing.T) {
	templates, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	if len(templates) < 10 {
		t.Errorf("there are %d templates, and ten are promised", len(templates))
	}
	for _, template := range templates {
		if !strings.HasPrefix(template.When, "Use it ") || !strings.HasSuffix(template.When, ".") || strings.Contains(template.When, "\n") {
			t.Errorf("%s: when to use it is not one sentence: %q", template.Name, template.When)
		}
		def, problems := ParseYAML([]byte(template.Source))
		for _, problem := range append(problems, Check(def, World{})...) {
			if problem.Code != CodeUnchecked {
				t.Errorf("%s: %s %s %s: %s", template.Name, problem.Code, problem.Node, problem.Field, problem.Message)
			}
		}
		if _, err := Compile(def); err != nil {
			t.Errorf("%s: %v", template.Name, err)
		}
	}
}
