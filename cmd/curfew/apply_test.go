package main

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// applying serves what every apply reads: good checks, who I am (Ada), and these
// automations.
func applying(t *testing.T, automations []any, more map[string]answer) *server {
	t.Helper()
	answers := map[string]answer{
		"POST /language/check": ok(map[string]any{"problems": []any{}}),
		"GET /session":         ok(map[string]any{"person": card("ada.lindqvist", "Ada Lindqvist"), "roles": []string{"admin"}}),
		"GET /automations":     list(automations...),
	}
	maps.Copy(answers, more)
	return serving(t, answers)
}

// written lists the calls that change something, without what they send.
func (s *server) written() []string {
	var calls []string
	for _, call := range s.called() {
		method, rest, _ := strings.Cut(call, " ")
		path, _, _ := strings.Cut(rest, " ")
		if method != "GET" && path != "/language/check" {
			calls = append(calls, method+" "+path)
		}
	}
	return calls
}

// world serves one automation of each sort; the files are d/.
func world(t *testing.T) *server {
	t.Helper()
	in(t, map[string]string{
		"d/new.yaml":       drawnAs("newly", "New"),
		"d/jira.yaml":      drawnAs("jira", "After"),
		"d/same.yaml":      drawnAs("same", "Same"),
		"d/spaced.yaml":    drawnAs("spaced", "Same") + "# A comment\n",
		"d/back.yaml":      drawnAs("back", "Back"),
		"d/waiting.yaml":   drawnAs("waiting", "Waiting"),
		"d/unfinished.yml": drawnAs("unfinished", "Begun"),
	})
	waiting := drawnAs("waiting", "Waiting")
	return applying(t, []any{
		automation("jira", "published", 3, map[string]any{"draft": draftCard(5, false, author("a", "A"))}),
		automation("same", "published", 2, map[string]any{"draft": draftCard(9, true, author("tomas.berg", "Tomas Berg"))}),
		automation("spaced", "published", 1, nil),
		automation("back", "retired", 4, map[string]any{"retired": map[string]any{"at": "2026-01-01T00:00:00Z", "by": author("a", "A"), "comment": "x"}}),
		automation("waiting", "draft", 0, map[string]any{"draft": draftCard(1, true, author("b", "B")), "proposal": proposalCard(builder.Hash([]byte(waiting)), author("b", "B"))}),
		automation("unfinished", "draft", 0, map[string]any{"draft": draftCard(6, true, author("b", "B"))}),
		automation("old", "published", 8, nil),
		automation("older", "retired", 8, nil),
		automation("sketch", "draft", 0, map[string]any{"draft": draftCard(1, true, author("b", "B"))}),
	}, map[string]answer{
		"GET /automations/jira/versions/3":     ok(versionOf(3, drawnAs("jira", "Before"))),
		"GET /automations/same/versions/2":     ok(versionOf(2, drawnAs("same", "Same"))),
		"GET /automations/spaced/versions/1":   ok(versionOf(1, drawnAs("spaced", "Same"))),
		"GET /automations/back/versions/4":     ok(versionOf(4, drawnAs("back", "Back"))),
		"GET /automations/unfinished/draft":    ok(draft("unfinished", drawnAs("unfinished", "Begun"), 6)),
		"PUT /automations/newly/draft":         ok(draft("newly", drawnAs("newly", "New"), 1)),
		"PUT /automations/jira/draft":          ok(draft("jira", drawnAs("jira", "After"), 6)),
		"PUT /automations/spaced/draft":        ok(draft("spaced", "x", 1)),
		"POST /automations/newly/publish":      {http.StatusAccepted, publication("proposed", automation("newly", "draft", 0, nil))},
		"POST /automations/jira/publish":       ok(publication("published", automation("jira", "published", 4, nil))),
		"POST /automations/spaced/publish":     ok(publication("unchanged", automation("spaced", "published", 1, nil))),
		"POST /automations/unfinished/publish": ok(publication("published", automation("unfinished", "published", 1, nil))),
		"POST /automations/back/bring-back":    ok(automation("back", "published", 4, nil)),
		"POST /automations/old/retire":         ok(automation("old", "retired", 8, nil)),
	})
}

// titleChanged is how builder says it.
var titleChanged = builder.Differences(builder.Definition{Title: "Before"}, builder.Definition{Title: "After"})[0].Words

var planned = `offered     back again, as version 4
changed     jira since version 3
              - ` + titleChanged + `
new         newly
unchanged   same
changed     spaced since version 1
              - Only how it is written: comments, spacing or order.
new         unfinished
proposed    waiting already; another admin has to confirm it
`

func TestApplyShowsWhatItWouldDo(t *testing.T) {
	curfew := world(t)
	got := curfew.as("apply", "-f", "d", "--dry-run")
	want := planned + `Published and in none of these files: old. They stay as they are.
2 new, 2 changed, 1 to be offered again, 1 waiting for a second admin, 1 unchanged. Nothing was changed, as this is a dry run.
`
	if got.code != exitOK || got.out != want || got.err != "" {
		t.Errorf("code %d, %s\ngot\n%s\nwant\n%s", got.code, got.err, got.out, want)
	}
	if got := curfew.as("apply", "-f", "d", "--dry-run", "--exit-code", "--prune"); got.code != exitChanges || !strings.Contains(got.out, "retired     old, as no file describes it; version 8 is the last\n") {
		t.Errorf("%+v", got)
	}
	if calls := curfew.written(); len(calls) != 0 {
		t.Errorf("it did %v", calls)
	}
}

func TestApplyDoesWhatItShows(t *testing.T) {
	curfew := world(t)
	got := curfew.as("apply", "-f", "d", "--yes", "--prune", "--comment", " Release 12 ")
	want := `back: it is offered again.
jira: version 4 is published.
newly: it is proposed. Another admin has to confirm it before anybody can ask by it.
spaced: it was published already.
unfinished: version 1 is published.
old: it is retired. What runs goes on.
`
	if got.code != exitOK || !strings.HasSuffix(got.out, want) || got.err != "" {
		t.Errorf("%+v", got)
	}
	calls := []string{
		"POST /automations/back/bring-back",
		"PUT /automations/jira/draft", "POST /automations/jira/publish",
		"PUT /automations/newly/draft", "POST /automations/newly/publish",
		"PUT /automations/spaced/draft", "POST /automations/spaced/publish",
		"POST /automations/unfinished/publish", // saved already, by an apply that was stopped
		"POST /automations/old/retire",
	}
	if did := curfew.written(); !slices.Equal(did, calls) {
		t.Errorf("it did %v", did)
	}
	for _, part := range []string{`{"rev":5,"source":"version: 1\nname: jira\n`, `{"comment":"Release 12","rev":6}`, `{"comment":"Release 12"}`} {
		if all := strings.Join(curfew.called(), "\n"); !strings.Contains(all, part) {
			t.Errorf("%s was not sent", part)
		}
	}
}

func TestApplyWithNothingToDoAsksNobody(t *testing.T) {
	curfew := applying(t, []any{automation("jira", "published", 3, nil)}, map[string]answer{"GET /automations/jira/versions/3": ok(versionOf(3, drawnAs("jira", "Same")))})
	in(t, map[string]string{"jira.yaml": drawnAs("jira", "Same")})
	got := typedInto(t, nil, true, []string{"CURFEW_SERVER=" + curfew.http.URL, "CURFEW_TOKEN=t"}, "apply", "-f", "jira.yaml")
	if got.code != exitOK || got.out != "unchanged   jira\n1 unchanged. There is nothing to do.\n" || got.err != "" {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("apply", "-f", "jira.yaml", "--dry-run", "--exit-code"); got.code != exitOK {
		t.Errorf("%+v", got)
	}
}

func TestApplyTakesOnlyAYesForOne(t *testing.T) {
	for answered, code := range map[string]int{"": exitFailure, "no\n": exitFailure, "y\n": exitFailure, "yes": exitOK, "yes\n": exitOK} {
		t.Run(answered, func(t *testing.T) {
			curfew := world(t)
			got := typedInto(t, strings.NewReader(answered), true, []string{"CURFEW_SERVER=" + curfew.http.URL, "CURFEW_TOKEN=t"}, "apply", "-f", "d/jira.yaml")
			if got.code != code || !strings.HasPrefix(got.err, "Do this? Only yes does it: ") {
				t.Errorf("%+v", got)
			}
			if did := len(curfew.written()) > 0; did != (code == exitOK) || did == strings.Contains(got.err, "Nothing was changed.") {
				t.Errorf("%v, %s", curfew.written(), got.err)
			}
		})
	}
}

func TestApplyThatIsInterruptedWhileItAsksDoesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	silent, quiet := io.Pipe()
	t.Cleanup(func() { _ = quiet.Close() })
	if (program{in: silent, err: io.Discard}).confirmed(ctx) {
		t.Error("it was taken for a yes")
	}
}

func TestApplySavesJSONAsYAML(t *testing.T) {
	def, _ := builder.ParseYAML([]byte(drawnAs("jira", "After")))
	encoded, err := builder.EncodeJSON(def)
	if err != nil {
		t.Fatal(err)
	}
	curfew := world(t)
	in(t, map[string]string{"jira.json": string(encoded)})
	got := curfew.as("apply", "-f", "jira.json", "--yes")
	if calls := strings.Join(curfew.called(), "\n"); got.code != exitOK || !strings.Contains(calls, `"source":"version: 2\nname: jira\n`) || !strings.Contains(calls, `"format":"json"`) {
		t.Errorf("%+v, %s", got, calls)
	}
}

func TestApplyForcedReplacesWhatIsNotPublished(t *testing.T) {
	theirs := author("tomas.berg", "Tomas Berg")
	curfew := applying(t,
		[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, theirs), "proposal": proposalCard(strings.Repeat("0", 64), theirs)})},
		map[string]answer{
			"GET /automations/jira/versions/3": ok(versionOf(3, drawnAs("jira", "Before"))),
			"GET /automations/jira/draft":      ok(draft("jira", "name: jira", 7)),
			"PUT /automations/jira/draft":      ok(draft("jira", drawnAs("jira", "After"), 8)),
			"POST /automations/jira/publish":   ok(publication("published", automation("jira", "published", 4, nil))),
		})
	in(t, map[string]string{"jira.yaml": drawnAs("jira", "After")})
	got := curfew.as("apply", "-f", "jira.yaml", "--yes", "--force")
	if got.code != exitOK || !strings.HasSuffix(got.out, "jira: version 4 is published.\n") {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `"rev":7`) || !strings.Contains(calls, `{"comment":"Applied from jira.yaml","rev":8}`) {
		t.Errorf("%s", calls)
	}
}

func TestApplyReplacesWhatIProposedMyself(t *testing.T) {
	mine, earlier := author("ada.lindqvist", "Ada Lindqvist"), drawnAs("jira", "Earlier")
	curfew := applying(t,
		[]any{automation("jira", "draft", 0, map[string]any{"draft": draftCard(7, true, mine), "proposal": proposalCard(builder.Hash([]byte(earlier)), mine)})},
		map[string]answer{
			"GET /automations/jira/draft":    ok(draft("jira", earlier, 7)),
			"PUT /automations/jira/draft":    ok(draft("jira", drawnAs("jira", "After"), 8)),
			"POST /automations/jira/publish": {http.StatusAccepted, publication("proposed", automation("jira", "draft", 0, nil))},
		})
	in(t, map[string]string{"jira.yaml": drawnAs("jira", "After")})
	if got := curfew.as("apply", "-f", "jira.yaml", "--yes"); got.code != exitOK || !strings.Contains(got.out, "jira: it is proposed. Another admin has to confirm it") {
		t.Errorf("%+v", got)
	}
}
