package store

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatWasNeverPublishedIsNotRetired(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		saved(t, s, drafted("one", 0))
		_ = refused(t, s.Retire(t.Context(), "jira", builder.Retirement{}, acted("no")), access.CodeConflict)
		_ = refused(t, s.BringBack(t.Context(), "jira", acted("no")), access.CodeConflict)
		_ = refused(t, s.Retire(t.Context(), "github", builder.Retirement{}, acted("no")), access.CodeNotFound)
		if lines := recorded(t, s); len(lines) != 1 {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestNobodyAsksByWhatIsRetired(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, _ := publishNext(t, s, "one", 0)
		_, hash := proposed(t, s, "two", draft.Rev)
		retirement := builder.Retirement{By: "ruth", Comment: "Jira is gone", At: precise(noon)}
		must(t, s.Retire(t.Context(), "jira", retirement, acted("retired")))
		must(t, s.Retire(t.Context(), "jira", builder.Retirement{By: "ada"}, acted("retired again")))
		there, err := s.Automation(t.Context(), "jira")
		must(t, err)
		same(t, there.Retired, retirement)
		if there.Proposal.Hash != "" {
			t.Error("what was proposed before would bring it back")
		}
		_, err = s.PublishProposal(t.Context(), confirmed("two", "ruth"), hash, doneLine)
		_ = refused(t, err, access.CodeNotFound)
		if list, err := s.PublishedAutomations(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("still offered: %v, %v", list, err)
		}
		if plan, err := s.PlanBytes(t.Context(), compiled("one").PlanHash); err != nil || string(plan) != "plan of one" {
			t.Errorf("what runs has lost its plan: %q, %v", plan, err)
		}
		if lines := recorded(t, s); lines[len(lines)-1] != "retired" {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestARetiredAutomationComesBack(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, _ := publishNext(t, s, "one", 0)
		for name, c := range map[string]struct {
			back    func() error
			version int
		}{
			"by hand":                     {func() error { return s.BringBack(t.Context(), "jira", acted("back")) }, 1},
			"by publishing it as it is":   {func() error { _, err := s.PublishDraft(t.Context(), compiled("one"), draft.Rev, doneLine); return err }, 1},
			"by proposing it as it is":    {func() error { _, err := s.ProposeDraft(t.Context(), compiled("one"), draft.Rev, doneLine); return err }, 1},
			"by seeding it as it is":      {func() error { _, _, err := s.Publish(t.Context(), compiled("one")); return err }, 1},
			"by nothing, as it is not so": {func() error { return s.BringBack(t.Context(), "jira", acted("back for nothing")) }, 1},
		} {
			if name != "by nothing, as it is not so" {
				must(t, s.Retire(t.Context(), "jira", builder.Retirement{By: "ruth"}, acted("retired "+name)))
			}
			must(t, c.back())
			list, err := s.PublishedAutomations(t.Context())
			must(t, err)
			if len(list) != 1 || list[0].Version != c.version {
				t.Errorf("%s: got %v", name, list)
			}
		}
		for _, action := range recorded(t, s) {
			if action == "back for nothing" {
				t.Error("what did not happen is audited")
			}
		}
	})
}

func TestEverybodyHearsWhatIsOfferedAndNotWhatIsDrafted(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, _ := publishNext(t, s, "one", 0)
		_, hash := proposed(t, s, "two", draft.Rev)
		must(t, s.RejectProposal(t.Context(), "jira", hash, acted("rejected")))
		must(t, s.Retire(t.Context(), "jira", builder.Retirement{By: "ruth"}, acted("retired")))
		must(t, s.BringBack(t.Context(), "jira", acted("back")))
		events, err := s.EventsAfter(t.Context(), 0, 100)
		must(t, err)
		var topics []string
		for _, event := range events {
			topics = append(topics, event.Topic)
			if event.Ref != "jira" {
				t.Errorf("got %+v", event)
			}
		}
		same(t, topics, []string{
			topicAutomation, topicCatalogue, // saved, published
			topicAutomation, topicAutomation, topicAutomation, // saved, proposed, rejected
			topicCatalogue, topicCatalogue, // retired, brought back
		})
	})
}
