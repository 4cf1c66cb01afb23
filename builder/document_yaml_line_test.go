package builder_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// A document that cannot be read is said to break where it does, and not where the
// passage around it began.
func TestWhatCannotBeReadIsNamedByItsLine(t *testing.T) {
	head := "version: 2\nname: x\ntitle: >\n  several\n  lines\n"
	nodes := "nodes:\n  - id: ask\n    kind: request\n    config: {entitlements: [a,\n      b]}\n"
	for name, test := range map[string]struct {
		source string
		line   int
	}{
		"indented too little":       {head + nodes + "   title: Ask\n", 11},
		"a list without an end":     {head + "calendars: [a, b\nnodes: []\n", 6},
		"a text without an end":     {head + "nodes: []\nedges: \"abc\n" + strings.Repeat("# more\n", 100), 7},
		"a tab":                     {head + nodes + "\tedges: []\n", 11},
		"two colons":                {head + nodes + "edges: a: b\n", 11},
		"the very first line":       {"version: [\n", 1},
		"after many passages":       {head + strings.Repeat("# a\n", 500) + nodes + "edges:\n- a\n- b\n c\n- {d\n", 515},
		"a field after a list item": {head + "nodes:\n- a\nb\n", 8},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := builder.ParseYAML([]byte(test.source))
			if len(problems) != 1 || problems[0].Line != test.line {
				t.Errorf("%+v, not line %d", problems, test.line)
			}
		})
	}
}
