package builder_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// mostAllocated is what reading and checking a hostile document may allocate at most:
// a small multiple of the largest document, whatever the document stands for.
const mostAllocated = 800 * builder.MaxDefinitionBytes

// Each of these is small enough to be read, and built to be expensive.
func TestHostileDocumentsAreRefusedWithinTheirMeans(t *testing.T) {
	const most = builder.MaxDefinitionBytes
	fill := func(unit string) string { return strings.Repeat(unit, most/len(unit)) }
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), c-1)
	}
	for name, source := range map[string]string{
		"larger than allowed":   fill("title: x\n") + "title: y\n",
		"a text without end":    `title: "` + strings.Repeat("x", most-8),
		"an alias bomb":         bomb,
		"lists in lists":        fill("["),
		"objects in objects":    fill("{a: "),
		"dashes":                fill("- "),
		"question marks":        fill("? "),
		"questions in lists":    fill("[? "),
		"colons":                fill(": "),
		"anchors":               fill("&a "),
		"tags":                  fill("!a "),
		"documents":             fill("--- \n"),
		"directives":            fill("%TAG ! a\n"),
		"comments":              fill("#\n"),
		"comments in lists":     "a:\n" + strings.Repeat(" - x #\n #\n", most/12),
		"many fields":           strings.Repeat("abc: 1\n", most/7),
		"quotes":                fill(`"a"`),
		"long key":              strings.Repeat("k", most-4) + ": 1",
		"deep indentation":      deepYAML(400),
		"carriage returns":      fill("a: b\r"),
		"wrong bytes":           fill("\xff\xfe"),
		"zero bytes":            fill("\x00"),
		"zero bytes in a text":  `{"title": "` + strings.Repeat(`\u0000`, most/7) + `"}`,
		"the same key always":   "{" + strings.Repeat(`"a":1,`, most/7) + `"a":1}`,
		"many unknown nodes":    "nodes:\n" + strings.Repeat(" - {}\n", most/8),
		"many wrong entries":    "nodes: [{id: a, kind: request, config: {entitlements: [" + strings.Repeat("1,", most/2-60) + "]}}]",
		"many edges":            "edges:\n" + strings.Repeat(" - {from: a, to: b}\n", most/24),
		"many calendars":        "calendars:\n" + manyNames(" c%d: {zone: UTC}\n", most/24),
		"many hours":            "calendars: {office: {zone: UTC, open: [" + strings.Repeat("{days: [MO], from: '08:00', to: '09:00'},", most/44) + "]}}",
		"many holidays":         "calendars: {office: {zone: UTC, holidays: [" + strings.Repeat("'2027-01-01',", most/15) + "]}}",
		"many questions":        "nodes: [{id: a, kind: request, config: {questions: [" + strings.Repeat("{id: q, type: text},", most/24) + "]}}]",
		"many costly questions": "version: 2\nnodes: [{id: a, kind: request, config: {questions: [" + manyNames("{id: q%d, type: text, when: 'requester.groups.all(a, a.size() > 1)'},", 2500) + "]}}]",
		"many conditions":       "nodes:\n" + manyNames(" - {id: n%d, kind: condition, config: {branches: [{port: a, when: 'answers.x == requester'}]}}\n", 200),
		"many forms in a ring":  manyForms(180),
	} {
		t.Run(name, func(t *testing.T) {
			for format, parse := range map[string]func([]byte) (builder.Definition, []builder.Problem){"YAML": builder.ParseYAML, "JSON": builder.ParseJSON} {
				var problems []builder.Problem
				allocated := allocatedBy(func() {
					def, found := parse([]byte(source))
					problems = append(found, builder.Check(def, company())...)
				})
				if allocated > mostAllocated {
					t.Errorf("%s allocated %d MiB", format, allocated>>20)
				}
				if !builder.HasErrors(problems) || len(problems) > 1000 {
					t.Errorf("%s has %d problems with it", format, len(problems))
				}
			}
		})
	}
}

// What is too large is not even looked at: nothing of its size is allocated.
func TestAGigabyteIsRefusedUnread(t *testing.T) {
	source := make([]byte, 1<<30) // never touched, so never really there
	for format, parse := range map[string]func([]byte) (builder.Definition, []builder.Problem){"YAML": builder.ParseYAML, "JSON": builder.ParseJSON} {
		var problems []builder.Problem
		allocated := allocatedBy(func() { _, problems = parse(source) })
		if allocated > 1<<20 || len(problems) != 1 || problems[0].Code != builder.CodeUnreadable {
			t.Errorf("%s allocated %d bytes and says %+v", format, allocated, problems)
		}
	}
}

// allocatedBy is how many bytes a function allocates in all, whether they are freed
// again or not.
func allocatedBy(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func manyNames(pattern string, count int) string {
	var out strings.Builder
	for i := range count {
		fmt.Fprintf(&out, pattern, i)
	}
	return out.String()
}

// manyForms ask and ask again, each after all others.
func manyForms(count int) string {
	var nodes, edges strings.Builder
	for i := range count {
		fmt.Fprintf(&nodes, " - {id: n%d, kind: questions, config: {to: [requester], timeout: 1h, questions: [{id: q%d, label: Q, type: text, when: 'answers.q%d == answers.q%d'}]}}\n", i, i, (i+1)%count, (i+7)%count)
		fmt.Fprintf(&edges, " - {from: n%d.answered, to: n%d}\n - {from: n%d.timed_out, to: n%d}\n", i, (i+1)%count, i, (i+3)%count)
	}
	return "version: 2\nname: ring\ntitle: Ring\nnodes:\n - {id: ask, kind: request, config: {}}\n" + nodes.String() + "edges:\n - {from: ask, to: n0}\n" + edges.String()
}

func deepYAML(levels int) string {
	var out strings.Builder
	for i := range levels {
		out.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return out.String()
}
