package store

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestOpenRequestsAboutAMatterHaveItAsAnAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ask := func(id string, state access.RequestState, answers map[string]any) {
			submit(t, s, access.Request{ID: id, RequesterID: "ada", SubjectID: "ada", Automation: "db", State: state, Answers: answers, CreatedAt: noon})
		}
		ask("b", access.RequestOpen, map[string]any{"ticket": "CHG-1", "seats": 3.0})
		ask("a", access.RequestScheduled, map[string]any{"note": "x", "other": "CHG-1"})
		ask("over", access.RequestCompleted, map[string]any{"ticket": "CHG-1"})
		ask("longer", access.RequestOpen, map[string]any{"ticket": "CHG-10"})
		ask("its name", access.RequestOpen, map[string]any{"CHG-1": true})
		ask("nothing", access.RequestOpen, nil)
		for matter, want := range map[string][]string{"CHG-1": {"a", "b"}, "chg-1": nil, "": nil, "%": nil} {
			got, err := s.OpenRequestsAbout(t.Context(), matter)
			must(t, err)
			if len(got) != len(want) || len(want) == 2 && (got[0] != "a" || got[1] != "b") {
				t.Errorf("%q: %v", matter, got)
			}
		}
	})
}

func TestALineThatWasWrittenIsKnownByItsID(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.AppendAudit(t.Context(), access.AuditLine{ID: "event/x/1", Actor: access.System, Action: "event.received", Object: "source/x"}))
		for id, want := range map[string]bool{"event/x/1": true, "event/x/2": false} {
			if got, err := s.Audited(t.Context(), id); err != nil || got != want {
				t.Errorf("%s: %v, %v", id, got, err)
			}
		}
	})
}
