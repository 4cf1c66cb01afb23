package builder_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestParseYAMLRefuses(t *testing.T) {
	for _, test := range []refusedDocument{
		{"nothing", "", builder.CodeUnreadable, "", 1, 1},
		{"no YAML", "nodes: [", builder.CodeUnreadable, "", 1, 0},
		{"a text", "hello", builder.CodeWrongShape, "", 1, 1},
		{"two documents", "version: 1\n---\nversion: 1\n", builder.CodeUnreadable, "", 2, 1},
		{"unknown field", "version: 1\ntitel: x\n", builder.CodeUnknownField, "titel", 2, 8},
		{"unknown field of a step", "nodes:\n  - {id: a, kine: end}\n", builder.CodeUnknownField, "nodes[0].kine", 2, 19},
		{"unknown field of an edge", "edges:\n  - {from: a, too: b}\n", builder.CodeUnknownField, "edges[0].too", 2, 20},
		{"unknown field of the layout", "layout:\n  a: {x: 1, z: 2}\n", builder.CodeUnknownField, "layout.a.z", 2, 16},
		{"repeated field", "title: a\ntitle: b\n", builder.CodeRepeatedField, "title", 2, 8},
		{"repeated field deep in a config", "nodes:\n  - id: a\n    config:\n      x: [{y: 1, y: 2}]\n", builder.CodeRepeatedField, "nodes[0].config.x[0].y", 4, 21},
		{"no list", "nodes: 3\n", builder.CodeWrongShape, "nodes", 1, 8},
		{"no text", "name: 3\n", builder.CodeWrongShape, "name", 1, 7},
		{"no number", "version: one\n", builder.CodeWrongShape, "version", 1, 10},
		{"half a version", "version: 1.5\n", builder.CodeWrongShape, "version", 1, 10},
		{"a list with a hole", "nodes:\n  - config: {a: [1, null]}\n", builder.CodeWrongShape, "nodes[0].config.a[1]", 2, 21},
		{"an alias", "title: &t x\nname: *t\n", builder.CodeUnreadable, "", 1, 8},
		{"a merge", "nodes:\n  - {<<: {id: a}}\n", builder.CodeUnreadable, "", 2, 6},
		{"a tag", "title: !!binary aGk=\n", builder.CodeUnreadable, "", 1, 8},
		{"not a number", "layout: {a: {x: .nan, y: 1}}\n", builder.CodeUnreadable, "", 1, 17},
		{"a huge number", "layout: {a: {x: 1e300, y: 1}}\n", builder.CodeUnreadable, "", 1, 17},
		{"a control character", "title: \"a\\eb\"\n", builder.CodeUnreadable, "", 1, 8},
		{"too deep", "layout: " + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "\n", builder.CodeUnreadable, "", 1, 20},
		{"a field that is no text", "? [a]\n: b\n", builder.CodeUnreadable, "", 1, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := builder.ParseYAML([]byte(test.source))
			test.isTheOnlyOneOf(t, problems)
		})
	}
}

func TestCalendarsAreReadAtTheirPlaces(t *testing.T) {
	for _, test := range []refusedDocument{
		{"no object", "calendars: []\n", builder.CodeWrongShape, "calendars", 1, 12},
		{"a calendar that is none", "calendars: {office: 8-17}\n", builder.CodeWrongShape, "calendars.office", 1, 21},
		{"a calendar twice", "calendars:\n  office: {}\n  office: {}\n", builder.CodeRepeatedField, "calendars.office", 3, 11},
		{"an unknown field", "calendars:\n  office: {opens: x}\n", builder.CodeUnknownField, "calendars.office.opens", 2, 19},
		{"an unknown field of hours", "calendars:\n  office: {open: [{until: x}]}\n", builder.CodeUnknownField, "calendars.office.open[0].until", 2, 27},
		{"a clock", "calendars:\n  office: {open: [{from: '8:00'}]}\n", builder.CodeCalendar, "calendars.office.open[0].from", 2, 26},
		{"a clock that is a number", "calendars:\n  office: {open: [{from: 8}]}\n", builder.CodeWrongShape, "calendars.office.open[0].from", 2, 26},
		{"an empty clock", "calendars:\n  office: {open: [{to: ''}]}\n", builder.CodeCalendar, "calendars.office.open[0].to", 2, 24},
		{"a day", "calendars:\n  office: {open: [{days: [MO, XX]}]}\n", builder.CodeCalendar, "calendars.office.open[0].days[1]", 2, 31},
		{"a date", "calendars:\n  office: {holidays: [2027-02-29]}\n", builder.CodeCalendar, "calendars.office.holidays[0]", 2, 23},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := builder.ParseYAML([]byte(test.source))
			test.isTheOnlyOneOf(t, problems)
		})
	}
}

func TestParseJSONRefuses(t *testing.T) {
	for _, test := range []refusedDocument{
		{"nothing", " ", builder.CodeUnreadable, "", 1, 1},
		{"half", `{"nodes": [`, builder.CodeUnreadable, "", 1, 11},
		{"no JSON", "version: 1", builder.CodeUnreadable, "", 1, 1},
		{"two documents", "{}\n{}", builder.CodeUnreadable, "", 2, 1},
		{"unknown field", "{\n \"titel\": \"x\"}", builder.CodeUnknownField, "titel", 2, 13},
		{"repeated field", `{"title": "a", "title": "b"}`, builder.CodeRepeatedField, "title", 1, 27},
		{"no text", `{"name": 3}`, builder.CodeWrongShape, "name", 1, 10},
		{"too deep", `{"layout": ` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "}", builder.CodeUnreadable, "", 1, 23},
		{"a huge number", `{"version": 1e999}`, builder.CodeUnreadable, "", 1, 17},
		{"a control character", `{"title": "a\u0000"}`, builder.CodeUnreadable, "", 1, 19},
		{"no UTF-8", "{\"title\": \"\xff\"}", builder.CodeUnreadable, "", 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := builder.ParseJSON([]byte(test.source))
			test.isTheOnlyOneOf(t, problems)
		})
	}
}

// refusedDocument is a source with the one problem that it has.
type refusedDocument struct {
	name, source string
	code         builder.Code
	field        string
	line, column int
}

func (r refusedDocument) isTheOnlyOneOf(t *testing.T, problems []builder.Problem) {
	t.Helper()
	if len(problems) != 1 {
		t.Fatalf("not one problem: %+v", problems)
	}
	p := problems[0]
	if p.Code != r.code || p.Field != r.field || p.Line != r.line || p.Column != r.column || !strings.HasSuffix(p.Message, ".") {
		t.Fatalf("got %+v", p)
	}
}

func TestParseReturnsWhatItCouldRead(t *testing.T) {
	def, problems := builder.ParseYAML([]byte("name: a\ntitel: x\nnodes: [{id: b, kind: end, config: {when: 2026-01-02, n: 0x10, f: 1.5, y: true, gone: null}}]\n"))
	want := builder.Definition{Name: "a", Nodes: []builder.Node{{ID: "b", Kind: "end", Config: map[string]any{"when": "2026-01-02", "n": int64(16), "f": 1.5, "y": true}}}}
	if len(problems) != 1 || !reflect.DeepEqual(def, want) {
		t.Fatalf("got %+v with %+v", def, problems)
	}
}
