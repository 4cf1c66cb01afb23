package api

import (
	"strings"
	"testing"
)

func (s *studio) differences(who, from, to string) *reply {
	s.t.Helper()
	return s.call(who, "GET", "/automations/tools/differences?from="+from+"&to="+to, nil)
}

func TestWhatCannotBeComparedIsRefused(t *testing.T) {
	s := newStudio(t)
	s.published(harmless("Tools"))
	s.differences("root", "1", "latest").refused("invalid", "to")
	s.differences("root", "0", "1").refused("invalid", "from")
	s.differences("root", "1", "2").refused("not_found", "")
	s.differences("root", "proposal", "1").refused("not_found", "")
	s.call("root", "GET", "/automations/tools/differences?from=1", nil).refused("invalid", "to")
	s.saved("version: 1\nname: tools\ntitel: Tools\n")
	if answer := s.differences("root", "1", "draft").refused("invalid", "to"); answer.text("problems", 0, "code") != "CF002" {
		t.Errorf("%s", answer.body)
	}
	s.differences("audrey", "1", "draft").refused("forbidden", "to")
}

func TestDifferencesAreSaidInWordsAndByStep(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	s.published(harmless("One"))
	s.published(strings.Replace(harmless("One"), "timeout: 24h", "timeout: 48h", 1))
	if answer := s.differences("audrey", "1", "1").expect(200); answer.count("items") != 0 {
		t.Errorf("%s", answer.body)
	}
	for _, answer := range []*reply{s.differences("audrey", "1", "2").expect(200), s.differences("root", "1", "draft").expect(200)} {
		if answer.count("items") != 1 || answer.text("items", 0, "node") != "lead" || answer.text("items", 0, "change") != "changed" || answer.text("items", 0, "words") == "" ||
			!strings.Contains(answer.text("items", 0, "before"), "24h") || !strings.Contains(answer.text("items", 0, "after"), "48h") {
			t.Errorf("%s", answer.body)
		}
	}
	s.propose("One")
	if answer := s.differences("audrey", "2", "proposal").expect(200); answer.count("items") == 0 {
		t.Errorf("%s", answer.body)
	}
}
