package builder_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// Each source has one step whose config says "timeout: 1h"; that becomes 2h, and a
// notice is added at the end.
func TestAnEditKeepsTheLayoutOfItsSource(t *testing.T) {
	for name, test := range map[string]struct{ source, edited string }{
		"lists at the edge": {
			"nodes:\n- id: a\n  config:\n    timeout: 1h\n\n# ways\nedges:\n- {from: a, to: a}\n",
			"nodes:\n- id: a\n  config:\n    timeout: 2h\n- id: b\n  kind: notify\n\n# ways\nedges:\n- {from: a, to: a}\n",
		},
		"four spaces": {
			"nodes:\n    - id: a\n      config:\n          timeout: 1h\nlayout:\n    a: {x: 1, y: 0}\n",
			"nodes:\n    - id: a\n      config:\n          timeout: 2h\n    - id: b\n      kind: notify\nlayout:\n    a: {x: 1, y: 0}\n",
		},
		"four spaces, lists at the edge": {
			"nodes:\n- id: a\n  config:\n      timeout: 1h\n      to:\n      - x\nlayout:\n    a: {x: 1, y: 0}\n",
			"nodes:\n- id: a\n  config:\n      timeout: 2h\n      to:\n      - x\n- id: b\n  kind: notify\nlayout:\n    a: {x: 1, y: 0}\n",
		},
		"lines from Windows": {
			"# top\r\nversion: 2\r\nnodes:\r\n  - id: a\r\n    config: {timeout: 1h} # short\r\n\r\n# ways\r\nedges: []\r\n",
			"# top\r\nversion: 2\r\nnodes:\r\n  - id: a\r\n    config: {timeout: 2h} # short\r\n  - id: b\r\n    kind: notify\r\n\r\n# ways\r\nedges: []\r\n",
		},
		"a byte order mark and a start": {
			"\ufeff--- # of it\nversion: 2\nnodes:\n  - id: a\n    config: {timeout: 1h}\n",
			"\ufeff--- # of it\nversion: 2\nnodes:\n  - id: a\n    config: {timeout: 2h}\n  - id: b\n    kind: notify\n",
		},
		"no line feed at the end": {
			"nodes:\n  - id: a\n    config: {timeout: 1h}",
			"nodes:\n  - id: a\n    config: {timeout: 2h}\n  - id: b\n    kind: notify",
		},
		"blank lines between steps": {
			"nodes:\n\n  - id: z\n\n  # first\n  - id: a\n    config:\n\n      timeout: 1h\n\n\nedges: []\n",
			"nodes:\n\n  - id: z\n\n  # first\n  - id: a\n    config:\n\n      timeout: 2h\n\n  - id: b\n    kind: notify\n\n\nedges: []\n",
		},
		"fields that say nothing": {
			"version: 0x2 # hex\ntitle:\ndescription: ''\nnodes:\n  - {title: ~, id: a, config: {timeout: 1h, n: 1_000, y: True}}\nlayout: {}\n",
			"version: 0x2 # hex\ntitle:\ndescription: ''\nnodes:\n  - {title: ~, id: a, config: {timeout: 2h, n: 1_000, y: True}}\n  - id: b\n    kind: notify\nlayout: {}\n",
		},
		"quotes": {
			"nodes:\n  - id: 'a'\n    config:\n      text: \"x\"\n      timeout: '1h'\n",
			"nodes:\n  - id: 'a'\n    config:\n      text: \"x\"\n      timeout: '2h'\n  - id: b\n    kind: notify\n",
		},
		"texts that span lines": {
			"description: >\n  folded\n  here\n\n  and there\ntitle: plain\n  too\nnodes:\n  - id: a\n    config:\n      timeout: 1h\n      text: |\n          deep\n\n           deeper\n",
			"description: >\n  folded\n  here\n\n  and there\ntitle: plain\n  too\nnodes:\n  - id: a\n    config:\n      timeout: 2h\n      text: |\n          deep\n\n           deeper\n  - id: b\n    kind: notify\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			def := parsed(t, []byte(test.source))
			stepOf(&def, "a").Config["timeout"] = "2h"
			def.Nodes = append(def.Nodes, builder.Node{ID: "b", Kind: builder.KindNotify})
			if edited := editedYAML(t, []byte(test.source), def); string(edited) != test.edited {
				t.Errorf("got\n%s", edited)
			}
		})
	}
}

// These are the limits that EditYAML tells of; a better one may change them.
func TestWhatAnEditLoses(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		config map[string]any
		edited string
	}{
		"in brackets": {
			"to: [ # open\n  x, # first\n  # above\n  y, # second\n  z # third\n] # closed\n",
			map[string]any{"to": []any{"x", "q", "z"}},
			"to: [ # open\n  x, # first\n  q, z, # third\n] # closed\n",
		},
		"inside a value of another type": {
			"to: # who\n  # above\n  - x # beside\nmax: 1\n",
			map[string]any{"to": "y", "max": int64(1)},
			"to: y # who\nmax: 1\n",
		},
		"on a replaced entry": {
			"to: # who\n  # first\n  - {group: Security}\n  # second\n  - x # beside\n",
			map[string]any{"to": []any{map[string]any{"group": "Audit"}, "x"}},
			"to: # who\n  - group: Audit\n  # second\n  - x # beside\n",
		},
		"a folded text": {
			"text: > # why\n  one\n  two\n",
			map[string]any{"text": "one\nthree\n"},
			"text: | # why\n  one\n  three\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			indented := func(text string) string {
				return "nodes:\n  - id: a\n    config:\n      " + strings.TrimSuffix(strings.ReplaceAll(text, "\n", "\n      "), "      ")
			}
			def := parsed(t, []byte(indented(test.source)))
			def.Nodes[0].Config = test.config
			if edited := editedYAML(t, []byte(indented(test.source)), def); string(edited) != indented(test.edited) {
				t.Errorf("got\n%s", edited)
			}
		})
	}
}

func TestAJSONDocumentStaysOne(t *testing.T) {
	source := "{\n  \"version\": 2,\n  \"name\": \"a\"\n}\n"
	def := builder.Definition{Version: builder.DefinitionVersion, Name: "b", Title: "B"}
	if edited := editedYAML(t, []byte(source), def); string(edited) != "{\n  \"version\": 2,\n  \"name\": \"b\",\n  \"title\": \"B\"\n}\n" {
		t.Errorf("got\n%s", edited)
	}
}
