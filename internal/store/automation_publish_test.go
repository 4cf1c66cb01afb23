package store

import (
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// compiled is what a source of Jira is published as.
func compiled(source string) builder.Published { return published(source, "plan of "+source) }

func doneLine(done builder.Publication) access.AuditLine {
	switch {
	case done.Proposed != "":
		return access.AuditLine{ID: "proposed " + done.Proposed, Action: "proposed"}
	case done.Made:
		return access.AuditLine{ID: "published " + string(rune('0'+done.Version)), Action: "published"}
	default:
		return access.AuditLine{ID: "brought back", Action: "brought back"}
	}
}

// publishNext saves a source over the draft of that rev and publishes it.
func publishNext(t *testing.T, s *Store, source string, rev int64) (builder.Draft, builder.Publication) {
	t.Helper()
	draft := saved(t, s, drafted(source, rev))
	done, err := s.PublishDraft(t.Context(), compiled(source), draft.Rev, doneLine)
	must(t, err)
	return draft, done
}

func TestOnlyTheDraftThatWasReadIsPublished(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft := saved(t, s, drafted("one", 0))
		for name, c := range map[string]struct {
			published builder.Published
			rev       int64
			code      access.Code
		}{
			"an earlier one":  {compiled("one"), draft.Rev - 1, access.CodeConflict},
			"a later one":     {compiled("one"), draft.Rev + 1, access.CodeConflict},
			"something else":  {compiled("other"), draft.Rev, access.CodeConflict},
			"without a plan":  {builder.Published{Name: "jira", Definition: []byte("one")}, draft.Rev, access.CodeInvalid},
			"of another name": {builder.Published{Name: "github", Definition: []byte("one"), Plan: []byte("p"), PlanHash: "h"}, draft.Rev, access.CodeNotFound},
		} {
			for act, publish := range publishers(s) {
				if _, err := publish(t.Context(), c.published, c.rev, doneLine); refused(t, err, c.code) == nil {
					t.Errorf("%s: %s", name, act)
				}
			}
		}
		there, err := s.Automation(t.Context(), "jira")
		must(t, err)
		if there.Latest.Version != 0 || there.Proposal.Hash != "" || len(recorded(t, s)) != 1 {
			t.Errorf("there is %+v, audited %v", there, recorded(t, s))
		}
	})
}

func TestADraftBecomesTheNextVersion(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft, done := publishNext(t, s, "one", 0)
		same(t, done, builder.Publication{Version: 1, Made: true})
		there, err := s.Automation(t.Context(), "jira")
		must(t, err)
		if there.Changed || there.Draft.Rev != draft.Rev || there.Draft.BasedOn != 1 || there.Latest.Version != 1 || there.Latest.Definition != nil {
			t.Errorf("got %+v", there)
		}
		again, err := s.PublishDraft(t.Context(), compiled("one"), draft.Rev, doneLine)
		must(t, err)
		same(t, again, builder.Publication{Version: 1})
		next := saved(t, s, drafted("two", draft.Rev))
		if there, err = s.Automation(t.Context(), "jira"); err != nil || !there.Changed || next.BasedOn != 1 {
			t.Errorf("got %+v, %v", there, err)
		}
		if lines := recorded(t, s); len(lines) != 3 {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestOfTwoWhoPublishAtOnceOneMakesTheVersion(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		draft := saved(t, s, drafted("one", 0))
		const admins = 8
		var group sync.WaitGroup
		made := make([]builder.Publication, admins)
		errs := make([]error, admins)
		for i := range admins {
			group.Go(func() { made[i], errs[i] = s.PublishDraft(t.Context(), compiled("one"), draft.Rev, doneLine) })
		}
		group.Wait()
		count := 0
		for i, done := range made {
			must(t, errs[i])
			if done.Made {
				count++
			}
			if done.Version != 1 {
				t.Errorf("got %+v", done)
			}
		}
		if lines := recorded(t, s); count != 1 || len(lines) != 2 {
			t.Errorf("made %d times, audited %v", count, lines)
		}
	})
}

func TestARestoredVersionSaysWhereItIsFrom(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first, _ := publishNext(t, s, "one", 0)
		second, _ := publishNext(t, s, "two", first.Rev)
		back := drafted("one", second.Rev)
		back.RestoredFrom = 1
		restored := saved(t, s, back)
		if restored.RestoredFrom != 1 || restored.BasedOn != 2 || restored.Rev <= second.Rev {
			t.Errorf("got %+v", restored)
		}
		same(t, saved(t, s, drafted("one", restored.Rev)), restored) // nothing is changed by saving it as it is
		_, err := s.PublishDraft(t.Context(), compiled("one"), restored.Rev, doneLine)
		must(t, err)
		third, err := s.Version(t.Context(), "jira", 3)
		must(t, err)
		if third.RestoredFrom != 1 || string(third.Definition) != "one" {
			t.Errorf("got %+v", third)
		}
		if edited := saved(t, s, drafted("one, edited", restored.Rev)); edited.RestoredFrom != 0 {
			t.Errorf("what was edited is from version %d", edited.RestoredFrom)
		}
	})
}

func TestTheHistoryIsNewestFirst(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		rev := int64(0)
		for _, source := range []string{"one", "two", "three"} {
			draft, _ := publishNext(t, s, source, rev)
			rev = draft.Rev
		}
		var versions []int
		page := access.Page{Limit: 2}
		for {
			list, err := s.Versions(t.Context(), "jira", page)
			must(t, err)
			for _, version := range list.Items {
				versions = append(versions, version.Version)
				if version.Plan != nil || version.Definition != nil || version.PlanHash == "" {
					t.Errorf("got %+v", version)
				}
			}
			if page.Cursor = list.Next; page.Cursor == "" {
				break
			}
		}
		same(t, versions, []int{3, 2, 1})
		_, err := s.Version(t.Context(), "jira", 4)
		_ = refused(t, err, access.CodeNotFound)
		_, err = s.Versions(t.Context(), "jira", access.Page{Cursor: "garbage"})
		_ = refused(t, err, access.CodeInvalid)
	})
}
