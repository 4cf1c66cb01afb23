package document_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

const drawn = `# Orders
version: 1
name: Orders DB
nodes:
  - id: ask
    kind: request
    config:
      entitlements: [orders/read]
      duration: {max: 4h}
      limits:
        - when: "subject.\"nme\" == 1"
          max: 9h
  - {id: lead, kind: aproval, config: {approvers: [{manager: requester}, {person: }], "time.out[0]": 4h}}
  - id: lead
    title: |
      Many
      words
edges:
  - {from: ask, to: lead}
  - from: lead.approved
    to: giv
`

const drawnJSON = `{"version": 1,
 "name": "é", "nodes": [
	{"id": "ask", "config": {"visible": "a\"\u00e9\ud83d\ude00 == \n1", "max" : 4.5}},
	{"id": "lead", "quorum": {"a": [true, {"b": null}]}}
 ]}`

// underlined is what the place of a problem covers, after its line's number.
func underlined(t *testing.T, format document.Format, text string, problem builder.Problem) string {
	t.Helper()
	r := document.NewIndex(document.Source{Format: format, Text: []byte(text)}).Locate(problem)
	if r.Line == 0 {
		return ""
	}
	if r.EndLine != r.Line {
		t.Fatalf("%+v goes over several lines", r)
	}
	return string([]rune(strings.Split(text, "\n")[r.Line-1])[r.Column-1 : r.EndColumn-1])
}

func TestAProblemIsShownWhereItIs(t *testing.T) {
	for name, test := range map[string]struct {
		problem builder.Problem
		shows   string
	}{
		"a field of the document":           {builder.Problem{Code: builder.CodeName, Field: "name"}, "Orders DB"},
		"a field that is missing":           {builder.Problem{Code: builder.CodeTitle, Field: "title"}, ""},
		"the whole":                         {builder.Problem{Code: builder.CodeUngranted}, ""},
		"all steps":                         {builder.Problem{Code: builder.CodeRequestCount, Field: "nodes"}, "nodes"},
		"a step":                            {builder.Problem{Code: builder.CodeUnreachable, Node: "ask"}, "ask"},
		"a step on one line":                {builder.Problem{Code: builder.CodeUnreachable, Node: "lead"}, "lead"},
		"a step that is not there":          {builder.Problem{Code: builder.CodeUnreachable, Node: "gone"}, ""},
		"a step by its number":              {builder.Problem{Code: builder.CodeRepeatedID, Node: "lead", Field: "nodes[2].id"}, "lead"},
		"the kind of a step":                {builder.Problem{Code: builder.CodeUnknownKind, Node: "lead", Field: "kind"}, "aproval"},
		"a text of many lines":              {builder.Problem{Code: builder.CodeTooMuch, Field: "nodes[2].title"}, "title"},
		"a value within a list":             {builder.Problem{Code: builder.CodeUnknownEntitlement, Node: "ask", Field: "entitlements[0]"}, "orders/read"},
		"a value within an object":          {builder.Problem{Code: builder.CodeAboveEntitlement, Node: "ask", Field: "duration.max"}, "4h"},
		"a value that is missing there":     {builder.Problem{Code: builder.CodeConfigMissing, Node: "ask", Field: "duration.default"}, "duration"},
		"a value that is missing at all":    {builder.Problem{Code: builder.CodeConfigMissing, Node: "ask", Field: "questions"}, "config"},
		"an item that is not there":         {builder.Problem{Code: builder.CodeConfigMissing, Node: "ask", Field: "entitlements[7].x"}, "entitlements"},
		"an item with an absurd number":     {builder.Problem{Code: builder.CodeConfigMissing, Node: "ask", Field: "entitlements[99999999999999999999]"}, "entitlements"},
		"an entry":                          {builder.Problem{Code: builder.CodeConfigShape, Node: "lead", Field: "approvers[0]"}, "{manager: requester}"},
		"a value that is not written":       {builder.Problem{Code: builder.CodeConfigShape, Node: "lead", Field: "approvers[1].person"}, "person"},
		"the name of an unknown field":      {builder.Problem{Code: builder.CodeConfigUnknown, Node: "lead", Field: "time.out[0]"}, `"time.out[0]"`},
		"a connection on one line":          {builder.Problem{Code: builder.CodePortTwice, Node: "ask", Field: "edges[0]"}, "{from: ask, to: lead}"},
		"the end of a connection":           {builder.Problem{Code: builder.CodeUnknownStep, Field: "edges[1].to"}, "giv"},
		"a place within an expression":      {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "limits[0].when", Line: 1, Column: 15}, "=="},
		"a name within an expression":       {builder.Problem{Code: builder.CodeUnknownGroup, Node: "ask", Field: "limits[0].when", Line: 1, Column: 1}, "subject"},
		"a place that no expression has":    {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "limits[0].when", Line: 7, Column: 1}, `"subject.\"nme\" == 1"`},
		"a place behind the end of one":     {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "limits[0].when", Line: 1, Column: 99}, "1"},
		"a place within what is no text":    {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "entitlements", Line: 1, Column: 1}, "[orders/read]"},
		"a code from a newer release":       {builder.Problem{Code: "CF999", Node: "ask", Field: "duration.max"}, "4h"},
		"a place that the reader has named": {builder.Problem{Code: builder.CodeUnreadable, Line: 3, Column: 7}, "Orders DB"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := underlined(t, document.YAML, drawn, test.problem); got != test.shows {
				t.Errorf("%q is underlined, want %q", got, test.shows)
			}
		})
	}
}

func TestAProblemIsShownWhereItIsInJSON(t *testing.T) {
	for name, test := range map[string]struct {
		problem builder.Problem
		shows   string
	}{
		"a field":                      {builder.Problem{Code: builder.CodeName, Field: "name"}, `"é"`},
		"a step":                       {builder.Problem{Code: builder.CodeUnreachable, Node: "lead"}, `"lead"`},
		"a number":                     {builder.Problem{Code: builder.CodeOutOfBounds, Node: "ask", Field: "max"}, "4.5"},
		"the name of an unknown field": {builder.Problem{Code: builder.CodeUnknownField, Field: "nodes[1].quorum"}, `"quorum"`},
		"what is nested":               {builder.Problem{Code: builder.CodeWrongShape, Field: "nodes[1].quorum.a[1].b"}, "null"},
		"a list":                       {builder.Problem{Code: builder.CodeWrongShape, Field: "nodes[1].quorum.a"}, `[true, {"b": null}]`},
		"a place behind escapes":       {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "visible", Line: 1, Column: 6}, "=="},
		"a place on its second line":   {builder.Problem{Code: builder.CodeExpression, Node: "ask", Field: "visible", Line: 2, Column: 1}, "1"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := underlined(t, document.JSON, drawnJSON, test.problem); got != test.shows {
				t.Errorf("%q is underlined, want %q", got, test.shows)
			}
		})
	}
}

// In whichever way an expression may be written, its mistake is underlined.
func TestTheMistakeInAnExpressionIsUnderlinedHoweverItIsWritten(t *testing.T) {
	for name, written := range map[string]string{
		"plain":                  `subject.x == "é" && wrong`,
		"single quotes":          `'subject.x == ''é'' && wrong'`,
		"double quotes":          `"  subject.x == \"\u00e9\" && wrong"`,
		"double quotes and more": `"subject.x\x20== \t\"\u00e9\"\n\_&& wrong"`,
		"over lines":             "subject.x\n        == \"é\" &&\n\n        wrong",
		"over lines in quotes":   "\"subject.x == \\\n        'é' && \\\n        wrong\"",
		"a block":                "|  # why\n\n        subject.x == \"é\"\n          && wrong\n",
		"a folded block":         ">-\n        subject.x == \"é\"\n        && wrong\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := "name: x\nnodes:\n  - id: ask\n    config:\n      when: " + written + "\n      after: wrong\n"
			def, problems := builder.ParseYAML([]byte(text))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			expression := strings.TrimSpace(def.Nodes[0].Config["when"].(string))
			before, _, _ := strings.Cut(expression, "wrong")
			lines := strings.Split(before, "\n")
			problem := builder.Problem{
				Code: builder.CodeExpression, Node: "ask", Field: "when",
				Line: len(lines), Column: len([]rune(lines[len(lines)-1])) + 1,
			}
			if got := underlined(t, document.YAML, text, problem); got != "wrong" {
				t.Errorf("%q is underlined", got)
			}
			if line := document.NewIndex(document.Source{Format: document.YAML, Text: []byte(text)}).Locate(problem).Line; line > strings.Count(text, "\n")-1 {
				t.Errorf("on line %d, behind the expression", line)
			}
		})
	}
}

// What builder itself finds is underlined, also where it names the place.
func TestWhatTheReaderRefusesIsUnderlined(t *testing.T) {
	for name, test := range map[string]struct {
		format document.Format
		text   string
		shows  []string
	}{
		"an unknown field":           {document.YAML, "version: 1\ntitel: x", []string{"titel"}},
		"an unknown field in JSON":   {document.JSON, `{"titel": {"a": 1}}`, []string{`"titel"`}},
		"a field that is repeated":   {document.YAML, "name: a\nname: b\nnodes: []\nname:\n  x: 1\nlayout: {name: {x: 1, x: 2}}", []string{"name", "name", "x"}},
		"a repeated one in JSON":     {document.JSON, "{\"name\": \"a\",\n\"name\":\"b\"}", []string{`"name"`}},
		"another type":               {document.YAML, "nodes: 日本", []string{"日本"}},
		"an anchor":                  {document.YAML, "name: x\ntitle: &a y", []string{"&"}},
		"a second document":          {document.YAML, "name: x\n---\nname: y", []string{"-"}},
		"what is not closed":         {document.JSON, `{"name": `, []string{":"}},
		"an object as the name":      {document.JSON, `{"name": {}}`, []string{"{}"}},
		"control characters":         {document.YAML, "name: \"\\x07 a\"", []string{`"\x07 a"`}},
		"lines that end as Mac's":    {document.YAML, "version: 1\rtitel: x", nil},
		"lines that end as Windows'": {document.YAML, "version: 1\r\ntitel: x", []string{"titel"}},
	} {
		t.Run(name, func(t *testing.T) {
			source := document.Source{Format: test.format, Text: []byte(test.text)}
			_, problems := source.Parse()
			if len(problems) == 0 {
				t.Fatal("nothing is wrong with it")
			}
			for i, shows := range test.shows {
				if got := underlined(t, test.format, test.text, problems[i]); got != shows {
					t.Errorf("%q is underlined of %s, want %q", got, problems[i].Message, shows)
				}
			}
		})
	}
}

func TestOfWhatIsWrittenSeveralTimesEachIsShown(t *testing.T) {
	for format, text := range map[document.Format]string{
		document.YAML: "name: a\nname: b\nname:\n  x: 1\n",
		document.JSON: "{\"name\": \"a\",\n\"name\": \"b\",\n\"name\": {\"x\": 1}}",
	} {
		source := document.Source{Format: format, Text: []byte(text)}
		_, problems := source.Parse()
		var lines []int
		for _, finding := range document.NewIndex(source).Findings(problems) {
			lines = append(lines, finding.Line)
		}
		if !slices.Equal(lines, []int{2, 3}) {
			t.Errorf("%s: on lines %v", format, lines)
		}
	}
}

func FuzzNoDocumentAndNoProblemBreaksTheIndex(f *testing.F) {
	f.Add([]byte(drawn), true, "CF301", "ask", "limits[0].when", 1, 15)
	f.Add([]byte(drawnJSON), false, "CF004", "ask", "nodes[0].id", 3, 4)
	f.Add([]byte("\uFEFFa: \"\\"), true, "CF001", "", "", 1, 9)
	f.Add([]byte("a: 'b\n"), true, "CF001", "", "a[", -1, -1)
	f.Add([]byte("{\xff"), false, "CF001", "", "[0]", 1, 1)
	f.Add([]byte("a: |\n  \u2028b\r\rc: \x00"), true, "CF305", "", "a", 2, 1)
	f.Fuzz(func(t *testing.T, text []byte, yaml bool, code, node, field string, line, column int) {
		source := document.Source{Name: "fuzzed", Format: document.JSON, Text: text}
		if yaml {
			source.Format = document.YAML
		}
		index := document.NewIndex(source)
		_, found := source.Parse()
		found = append(found, builder.Problem{Code: builder.Code(code), Node: node, Field: field, Line: line, Column: column})
		for _, finding := range index.Findings(found) {
			if finding.EndLine < finding.Line || finding.EndLine == finding.Line && finding.EndColumn < finding.Column {
				t.Fatalf("the range of %+v ends before it begins", finding)
			}
			index.Excerpt(finding.Range)
		}
	})
}
