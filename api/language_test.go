package api

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestTheCatalogueArrivesWhole(t *testing.T) {
	h := newHouse(t)
	answer := h.call("audrey", "GET", "/language/catalog", nil).expect(200)
	text, err := json.Marshal(builder.Catalog())
	work(t, err)
	var want any
	work(t, json.Unmarshal(text, &want))
	if got := answer.at("kinds"); !reflect.DeepEqual(got, want) {
		t.Errorf("got %s, not %s", answer.body, text)
	}
}

func TestAnEditorGetsTheSchemaWithoutSigningIn(t *testing.T) {
	h := newHouse(t)
	want, err := builder.Schema()
	work(t, err)
	answer := h.call("", "GET", "/language/schema", nil).expect(200)
	if string(answer.body) != string(want) {
		t.Errorf("got %.200s", answer.body)
	}
}

func TestEveryTemplateArrivesWhole(t *testing.T) {
	h := newHouse(t)
	answer := h.call("root", "GET", "/language/templates", nil).expect(200)
	templates, err := builder.Templates()
	work(t, err)
	for i, template := range templates {
		if answer.text("items", i, "name") != template.Name || answer.text("items", i, "source") != template.Source || answer.text("items", i, "when") != template.When {
			t.Errorf("%s: %v", template.Name, answer.at("items", i))
		}
	}
}

func TestACheckSaysEverythingAndKeepsNothing(t *testing.T) {
	h := newHouse(t)
	check := func(source, format string) *reply {
		return h.call("root", "POST", "/language/check", map[string]any{"source": source, "format": format})
	}
	check("x", "toml").refused("invalid", "format")
	if answer := check("{", "json").expect(200); answer.text("problems", 0, "code") != "CF001" || answer.at("definition") != nil || answer.at("yaml") != nil {
		t.Errorf("%s", answer.body)
	}
	if answer := check(unsafe(), "yaml").expect(200); answer.count("problems") == 0 || answer.text("definition", "title") != "Unsafe" {
		t.Errorf("%s", answer.body)
	}
	answer := check(harmless("Tools"), "yaml").expect(200)
	if answer.count("problems") != 0 {
		t.Errorf("%s", answer.body)
	}
	asJSON, err := json.Marshal(answer.at("definition"))
	work(t, err)
	if again := check(string(asJSON), "json").expect(200); again.text("yaml") != answer.text("yaml") || again.count("problems") != 0 {
		t.Errorf("JSON and YAML differ: %s", again.body)
	}
	h.untouched()
	if written := check(answer.text("yaml"), "yaml").expect(200); written.text("yaml") != answer.text("yaml") {
		t.Errorf("what it wrote it reads as %s", written.body)
	}
}
