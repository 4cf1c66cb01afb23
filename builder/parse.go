package builder

import (
	"fmt"
)

// ParseYAML reads a definition. It never crashes and never takes long, whatever
// the bytes are. Unknown and repeated fields, wrong types and unreadable documents
// are problems with their place; what could be read is returned with them, so that
// Check can add its own.
func ParseYAML(source []byte) (Definition, []Problem) {
	return parse(readYAML(source))
}

// ParseJSON is ParseYAML for JSON.
func ParseJSON(source []byte) (Definition, []Problem) {
	return parse(readJSON(source))
}

func parse(root value, failure *unreadable) (Definition, []Problem) {
	if failure != nil {
		return Definition{}, []Problem{failure.problem()}
	}
	root = migrated(root)
	p := &parser{}
	var def Definition
	p.object("", root, map[string]func(string, value){
		"version":     func(at string, v value) { def.Version = p.whole(at, v) },
		"name":        func(at string, v value) { def.Name = p.text(at, v) },
		"title":       func(at string, v value) { def.Title = p.text(at, v) },
		"description": func(at string, v value) { def.Description = p.text(at, v) },
		"calendars":   func(at string, v value) { def.Calendars = p.calendars(at, v) },
		"nodes":       func(at string, v value) { def.Nodes = each(p, at, v, p.node) },
		"edges":       func(at string, v value) { def.Edges = each(p, at, v, p.edge) },
		"layout":      func(at string, v value) { def.Layout = p.layout(at, v) },
	})
	return def, p.found.problems
}

// parser turns a document into a definition and collects what does not fit.
type parser struct{ found findings }

func (p *parser) fail(code Code, at string, v value, message string, args ...any) {
	p.found.add(Problem{Code: code, Field: at, Message: fmt.Sprintf(message, args...), Line: v.line, Column: v.column})
}

func (p *parser) is(kind valueKind, at string, v value) bool {
	if v.kind != kind {
		what := at
		if at == "" {
			what = "The document"
		}
		p.fail(CodeWrongShape, at, v, "%s has to be %s and is %s.", what, kind, v.kind)
	}
	return v.kind == kind
}

// object hands each member to the reader of its name. A member without a value
// counts as left out.
func (p *parser) object(at string, v value, readers map[string]func(string, value)) {
	if !p.is(isObject, at, v) {
		return
	}
	seen := map[string]bool{}
	for _, m := range v.members {
		place := m.name
		if at != "" {
			place = at + "." + m.name
		}
		read, known := readers[m.name]
		switch {
		case seen[m.name]:
			p.fail(CodeRepeatedField, place, m.value, "%q is written twice. Keep one of them.", place)
		case !known:
			p.fail(CodeUnknownField, place, m.value, "%q is not a field of an automation here. Check its spelling, or remove it.", place)
		case m.value.kind != isNothing:
			read(place, m.value)
		}
		seen[m.name] = true
	}
}

func each[T any](p *parser, at string, v value, read func(string, value) T) []T {
	if !p.is(isList, at, v) {
		return nil
	}
	var items []T
	for i, item := range v.list {
		items = append(items, read(fmt.Sprintf("%s[%d]", at, i), item))
	}
	return items
}

func (p *parser) node(at string, v value) (node Node) {
	p.object(at, v, map[string]func(string, value){
		"id":     func(at string, v value) { node.ID = p.text(at, v) },
		"kind":   func(at string, v value) { node.Kind = Kind(p.text(at, v)) },
		"title":  func(at string, v value) { node.Title = p.text(at, v) },
		"config": func(at string, v value) { node.Config = p.config(at, v) },
	})
	return node
}

func (p *parser) edge(at string, v value) (edge Edge) {
	p.object(at, v, map[string]func(string, value){
		"from": func(at string, v value) { edge.From = p.text(at, v) },
		"to":   func(at string, v value) { edge.To = p.text(at, v) },
	})
	return edge
}

func (p *parser) layout(at string, v value) map[string]Position {
	positions := map[string]Position{}
	if !p.is(isObject, at, v) {
		return nil
	}
	readers := map[string]func(string, value){}
	for _, m := range v.members {
		readers[m.name] = func(at string, v value) {
			var position Position
			p.object(at, v, map[string]func(string, value){
				"x": func(at string, v value) { position.X = p.number(at, v) },
				"y": func(at string, v value) { position.Y = p.number(at, v) },
			})
			positions[m.name] = position
		}
	}
	p.object(at, v, readers)
	if len(positions) == 0 {
		return nil
	}
	return positions
}

// config keeps plain values; their meaning is the kind's, see Check.
func (p *parser) config(at string, v value) map[string]any {
	if !p.is(isObject, at, v) {
		return nil
	}
	p.unrepeated(at, v)
	config, _ := v.plain().(map[string]any)
	if len(config) == 0 {
		return nil
	}
	return config
}

func (p *parser) unrepeated(at string, v value) {
	seen := map[string]bool{}
	for _, m := range v.members {
		if seen[m.name] {
			p.fail(CodeRepeatedField, at+"."+m.name, m.value, "%q is written twice. Keep one of them.", at+"."+m.name)
		}
		seen[m.name] = true
		p.unrepeated(at+"."+m.name, m.value)
	}
	for i, item := range v.list {
		place := fmt.Sprintf("%s[%d]", at, i)
		if item.kind == isNothing {
			p.fail(CodeWrongShape, place, item, "%s has no value. Give it one, or remove it.", place)
		}
		p.unrepeated(place, item)
	}
}

func (p *parser) text(at string, v value) string {
	if !p.is(isText, at, v) {
		return ""
	}
	text, _ := v.scalar.(string)
	return text
}

func (p *parser) number(at string, v value) float64 {
	if !p.is(isNumber, at, v) {
		return 0
	}
	if whole, ok := v.scalar.(int64); ok {
		return float64(whole)
	}
	number, _ := v.scalar.(float64)
	return number
}

func (p *parser) whole(at string, v value) int {
	whole, ok := v.scalar.(int64)
	if !ok && p.is(isNumber, at, v) {
		p.fail(CodeWrongShape, at, v, "%s has to be a whole number.", at)
	}
	return int(whole)
}
