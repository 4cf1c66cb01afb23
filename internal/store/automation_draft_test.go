package store

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// drafted is a draft of Jira, read at that rev.
func drafted(source string, rev int64) builder.Draft {
	return builder.Draft{Name: "jira", Title: "Jira", Source: []byte(source), Rev: rev, UpdatedBy: "mara"}
}

func savedLine(draft builder.Draft) access.AuditLine {
	return access.AuditLine{ID: fmt.Sprintf("saved %s %d", draft.Name, draft.Rev), Action: "automation.draft_saved"}
}

// acted is an audit line of its own.
func acted(id string) access.AuditLine { return access.AuditLine{ID: id, Action: id} }

func saved(t *testing.T, s *Store, draft builder.Draft) builder.Draft {
	t.Helper()
	draft, err := s.SaveDraft(t.Context(), draft, savedLine)
	must(t, err)
	return draft
}

// recorded lists the actions of the audit log.
func recorded(t *testing.T, s *Store) []string {
	t.Helper()
	lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{Limit: maxLimit})
	must(t, err)
	var actions []string
	for _, line := range lines.Items {
		actions = append(actions, line.Action)
	}
	return actions
}

func TestADraftThatCannotBeKeptIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for name, c := range map[string]struct {
			draft builder.Draft
			code  access.Code
		}{
			"no name":             {builder.Draft{Source: []byte("x")}, access.CodeInvalid},
			"too large":           {drafted(strings.Repeat("x", builder.MaxDefinitionBytes+1), 0), access.CodeTooLong},
			"a rev that is not":   {drafted("x", 1), access.CodeConflict},
			"a rev to come":       {drafted("x", 99), access.CodeConflict},
			"a rev below nothing": {drafted("x", -1), access.CodeConflict},
		} {
			if _, err := s.SaveDraft(t.Context(), c.draft, savedLine); refused(t, err, c.code) == nil {
				t.Errorf("%s: saved", name)
			}
		}
		list, err := s.Automations(t.Context())
		must(t, err)
		if len(list) != 0 || len(recorded(t, s)) != 0 {
			t.Errorf("there is %v, audited %v", list, recorded(t, s))
		}
	})
}

func TestADraftIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for _, source := range []string{"", "\xff\x00 not text\r\n", "version: 1\n"} {
			draft := filled[builder.Draft](t)
			draft.Name, draft.Source, draft.Rev, draft.BasedOn = "n"+fmt.Sprint(len(source)), []byte(source), 0, 0
			was := saved(t, s, draft)
			draft.Rev = 1
			same(t, was, draft)
			got, err := s.Draft(t.Context(), draft.Name)
			must(t, err)
			if string(got.Source) != source {
				t.Errorf("read back %q", got.Source)
			}
			got.Source = draft.Source
			same(t, got, draft)
		}
		_, err := s.Draft(t.Context(), "nobody-wrote-this")
		_ = refused(t, err, access.CodeNotFound)
	})
}

func TestWhoSavesOverSomebodyElseIsTold(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "mara", Login: "mara", Name: "Mara Lindgren"}}))
		first := saved(t, s, drafted("one", 0))
		second := saved(t, s, drafted("two", first.Rev))
		if second.Rev <= first.Rev {
			t.Errorf("the rev went from %d to %d", first.Rev, second.Rev)
		}
		late := drafted("three", first.Rev)
		late.UpdatedBy = "ada"
		_, err := s.SaveDraft(t.Context(), late, savedLine)
		if sentence := refused(t, err, access.CodeConflict).Message; !strings.Contains(sentence, "Mara Lindgren") ||
			!strings.Contains(sentence, second.UpdatedAt.Format("15:04:05")) {
			t.Errorf("does not say who and when: %s", sentence)
		}
		got, err := s.Draft(t.Context(), "jira")
		must(t, err)
		same(t, got, second)
		same(t, saved(t, s, drafted("two", first.Rev)), second) // the answer was lost, so it is sent again
		if lines := recorded(t, s); len(lines) != 2 {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestOfTwoWhoSaveAtOnceOneWins(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		read := saved(t, s, drafted("read by all", 0)).Rev
		const writers = 8
		var group sync.WaitGroup
		errs := make([]error, writers)
		for i := range writers {
			group.Go(func() {
				_, errs[i] = s.SaveDraft(t.Context(), drafted(strings.Repeat("x", i+1), read), savedLine)
			})
		}
		group.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				_ = refused(t, err, access.CodeConflict)
			}
		}
		if won != 1 || len(recorded(t, s)) != 2 {
			t.Errorf("%d of %d saved, audited %v", won, writers, recorded(t, s))
		}
	})
}

func TestARevIsNeverUsedTwice(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first := saved(t, s, drafted("one", 0))
		_ = refused(t, s.DiscardDraft(t.Context(), "jira", first.Rev+1, acted("no")), access.CodeConflict)
		_ = refused(t, s.DiscardDraft(t.Context(), "unknown", 1, acted("no")), access.CodeNotFound)
		must(t, s.DiscardDraft(t.Context(), "jira", first.Rev, acted("discarded")))
		_ = refused(t, s.DiscardDraft(t.Context(), "jira", first.Rev, acted("no")), access.CodeConflict)
		_, err := s.Automation(t.Context(), "jira")
		_ = refused(t, err, access.CodeNotFound)
		if again := saved(t, s, drafted("other", 0)); again.Rev <= first.Rev {
			t.Errorf("rev %d was the first draft's, and the next one has %d", first.Rev, again.Rev)
		}
		_, err = s.SaveDraft(t.Context(), drafted("three", first.Rev), savedLine)
		_ = refused(t, err, access.CodeConflict)
		if lines := recorded(t, s); len(lines) != 3 || lines[1] != "discarded" {
			t.Errorf("audited %v", lines)
		}
	})
}

func TestADraftIsHeardOfByStaffOnly(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		saved(t, s, drafted("one", 0))
		events, err := s.EventsAfter(t.Context(), 0, 10)
		must(t, err)
		if len(events) != 1 || events[0].Topic != topicAutomation || events[0].Ref != "jira" || len(events[0].Audience) != 0 {
			t.Errorf("got %+v", events)
		}
	})
}
