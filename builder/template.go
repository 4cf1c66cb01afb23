package builder

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

//go:embed templates/*.yaml
var templates embed.FS

// Template is an automation to start from. It is whole and proved, except that its
// entitlements, groups and facts are examples that the admin replaces.
type Template struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	When   string `json:"when"`   // one sentence on when to use it
	Source string `json:"source"` // the document, YAML
}

// Templates lists them by name. The same program always gives the same ones.
func Templates() ([]Template, error) {
	entries, err := templates.ReadDir("templates")
	if err != nil {
		return nil, fmt.Errorf("read the templates: %w", err)
	}
	var list []Template
	for _, entry := range entries {
		source, err := templates.ReadFile(path.Join("templates", entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("read a template: %w", err)
		}
		def, problems := ParseYAML(source)
		if HasErrors(problems) {
			return nil, fmt.Errorf("the template %s cannot be read: %s", entry.Name(), problems[0].Message)
		}
		list = append(list, Template{Name: def.Name, Title: def.Title, When: strings.TrimSpace(def.Description), Source: string(source)})
	}
	return list, nil
}
