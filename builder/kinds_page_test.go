package builder_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestEveryFieldOfEveryKindIsWrittenDown(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Kinds of steps\n\nEvery step there is, its ways out and its fields. How they work together stands in [language.md](language.md).\nThis page is written from `builder.Catalog()`: `go test ./builder -update`.\n")
	for _, kind := range builder.Catalog() {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n", kind.Kind, kind.Sentence)
		var ports []string
		if kind.PortsFrom != "" {
			ports = append(ports, "one for each of its "+kind.PortsFrom)
		}
		for _, port := range kind.Ports {
			words := fmt.Sprintf("`%s` (%s)", port.Name, port.Label)
			if port.LikeWhenOpen != "" {
				words += ", which leads where `" + port.LikeWhenOpen + "` leads unless it is drawn"
			}
			if port.With != "" {
				words += ", only with `" + port.With + "`"
			}
			ports = append(ports, words)
		}
		if len(ports) == 0 {
			ports = []string{"none"}
		}
		fmt.Fprintf(&page, "Ways out: %s.\n", strings.Join(ports, "; "))
		if len(kind.Fields) > 0 {
			page.WriteString("\n| field | type | |\n|---|---|---|\n")
			fieldsOnPage(&page, "", kind.Fields)
		}
	}
	recorded(t, "../docs/kinds.md", []byte(page.String()))
}

func fieldsOnPage(page *strings.Builder, at string, fields []builder.Field) {
	for _, field := range fields {
		words := field.Help
		if field.Required {
			words = "Required. " + words
		}
		if len(field.Choices) > 0 {
			words += " One of " + strings.Join(field.Choices, ", ") + "."
		}
		if field.Default != nil {
			words += fmt.Sprintf(" Default: %v.", field.Default)
		}
		fmt.Fprintf(page, "| `%s%s` | %s | %s |\n", at, field.Name, strings.ReplaceAll(string(field.Type), "_", " "), strings.ReplaceAll(words, "|", "\\|"))
		fieldsOnPage(page, at+field.Name+".", field.Fields)
	}
}
