package store

import (
	"context"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

type publisher = func(context.Context, builder.Published, int64, func(builder.Publication) access.AuditLine) (builder.Publication, error)

func publishers(s *Store) map[string]publisher {
	return map[string]publisher{"published": s.PublishDraft, "proposed": s.ProposeDraft}
}

// proposed saves a source and proposes it for Mara.
func proposed(t *testing.T, s *Store, source string, rev int64) (builder.Draft, string) {
	t.Helper()
	draft := saved(t, s, drafted(source, rev))
	publication := compiled(source)
	publication.PublishedBy, publication.Comment = "mara", "because of "+source
	done, err := s.ProposeDraft(t.Context(), publication, draft.Rev, doneLine)
	must(t, err)
	if done.Made || done.Proposed != builder.Hash([]byte(source)) {
		t.Errorf("got %+v", done)
	}
	return draft, done.Proposed
}

// confirmed is what a second admin would publish.
func confirmed(source, by string) builder.Published {
	publication := compiled(source)
	publication.ConfirmedBy = by
	return publication
}

func TestAProposalIsPublishedByNobodyElseThanASecondAdmin(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, hash := proposed(t, s, "one", 0)
		for name, c := range map[string]struct {
			published builder.Published
			hash      string
			code      access.Code
		}{
			"who proposed it":  {confirmed("one", "mara"), hash, access.CodeOwnRequest},
			"of another hash":  {confirmed("one", "ruth"), builder.Hash([]byte("two")), access.CodeConflict},
			"with other bytes": {confirmed("two", "ruth"), hash, access.CodeConflict},
			"without a plan":   {builder.Published{Name: "jira", Definition: []byte("one"), ConfirmedBy: "ruth"}, hash, access.CodeInvalid},
		} {
			if _, err := s.PublishProposal(t.Context(), c.published, c.hash, doneLine); refused(t, err, c.code) == nil {
				t.Errorf("%s: published", name)
			}
		}
		if list, err := s.PublishedAutomations(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("published: %v, %v", list, err)
		}
	})
}

func TestExactlyWhatWasProposedIsPublished(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, hash := proposed(t, s, "one", 0)
		saved(t, s, drafted("one, edited since", draft.Rev))
		was, err := s.Proposal(t.Context(), "jira")
		must(t, err)
		if string(was.Source) != "one" || was.ProposedBy != "mara" || was.Comment != "because of one" {
			t.Errorf("got %+v", was)
		}
		done, err := s.PublishProposal(t.Context(), confirmed("one", "ruth"), hash, doneLine)
		must(t, err)
		same(t, done, builder.Publication{Version: 1, Made: true})
		version, err := s.Version(t.Context(), "jira", 1)
		must(t, err)
		if string(version.Definition) != "one" || version.PublishedBy != "mara" || version.ConfirmedBy != "ruth" || version.Comment != was.Comment {
			t.Errorf("got %+v", version)
		}
		_, err = s.PublishProposal(t.Context(), confirmed("one", "ruth"), hash, doneLine)
		_ = refused(t, err, access.CodeNotFound)
		there, err := s.Automation(t.Context(), "jira")
		must(t, err)
		if !there.Changed || there.Draft.BasedOn != 0 || there.Proposal.Hash != "" {
			t.Errorf("got %+v", there)
		}
		same(t, recorded(t, s), []string{"automation.draft_saved", "proposed", "automation.draft_saved", "published"})
	})
}

func TestANewPublicationReplacesTheProposal(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, first := proposed(t, s, "one", 0)
		draft, second := proposed(t, s, "two", draft.Rev)
		_, err := s.PublishProposal(t.Context(), confirmed("one", "ruth"), first, doneLine)
		_ = refused(t, err, access.CodeConflict)
		_, done := publishNext(t, s, "three", draft.Rev)
		if done.Closed != second {
			t.Errorf("got %+v", done)
		}
		_, err = s.Proposal(t.Context(), "jira")
		_ = refused(t, err, access.CodeNotFound)
	})
}

func TestARejectedProposalIsGone(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, hash := proposed(t, s, "one", 0)
		_ = refused(t, s.RejectProposal(t.Context(), "jira", "other", acted("no")), access.CodeConflict)
		_ = refused(t, s.RejectProposal(t.Context(), "github", hash, acted("no")), access.CodeNotFound)
		must(t, s.RejectProposal(t.Context(), "jira", hash, acted("rejected")))
		_ = refused(t, s.RejectProposal(t.Context(), "jira", hash, acted("no")), access.CodeNotFound)
		if draft, err := s.Draft(t.Context(), "jira"); err != nil || string(draft.Source) != "one" {
			t.Errorf("the draft is %+v, %v", draft, err)
		}
		if lines := recorded(t, s); lines[len(lines)-1] != "rejected" {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestWhatIsPublishedAlreadyIsNotProposed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, _ := publishNext(t, s, "one", 0)
		done, err := s.ProposeDraft(t.Context(), compiled("one"), draft.Rev, doneLine)
		must(t, err)
		same(t, done, builder.Publication{Version: 1})
	})
}

func TestAProposalGoesWithADraftThatNeverHadAVersion(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, _ := proposed(t, s, "one", 0)
		must(t, s.DiscardDraft(t.Context(), "jira", draft.Rev, acted("discarded")))
		_, err := s.Proposal(t.Context(), "jira")
		_ = refused(t, err, access.CodeNotFound)
	})
}
