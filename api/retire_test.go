package api

import "testing"

func (s *studio) retire(who string) *reply {
	s.t.Helper()
	return s.call(who, "POST", "/automations/tools/retire", map[string]any{"comment": "Nobody needs it"})
}

func TestOnlyWhatIsPublishedIsRetired(t *testing.T) {
	s := newStudio(t)
	s.retire("root").refused("not_found", "")
	s.saved(harmless("Tools"))
	s.retire("root").refused("conflict", "")
	s.call("root", "POST", "/automations/tools/bring-back", map[string]any{}).refused("conflict", "")
	s.call("root", "POST", "/automations/tools/retire", map[string]any{"comment": " "}).refused("invalid", "comment")
	s.expectDid("root retire_refused", "root draft_saved", "root retire_refused", "root bring_back_refused")
}

func TestNobodyAsksByARetiredAutomation(t *testing.T) {
	s := newStudio(t)
	s.published(harmless("Tools"))
	ask := map[string]any{"id": strangeID, "automation": "tools", "entitlement": "jira/user", "duration_seconds": 60}
	for range 2 { // the second time changes nothing
		answer := s.retire("root").expect(200)
		if answer.text("state") != "retired" || answer.text("retired", "comment") != "Nobody needs it" || answer.text("retired", "by", "name") != "Ruth Root" {
			t.Errorf("%s", answer.body)
		}
	}
	if offers := s.call("ada", "GET", "/offers", nil).expect(200); offers.count("items") != 0 {
		t.Errorf("%s", offers.body)
	}
	s.call("ada", "POST", "/requests", ask).refused("not_visible", "")
	for range 2 {
		if answer := s.call("rosa", "POST", "/automations/tools/bring-back", map[string]any{}).expect(200); answer.text("state") != "published" || answer.at("retired") != nil {
			t.Errorf("%s", answer.body)
		}
	}
	s.call("ada", "POST", "/requests", ask).expect(201)
	s.expectDid("root draft_saved", "root published", "root retired", "rosa brought_back")
}

func TestPublishingBringsARetiredAutomationBack(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	rev := s.published(harmless("Tools"))
	s.retire("root").expect(200)
	if answer := s.publish("root", rev).expect(200); answer.text("outcome") != "published" || answer.text("automation", "state") != "published" ||
		answer.at("automation", "latest", "version") != 1.0 {
		t.Errorf("%s", answer.body)
	}
	hash := s.propose("Risky")
	s.retire("root").expect(200)
	s.confirm("rosa", hash).refused("not_found", "") // it is from before the retirement
	hash = s.propose("Risky")
	if answer := s.now(); answer.text("state") != "retired" {
		t.Errorf("a proposal alone brings it back: %s", answer.body)
	}
	if answer := s.confirm("rosa", hash).expect(200); answer.text("automation", "state") != "published" {
		t.Errorf("%s", answer.body)
	}
}
