package builder

import "fmt"

// fields is one object of a config that has been held against its description.
// Its readers give the zero value for whatever is absent or did not conform, as
// that has been reported already.
type fields struct {
	at     string // the place of the object within the config: "", "duration", "branches[1]"
	values map[string]any
}

// place names a field for a problem.
func (f fields) place(name string) string {
	if f.at == "" {
		return name
	}
	return f.at + "." + name
}

func (f fields) has(name string) bool {
	_, ok := f.values[name]
	return ok
}

func (f fields) text(name string) string {
	text, _ := f.values[name].(string)
	return text
}

func (f fields) yes(name string) bool {
	yes, _ := f.values[name].(bool)
	return yes
}

func (f fields) duration(name string) Duration {
	d, err := ParseDuration(f.text(name))
	if err != nil {
		return 0
	}
	return d
}

func (f fields) texts(name string) []string {
	var texts []string
	items, _ := f.values[name].([]any)
	for _, item := range items {
		if text, ok := item.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

func (f fields) object(name string) fields {
	values, _ := f.values[name].(map[string]any)
	return fields{at: f.place(name), values: values}
}

func (f fields) objects(name string) []fields {
	var objects []fields
	items, _ := f.values[name].([]any)
	for i, item := range items {
		if values, ok := item.(map[string]any); ok {
			objects = append(objects, fields{at: fmt.Sprintf("%s[%d]", f.place(name), i), values: values})
		}
	}
	return objects
}
