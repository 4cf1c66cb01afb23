package api

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func mustJSON(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	work(t, err)
	return text
}

func TestWhatIsNotSafeIsNotPublished(t *testing.T) {
	s := newStudio(t)
	s.publish("root", 1).refused("not_found", "")
	rev := s.saved(unsafe())
	answer := s.publish("root", rev).expect(400).refused("invalid", "source")
	found := false
	for i := range answer.count("problems") {
		found = found || answer.text("problems", i, "code") == "CF401" && answer.text("problems", i, "severity") == "error" && answer.count("problems", i, "path") == 2
	}
	if !found {
		t.Errorf("the refusal does not say why: %s", answer.body)
	}
	rev = s.saved(strings.ReplaceAll(harmless("Tools"), "jira/user", "jira/nothing"))
	s.publish("root", rev).refused("invalid", "source")
	s.publish("root", rev.(float64)-1).refused("conflict", "rev") // whatever is wrong with it
	rev = s.saved(drawn("other", "Tools", "jira/user"))
	s.publish("root", rev).refused("invalid", "source")
	s.call("root", "POST", "/automations/tools/publish", map[string]any{"rev": rev, "comment": " \n"}).refused("invalid", "comment")
	s.call("root", "POST", "/automations/tools/publish", map[string]any{"rev": 0, "comment": "c"}).refused("invalid", "rev")
	if answer := s.now().expect(200); answer.text("state") != "draft" {
		t.Errorf("%s", answer.body)
	}
	s.expectDid("root publish_refused", "root draft_saved", "root publish_refused", "root draft_saved", "root publish_refused",
		"root publish_refused", "root draft_saved", "root publish_refused")
}

func TestPublishingMakesAVersionThatIsOffered(t *testing.T) {
	s := newStudio(t)
	rev := s.saved(harmless("Tools"))
	answer := s.publish("root", rev).expect(200)
	if answer.text("outcome") != "published" || answer.at("automation", "latest", "version") != 1.0 || answer.at("automation", "draft", "changed") != false {
		t.Errorf("%s", answer.body)
	}
	if answer := s.publish("rosa", rev).expect(200); answer.text("outcome") != "unchanged" || answer.at("automation", "latest", "version") != 1.0 {
		t.Errorf("%s", answer.body)
	}
	version := s.call("audrey", "GET", "/automations/tools/versions/1", nil).expect(200)
	if version.text("source") != harmless("Tools") || version.text("definition", "title") != "Tools" ||
		version.text("version", "comment") != "Because of it" || version.text("version", "published_by", "name") != "Ruth Root" {
		t.Errorf("%s", version.body)
	}
	if offers := s.call("ada", "GET", "/offers", nil).expect(200); offers.text("items", 0, "id") != "tools:jira/user" {
		t.Errorf("%s", offers.body)
	}
	s.expectDid("root draft_saved", "root published")
}

func TestTheHistoryShowsEveryVersion(t *testing.T) {
	s := newStudio(t)
	s.call("audrey", "GET", "/automations/tools/versions", nil).expect(404)
	s.published(harmless("One"))
	s.published(harmless("Two"))
	s.saved(harmless("Not published"))
	answer := s.call("audrey", "GET", "/automations/tools/versions?limit=1", nil).expect(200)
	if answer.count("items") != 1 || answer.text("items", 0, "title") != "Two" || len(answer.text("items", 0, "plan_hash")) != 64 {
		t.Errorf("%s", answer.body)
	}
	answer = s.call("audrey", "GET", "/automations/tools/versions?cursor="+answer.text("next"), nil).expect(200)
	if answer.count("items") != 1 || answer.text("items", 0, "title") != "One" {
		t.Errorf("%s", answer.body)
	}
	s.call("audrey", "GET", "/automations/tools/versions/3", nil).expect(404)
	s.call("audrey", "GET", "/automations/tools/versions/0", nil).refused("invalid", "version")
	s.call("audrey", "GET", "/automations/tools/versions/latest", nil).refused("invalid", "version")
}

func TestOfTwoPublishersAtOnceOneMakesTheVersion(t *testing.T) {
	s := newStudio(t)
	rev := s.saved(harmless("Tools"))
	s.as("rosa")
	var group sync.WaitGroup
	outcomes := make([]string, 2)
	for i, who := range []string{"root", "rosa"} {
		group.Go(func() { outcomes[i] = s.publish(who, rev).expect(200).text("outcome") })
	}
	group.Wait()
	if got := strings.Join(outcomes, " "); got != "published unchanged" && got != "unchanged published" {
		t.Errorf("got %s", got)
	}
	if answer := s.call("audrey", "GET", "/automations/tools/versions", nil); answer.count("items") != 1 {
		t.Errorf("%s", answer.body)
	}
}

func TestARestoredVersionIsTheDraftUntilItIsPublished(t *testing.T) {
	s := newStudio(t)
	s.published(harmless("One"))
	rev := s.published(harmless("Two"))
	restore := func(version, rev any) *reply {
		return s.call("root", "POST", "/automations/tools/restore", map[string]any{"version": version, "rev": rev, "comment": "Two was wrong"})
	}
	restore(3, rev).refused("not_found", "")
	restore(1, 1).refused("conflict", "rev")
	answer := restore(1, rev).expect(200)
	if answer.text("source") != harmless("One") || answer.at("restored_from") != 1.0 || answer.at("rev").(float64) <= rev.(float64) || answer.at("changed") != true {
		t.Errorf("%s", answer.body)
	}
	if now := s.now(); now.text("title") != "Two" {
		t.Errorf("restoring alone published: %s", now.body)
	}
	if published := s.publish("root", answer.at("rev")).expect(200); published.at("automation", "latest", "version") != 3.0 ||
		published.at("automation", "latest", "restored_from") != 1.0 || published.text("automation", "title") != "One" {
		t.Errorf("%s", published.body)
	}
	did := s.did()
	if got := strings.Join(did[len(did)-3:], ", "); got != "root restore_refused, root draft_restored, root published" {
		t.Errorf("audited %q", did)
	}
}

func TestARunningRequestStaysOnItsVersion(t *testing.T) {
	s := newStudio(t)
	s.published(harmless("One"))
	ask := map[string]any{"id": strangeID, "automation": "tools", "entitlement": "jira/user", "duration_seconds": 60}
	s.call("ada", "POST", "/requests", ask).expect(201)
	before, err := s.store.Request(t.Context(), strangeID)
	work(t, err)
	s.published(harmless("Two"))
	s.call("root", "POST", "/automations/tools/retire", map[string]any{"comment": "No more"}).expect(200)
	after, err := s.store.Request(t.Context(), strangeID)
	work(t, err)
	plan, err := s.store.PlanBytes(t.Context(), after.PlanHash)
	work(t, err)
	if after.AutomationVersion != 1 || after.PlanHash != before.PlanHash || builder.Hash(plan) != before.PlanHash {
		t.Errorf("it was on version %d with the plan %s and is %+v", before.AutomationVersion, before.PlanHash, after)
	}
	if _, err := s.store.ClaimRequest(t.Context(), strangeID, before.PlanHash, "chain"); err != nil {
		t.Errorf("it cannot be run any more: %v", err)
	}
}

func TestWhatIsPublishedIsAuditedWithItsHashes(t *testing.T) {
	s := newStudio(t)
	s.published(harmless("Tools"))
	lines, err := s.store.Audit(t.Context(), access.AuditFilter{}, access.Page{Limit: 200})
	work(t, err)
	last := lines.Items[len(lines.Items)-1]
	version, err := s.store.Version(t.Context(), "tools", 1)
	work(t, err)
	if last.Object != "automation/tools" || last.Data["plan_hash"] != version.PlanHash || last.Data["version"] != 1.0 ||
		last.Data["hash"] != builder.Hash([]byte(harmless("Tools"))) || last.Data["comment"] != "Because of it" {
		t.Errorf("got %+v", last)
	}
}
