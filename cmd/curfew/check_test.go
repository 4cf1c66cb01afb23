package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var goodFile, _ = filepath.Abs("../../builder/testdata/salesforce-enterprise.yaml")

// damaged is the good document with one thing in it replaced.
func damaged(t *testing.T, from, to string) string {
	t.Helper()
	good, err := os.ReadFile(goodFile)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(good), from) != 1 {
		t.Fatalf("%q is there %d times", from, strings.Count(string(good), from))
	}
	return strings.Replace(string(good), from, to, 1)
}

// in puts files into a directory of their own and makes it the current one.
func in(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// typedInto is typed with something on standard input.
func typedInto(t *testing.T, input io.Reader, attended bool, environ []string, args ...string) said {
	t.Helper()
	var out, stderr strings.Builder
	code := run(t.Context(), args, program{environ: environ, in: input, out: &out, err: &stderr, attended: attended})
	return said{code, out.String(), stderr.String()}
}

func TestCheckSaysWhatIsWrongAndWhere(t *testing.T) {
	const unknown = "a.yaml: 4 names could not be looked up; give --server to check against a running Curfew.\n"
	for name, test := range map[string]struct{ from, to, says, sum string }{
		"a duration": {
			"timeout: 2d", "timeout: tomorrow",
			`a.yaml:41:16: error CF204: "Timeout": "tomorrow" is not a duration: write for instance 30m, 4h or 30d. (step security, timeout)
   41 |       timeout: tomorrow
      |                ^^^^^^^^
`, "The file cannot be published: 1 error.\n",
		},
		"an expression": {
			"answers.records < 100.0", "answers.recrds < 100.0",
			`a.yaml:34:100: error CF304: No form asks a question "recrds". Asked are details, production, purpose, records, ticket. (step who, branches[1].when)
   34 |         - {port: short, when: request.duration <= duration("8h") && has(answers.records) && answers.recrds < 100.0}
      |                                                                                                    ^^^^^^^
`, "The file cannot be published: 1 error.\n",
		},
		"a way around the approval": {
			"{from: who.contractor, to: security}", "{from: who.contractor, to: give}",
			`a.yaml:35:9: error CF110: No path from "ask" leads to "security". Connect it, or delete it. (step security)
   35 |   - id: security
      |         ^^^^^^^^
a.yaml:56:10: error CF401: "give" would be granted without anybody's approval: ask → who → give. Put an approval or an auto_approve on this path, and lead an approval's denied elsewhere. (step give)
   56 |   - {id: give, kind: grant, config: {give_up: 30m}}
      |          ^^^^
      path: ask → who → give
`, "The file cannot be published: 2 errors.\n",
		},
		"a field that is missing": {
			"title: Salesforce Enterprise for a while\n", "",
			"a.yaml:1:1: error CF012: The title is missing. Say in a few words what it gives.\n",
			"The file cannot be published: 1 error.\n",
		},
		"the name of a field": {
			"{give_up: 30m}", "{give_upp: 30m}",
			`a.yaml:56:38: error CF201: "give_upp" is not a field here. Known are give_up, while, ends, outlives, urgent, by_hand, extend, remind_before, tell, late. (step give, give_upp)
   56 |   - {id: give, kind: grant, config: {give_upp: 30m}}
      |                                      ^^^^^^^^
`, "The file cannot be published: 1 error.\n",
		},
		"only a warning": {
			"max: 24h", "max: 20d",
			`a.yaml:25:61: warning CF210: A limit of 20d never has an effect, as the maximum is 14d. Lower or remove it. (step ask, duration.limits[0].max)
   25 |           - {when: subject.employment == "contractor", max: 20d}
      |                                                             ^^^
`, "1 file is good, with 1 warning.\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := damaged(t, test.from, test.to)
			in(t, map[string]string{"a.yaml": text})
			got := typed(t, nil, "check", "a.yaml")
			if want := test.says + unknown + test.sum; got.out != want || got.err != "" {
				t.Errorf("got\n%s%swant\n%s", got.out, got.err, want)
			}
			if want := map[bool]int{true: exitOK, false: exitFailure}[strings.Contains(test.sum, "good")]; got.code != want {
				t.Errorf("code %d, want %d", got.code, want)
			}
		})
	}
}

func TestCheckRefusesWhatItCannotRead(t *testing.T) {
	in(t, map[string]string{"a.txt": "", "empty/readme.md": "", "bad.yaml": "nodes: 1"})
	if err := os.Symlink("nowhere", "broken.yaml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("both", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"both/broken.yaml", "both/other.yaml"} {
		if err := os.Symlink("nowhere", link); err != nil {
			t.Fatal(err)
		}
	}
	for line, says := range map[string]string{
		"check":                                  "curfew check FILE...",
		"check a.txt":                            "a.txt is none of .yaml, .yml and .json",
		"check gone.yaml":                        "there is no gone.yaml",
		"check empty":                            "empty holds no .yaml",
		"check broken.yaml":                      "there is no broken.yaml",
		"check both":                             "curfew: there is no both/broken.yaml\ncurfew: there is no both/other.yaml\n",
		"check bad.yaml --server x":              "--as",
		"check bad.yaml --as a --server ftp://x": "--server",
		"check bad.yaml --strickt":               "--strickt",
	} {
		t.Run(line, func(t *testing.T) {
			got := typed(t, nil, strings.Fields(line)...)
			if got.code != exitUsage || !strings.Contains(got.err, says) {
				t.Errorf("%+v does not say %q", got, says)
			}
		})
	}
}

func TestCheckOfSeveralFilesTellsOfAll(t *testing.T) {
	good := damaged(t, "timeout: 2d", "timeout: 1d")
	in(t, map[string]string{"d/a.yaml": good, "d/b.json": `{"version": 1, "name": 7}`, "d/c/again.yml": good, "d/e.yaml": ""})
	if err := os.Symlink("nowhere", "d/f.yaml"); err != nil {
		t.Fatal(err)
	}
	got := typed(t, nil, "check", "d")
	for _, part := range []string{
		"d/b.json:1:24: error CF003: name has to be a text and is a number.\n    1 | {\"version\": 1, \"name\": 7}\n      |                        ^\n",
		"d/c/again.yml:2:7: error: The name \"salesforce-enterprise\" is that of d/a.yaml already.",
		"d/e.yaml:1:1: error CF001: The document is empty.\n",
		"4 of 5 files cannot be published: 5 errors.\n",
	} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is missing in\n%s", part, got.out)
		}
	}
	if got.code != exitUsage || got.err != "curfew: there is no d/f.yaml\n" {
		t.Errorf("code %d, %q", got.code, got.err)
	}
}

func TestCheckReadsStandardInput(t *testing.T) {
	got := typedInto(t, strings.NewReader("version: 1\ntitel: x"), false, nil, "check", "-")
	if got.code != exitFailure || !strings.HasPrefix(got.out, "standard input:") || !strings.Contains(got.out, "standard input:2:1: error CF002") {
		t.Errorf("%+v", got)
	}
}

func TestCheckFailsOnWarningsOnlyWhenItShould(t *testing.T) {
	warned := damaged(t, "max: 24h", "max: 20d")
	good := damaged(t, "max: 24h", "max: 23h")
	in(t, map[string]string{"warned.yaml": warned, "good.yaml": good})
	for line, code := range map[string]int{
		"check warned.yaml":           exitOK,
		"check warned.yaml --strict":  exitFailure,
		"check good.yaml --strict":    exitOK,
		"check warned.yaml good.yaml": exitFailure, // they have the same name
	} {
		if got := typed(t, nil, strings.Fields(line)...); got.code != code {
			t.Errorf("%s: %+v", line, got)
		}
	}
}

func TestCheckShowsPeopleNoMoreThanTheyRead(t *testing.T) {
	in(t, map[string]string{"a.yaml": "version: 1\n" + strings.Repeat("x: 1\n", 80)})
	got := typed(t, nil, "check", "a.yaml")
	if count := strings.Count(got.out, ": error "); count != mostShown || !strings.Contains(got.out, "a.yaml: and 33 more; --json lists them all.\n") {
		t.Errorf("%d problems\n%s", count, got.out)
	}
}
