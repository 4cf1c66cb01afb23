package api

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestADraftThatCannotBeSavedIsRefused(t *testing.T) {
	s := newStudio(t)
	for name, test := range map[string]struct {
		path, body, code, field string
	}{
		"a name with capitals":  {"/automations/Tools/draft", `{"source":"","rev":0}`, "invalid", "name"},
		"a name with spaces":    {"/automations/a%20b/draft", `{"source":"","rev":0}`, "invalid", "name"},
		"a name that is long":   {"/automations/" + strings.Repeat("a", 61) + "/draft", `{"source":"","rev":0}`, "invalid", "name"},
		"without a rev":         {"/automations/tools/draft", `{"source":""}`, "invalid", "rev"},
		"a rev below nothing":   {"/automations/tools/draft", `{"source":"","rev":-1}`, "invalid", "rev"},
		"without a source":      {"/automations/tools/draft", `{"rev":0}`, "invalid", "source"},
		"a source that is JSON": {"/automations/tools/draft", `{"source":{},"rev":0}`, "invalid", "source"},
		"a control character":   {"/automations/tools/draft", `{"source":"\u0000","rev":0}`, "invalid", "source"},
		"too many characters":   {"/automations/tools/draft", `{"source":"` + strings.Repeat("x", builder.MaxDefinitionBytes+1) + `","rev":0}`, "invalid", "source"},
		"too many bytes":        {"/automations/tools/draft", `{"source":"` + strings.Repeat("ü", builder.MaxDefinitionBytes/2+1) + `","rev":0}`, "too_long", "source"},
		"a rev of nothing":      {"/automations/tools/draft", `{"source":"","rev":7}`, "conflict", "rev"},
		"bytes that are none":   {"/automations/tools/draft", "{\"source\":\"\xff\",\"rev\":0}", "invalid", ""},
		"more than could be":    {"/automations/tools/draft", `{"source":"` + strings.Repeat("x", maxDocument) + `","rev":0}`, "invalid", ""},
	} {
		t.Run(name, func(*testing.T) { s.call("root", "PUT", test.path, test.body).refused(test.code, test.field) })
	}
	s.now().expect(404)
}

// A body may be so large that other operations would not take it.
func TestTheLargestSourceIsSavedHoweverItIsEscaped(t *testing.T) {
	s := newStudio(t)
	source := strings.Repeat("<", builder.MaxDefinitionBytes)
	body := `{"source":"` + strings.Repeat(`\u003c`, builder.MaxDefinitionBytes) + `","rev":0}`
	if answer := s.call("root", "PUT", "/automations/tools/draft", body).expect(200); answer.text("source") != source {
		t.Error("it is not what was sent")
	}
	s.call("root", "POST", "/automations/tools/publish", strings.Repeat(" ", maxBody)+`{"rev":1,"comment":"c"}`).expect(http.StatusRequestEntityTooLarge)
}

func TestADraftIsSavedWhateverIsWrongWithIt(t *testing.T) {
	s := newStudio(t)
	for _, test := range []struct {
		source, code string
		whole        bool
	}{
		{"", "CF001", false},
		{"nodes: [", "CF001", false},
		{"a text", "CF003", false},
		{"version: 1\nname: tools\ntitel: x\n", "CF002", false},
		{"version: 1\nname: other\ntitle: x\n", "CF011", true},
		{unsafe(), "CF401", true},
	} {
		s.saved(test.source)
		answer := s.call("root", "GET", "/automations/tools/draft", nil).expect(200)
		codes := map[string]bool{}
		for i := range answer.count("problems") {
			codes[answer.text("problems", i, "code")] = true
		}
		if answer.text("source") != test.source || !codes[test.code] || (answer.at("definition") != nil) != test.whole {
			t.Errorf("%q: %s", test.source, answer.body)
		}
		s.publish("root", answer.at("rev")).expect(400).refused("invalid", "source")
	}
	if answer := s.call("root", "GET", "/offers", nil); strings.Contains(string(answer.body), "tools") {
		t.Errorf("a draft is offered: %s", answer.body)
	}
}

func TestADraftIsListedForStaffAndOfferedToNobody(t *testing.T) {
	s := newStudio(t)
	s.saved(harmless("Tools"))
	answer := s.call("audrey", "GET", "/automations", nil).expect(200)
	if answer.text("items", 0, "name") != "tools" || answer.text("items", 0, "state") != "draft" || answer.text("items", 0, "title") != "Tools" ||
		answer.text("items", 0, "draft", "updated_by", "name") != "Ruth Root" || answer.at("items", 0, "latest") != nil {
		t.Errorf("%s", answer.body)
	}
	if answer := s.call("ada", "GET", "/offers", nil).expect(200); answer.count("items") != 0 {
		t.Errorf("%s", answer.body)
	}
	s.call("ada", "POST", "/requests", map[string]any{
		"id": strangeID, "automation": "tools", "entitlement": "jira/user", "duration_seconds": 60,
	}).refused("not_visible", "")
}

func TestTwoWhoEditAreTold(t *testing.T) {
	s := newStudio(t)
	rev := s.saved(harmless("Tools"))
	s.save("rosa", harmless("Rosa’s"), rev).expect(200)
	if answer := s.save("root", harmless("Ruth’s"), rev).expect(409).refused("conflict", "rev"); !strings.Contains(answer.text("detail"), "Rosa Diaz") {
		t.Errorf("%s", answer.body)
	}
	s.save("rosa", harmless("Rosa’s"), rev).expect(200) // the answer was lost
	if answer := s.publish("root", rev).refused("conflict", "rev"); !strings.Contains(answer.text("detail"), "Rosa Diaz") {
		t.Errorf("%s", answer.body)
	}
	s.call("root", "DELETE", "/automations/tools/draft?rev=1", nil).refused("conflict", "rev")
	s.expectDid("root draft_saved", "rosa draft_saved", "root save_refused", "root publish_refused", "root discard_refused")
}

func TestOfTwoSavesAtOnceOneIsRefused(t *testing.T) {
	s := newStudio(t)
	rev := s.saved(harmless("Tools"))
	s.as("rosa")
	var group sync.WaitGroup
	statuses := make([]int, 2)
	for i, who := range []string{"root", "rosa"} {
		group.Go(func() { statuses[i] = s.save(who, harmless("By "+who), rev).status })
	}
	group.Wait()
	if statuses[0]+statuses[1] != 200+409 {
		t.Errorf("got %v", statuses)
	}
}

func TestADiscardedDraftIsGone(t *testing.T) {
	s := newStudio(t)
	s.saved(harmless("Tools"))
	s.call("root", "DELETE", "/automations/tools/draft", nil).refused("invalid", "rev")
	s.call("root", "DELETE", "/automations/tools/draft?rev=1", nil).expect(204)
	s.now().expect(404)
	s.call("root", "GET", "/automations/tools/draft", nil).expect(404)
	rev := s.published(harmless("Tools"))
	s.saved(harmless("Edited"))
	answer := s.call("root", "GET", "/automations/tools/draft", nil)
	s.call("root", "DELETE", "/automations/tools/draft?rev="+strings.Trim(string(mustJSON(t, answer.at("rev"))), `"`), nil).expect(204)
	answer = s.call("root", "GET", "/automations/tools/draft", nil).expect(200)
	if answer.text("source") != harmless("Tools") || answer.at("rev") != 0.0 || answer.at("based_on") != 1.0 || answer.at("changed") != false {
		t.Errorf("what there is to edit is not the latest version: %s", answer.body)
	}
	if again := s.saved(harmless("Again")); again.(float64) <= rev.(float64) {
		t.Errorf("the rev went from %v to %v", rev, again)
	}
}

func TestCommentsSurviveAnEditOnTheCanvas(t *testing.T) {
	s := newStudio(t)
	s.saved("# Asked for by Finance.\n" + harmless("Tools"))
	shown := s.call("root", "GET", "/automations/tools/draft", nil).expect(200)
	def, problems := builder.ParseYAML([]byte(shown.text("source")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	def.Title = "Better tools"
	document, err := builder.EncodeJSON(def)
	if err != nil {
		t.Fatal(err)
	}
	body := map[string]any{"source": string(document), "format": "json", "rev": shown.at("rev")}
	saved := s.call("root", "PUT", "/automations/tools/draft", body).expect(200).text("source")
	if !strings.HasPrefix(saved, "# Asked for by Finance.\n") || !strings.Contains(saved, "Better tools") {
		t.Errorf("saved:\n%s", saved)
	}
	body = map[string]any{"source": `{"titel": 1}`, "format": "json", "rev": 2}
	s.call("root", "PUT", "/automations/tools/draft", body).refused("invalid", "source")
}
