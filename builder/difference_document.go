package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// documentFields describes the fields that a definition has besides its steps,
// edges and layout. One that is not in this list is compared all the same, under a
// label made of its name.
func documentFields() []Field {
	return []Field{
		{Name: "version", Type: FieldText, Label: "Version of the language"},
		{Name: "name", Type: FieldText, Label: "Name"},
		{Name: "title", Type: FieldText, Label: "Title"},
		{Name: "description", Type: FieldLongText, Label: "Description"},
	}
}

// stepFields describes the fields of a step; its config is that of its kinds.
func stepFields(kinds ...any) []Field {
	config := Field{Name: "config", Type: FieldObject} // without a label: see comparison.object
	seen := map[string]bool{}
	for _, kind := range kinds {
		spec, _ := kindOf(Kind(fmt.Sprint(kind)))
		for _, field := range spec.info.Fields {
			if !seen[field.Name] {
				config.Fields = append(config.Fields, field)
			}
			seen[field.Name] = true
		}
	}
	return []Field{
		{Name: "kind", Type: FieldChoice, Label: "Kind"},
		{Name: "title", Type: FieldText, Label: "Title"},
		config,
	}
}

// labelOf is what a field is called that nothing describes.
func labelOf(name string) string {
	words := strings.ReplaceAll(name, "_", " ")
	if words == "" {
		return inQuotes(name)
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// drawnDefinition is a definition as plain values, so that fields which the
// language gets later are compared as well. Fields without a value are left out.
type drawnDefinition struct {
	fields map[string]any // besides the following
	nodes  []any
	byID   map[string]map[string]any // the last of the steps with an id
	edges  []Edge
	layout map[string]Position
}

func drawn(def Definition) drawnDefinition {
	d := drawnDefinition{edges: def.Edges, layout: def.Layout, byID: map[string]map[string]any{}}
	encoded, err := json.Marshal(def)
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	if err != nil || decoder.Decode(&d.fields) != nil {
		// A value that no document can hold; whatever it is, it is compared.
		d.fields = map[string]any{"contents": fmt.Sprintf("%+v", def)}
	}
	d.nodes, _ = d.fields["nodes"].([]any)
	for _, node := range d.nodes {
		if step, ok := node.(map[string]any); ok {
			d.byID[textOf(step["id"])] = step
		}
	}
	for _, name := range []string{"nodes", "edges", "layout"} {
		delete(d.fields, name)
	}
	return d
}
