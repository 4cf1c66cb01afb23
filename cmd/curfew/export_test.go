package main

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
)

func exporting(t *testing.T) *server {
	t.Helper()
	return serving(t, map[string]answer{
		"GET /automations": list(
			automation("back", "retired", 4, nil), automation("jira", "published", 3, nil),
			automation("same", "published", 2, nil), automation("sketch", "draft", 0, nil),
		),
		"GET /automations/back":            ok(automation("back", "retired", 4, nil)),
		"GET /automations/jira":            ok(automation("jira", "published", 3, nil)),
		"GET /automations/same":            ok(automation("same", "published", 2, nil)),
		"GET /automations/sketch":          ok(automation("sketch", "draft", 0, nil)),
		"GET /automations/back/versions/4": ok(versionOf(4, "name: back\r\n# no end")),
		"GET /automations/jira/versions/3": ok(versionOf(3, drawnAs("jira", "Jira"))),
		"GET /automations/same/versions/2": ok(versionOf(2, drawnAs("same", "Same"))),
	})
}

// files lists what is in the directory, with what it says.
func files(t *testing.T, directory string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(directory)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, entry := range entries {
		text, _ := os.ReadFile(directory + "/" + entry.Name())
		said[entry.Name()] = string(text)
	}
	return said
}

func TestExportIsRefusedAndWritesNothing(t *testing.T) {
	curfew := exporting(t)
	in(t, map[string]string{"d/jira.yaml": "mine", "f": "a file"})
	if err := os.MkdirAll("g/same.yaml", 0o755); err != nil {
		t.Fatal(err)
	}
	for line, test := range map[string]struct {
		code int
		says string
	}{
		"export":                     {exitUsage, "-o names a directory"},
		"export jira same":           {exitUsage, "-o names a directory"},
		"export jira --force":        {exitUsage, "-o names a directory"},
		"export -o d":                {exitRefused, "d/jira.yaml says something else already, so nothing was written: --force replaces it"},
		"export nothing -o d":        {exitNotFound, "There is nothing"},
		"export ../jira":             {exitUsage, `"../jira" is no automation's name`},
		"export sketch":              {exitNotFound, `"sketch" has never been published: there is only a draft of it`},
		"export same sketch -o d":    {exitNotFound, "has never been published"},
		"export same -o f":           {exitUsage, "f/same.yaml is in the way: not a directory"},
		"export same -o g":           {exitUsage, "g/same.yaml is in the way: is a directory"},
		"export same -o g --force":   {exitUsage, "g/same.yaml is in the way"},
		"export jira -o /dev/null/x": {exitUsage, "is in the way: not a directory"},
	} {
		t.Run(line, func(t *testing.T) {
			got := curfew.as(strings.Fields(line)...)
			if got.code != test.code || !strings.Contains(got.err, test.says) || got.out != "" {
				t.Errorf("%+v does not say %q", got, test.says)
			}
		})
	}
	if there := files(t, "d"); len(there) != 1 || there["jira.yaml"] != "mine" {
		t.Errorf("it wrote %v", there)
	}
}

func TestExportWritesNothingOutsideOfItsDirectory(t *testing.T) {
	in(t, nil)
	if err := (exportTo{directory: "d", force: true}).write([]*exported{{Name: "../evil", source: "x"}}); err == nil || !strings.Contains(err.Error(), `"../evil"`) {
		t.Errorf("got %v", err)
	}
	if there := files(t, "."); len(there) != 0 {
		t.Errorf("it wrote %v", there)
	}
}

func TestExportPrintsOneWordForWord(t *testing.T) {
	curfew := exporting(t)
	if got := curfew.as("export", "back"); got.code != exitOK || got.out != "name: back\r\n# no end" {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("export", "back", "--json"); !strings.Contains(got.out, `"plan_hash": "abc"`) {
		t.Errorf("%+v", got)
	}
}

func TestExportWritesWhatIsPublishedWordForWord(t *testing.T) {
	curfew := exporting(t)
	in(t, map[string]string{"there/same.yaml": drawnAs("same", "Same"), "there/jira.yaml": "mine"})
	if got := curfew.as("export", "-o", "new/deep"); got.code != exitOK || got.out != "written    new/deep/jira.yaml, version 3\nwritten    new/deep/same.yaml, version 2\n" {
		t.Errorf("%+v", got)
	}
	if there := files(t, "new/deep"); len(there) != 2 || there["jira.yaml"] != drawnAs("jira", "Jira") {
		t.Errorf("it wrote %v", there)
	}
	got := curfew.as("export", "-o", "there", "--force", "--json")
	var answer struct{ Files []exported }
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil {
		t.Fatal(err)
	}
	want := []exported{{Name: "jira", Version: 3, File: "there/jira.yaml", Written: true}, {Name: "same", Version: 2, File: "there/same.yaml"}}
	if !slices.Equal(answer.Files, want) || files(t, "there")["jira.yaml"] != drawnAs("jira", "Jira") {
		t.Errorf("%+v", answer)
	}
	info, err := os.Stat("there/jira.yaml")
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestExportOfNothingSaysSo(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /automations": {http.StatusOK, map[string]any{"items": []any{}}}})
	in(t, nil)
	if got := curfew.as("export", "-o", "d"); got.code != exitOK || got.out != "Nothing is published.\n" {
		t.Errorf("%+v", got)
	}
}
