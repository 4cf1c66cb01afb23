package api

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func (s *studio) confirm(who, hash string) *reply {
	s.t.Helper()
	return s.call(who, "POST", "/automations/tools/proposal/confirm", map[string]any{"hash": hash, "comment": "Looked at it"})
}

// propose saves what is of high risk and publishes it as Ruth, which proposes it.
func (s *studio) propose(title string) string {
	s.t.Helper()
	answer := s.publish("root", s.saved(risky(title))).expect(202)
	if answer.text("outcome") != "proposed" || answer.text("automation", "proposal", "hash") != builder.Hash([]byte(risky(title))) {
		s.t.Fatalf("%s", answer.body)
	}
	return answer.text("automation", "proposal", "hash")
}

func TestOnlyHighRiskNeedsASecondAdmin(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	if answer := s.publish("root", s.saved(harmless("Tools"))).expect(200); answer.text("outcome") != "published" {
		t.Errorf("%s", answer.body)
	}
	without := newStudio(t)
	if answer := without.publish("root", without.saved(risky("Tools"))).expect(200); answer.text("outcome") != "published" {
		t.Errorf("%s", answer.body)
	}
}

func TestNobodyConfirmsTheirOwnProposal(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	s.confirm("rosa", anyHash).refused("not_found", "")
	hash := s.propose("Tools")
	s.confirm("root", hash).expect(403).refused("own_request", "")
	s.confirm("audrey", hash).refused("forbidden", "")
	s.confirm("rosa", anyHash).refused("conflict", "hash")
	s.confirm("rosa", "0").refused("invalid", "hash")
	if answer := s.now(); answer.text("state") != "draft" || answer.at("proposal", "may_confirm") != false {
		t.Errorf("%s", answer.body)
	}
	if offers := s.call("ada", "GET", "/offers", nil); offers.count("items") != 0 {
		t.Errorf("what is only proposed is offered: %s", offers.body)
	}
	s.expectDid("rosa confirm_refused", "root draft_saved", "root proposed", "root confirm_refused", "audrey confirm_refused", "rosa confirm_refused")
}

func TestASecondAdminPublishesExactlyWhatWasProposed(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	hash := s.propose("Proposed")
	s.saved(risky("Edited since"))
	shown := s.call("rosa", "GET", "/automations/tools/proposal", nil).expect(200)
	if shown.text("source") != risky("Proposed") || shown.text("definition", "title") != "Proposed" || shown.at("proposal", "may_confirm") != true ||
		shown.text("proposal", "proposed_by", "name") != "Ruth Root" {
		t.Errorf("%s", shown.body)
	}
	answer := s.confirm("rosa", hash).expect(200)
	if answer.text("outcome") != "published" || answer.text("automation", "latest", "title") != "Proposed" || answer.at("automation", "proposal") != nil ||
		answer.text("automation", "latest", "published_by", "person_id") != "root" || answer.text("automation", "latest", "confirmed_by", "person_id") != "rosa" ||
		answer.at("automation", "draft", "changed") != true {
		t.Errorf("%s", answer.body)
	}
	s.confirm("rosa", hash).refused("not_found", "")
	version := s.call("audrey", "GET", "/automations/tools/versions/1", nil).expect(200)
	if version.text("source") != risky("Proposed") {
		t.Errorf("%s", version.body)
	}
	s.expectDid("root draft_saved", "root proposed", "root draft_saved", "rosa published", "rosa confirm_refused")
}

func TestAProposalIsCheckedAgainWhenItIsConfirmed(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	hash := s.propose("Tools")
	shorter := company(t).entitlements[1]
	shorter.MaxDuration = 1
	work(t, s.store.UpsertEntitlements(t.Context(), nil, []access.Entitlement{shorter}))
	if answer := s.confirm("rosa", hash).refused("invalid", "source"); answer.text("problems", 0, "code") != "CF209" {
		t.Errorf("%s", answer.body)
	}
	if answer := s.now(); answer.text("state") != "draft" || answer.text("proposal", "hash") != hash {
		t.Errorf("%s", answer.body)
	}
}

func TestANewProposalReplacesTheOpenOne(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	first := s.propose("One")
	second := s.propose("Two")
	s.confirm("rosa", first).refused("conflict", "hash")
	s.confirm("rosa", second).expect(200)
	third := s.propose("Three")
	s.published(harmless("Harmless after all"))
	s.confirm("rosa", third).refused("not_found", "")
}

func TestARejectedProposalIsNotPublished(t *testing.T) {
	s := newStudio(t, withSecondAdmin)
	reject := func(who, hash, comment string) *reply {
		return s.call(who, "POST", "/automations/tools/proposal/reject", map[string]any{"hash": hash, "comment": comment})
	}
	hash := s.propose("Tools")
	reject("rosa", hash, " ").refused("invalid", "comment")
	reject("rosa", anyHash, "no").refused("conflict", "hash")
	if answer := reject("rosa", hash, "Too wide").expect(200); answer.at("proposal") != nil || answer.at("draft") == nil {
		t.Errorf("%s", answer.body)
	}
	reject("root", s.propose("Tools again"), "I take it back").expect(200)
	s.expectDid("root draft_saved", "root proposed", "rosa reject_refused", "rosa proposal_rejected",
		"root draft_saved", "root proposed", "root proposal_rejected")
}
