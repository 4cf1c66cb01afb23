package store

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func published(definition, plan string) builder.Published {
	return builder.Published{
		Name: "jira", Title: "Jira", Definition: []byte(definition), Plan: []byte(plan), PlanHash: "hash of " + plan,
		PublishedBy: access.System,
	}
}

func TestWhatCannotBeRunIsNotPublished(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for name, c := range map[string]struct {
			change func(p *builder.Published)
			code   access.Code
		}{
			"no name":       {func(p *builder.Published) { p.Name = "" }, access.CodeInvalid},
			"no plan":       {func(p *builder.Published) { p.Plan = nil }, access.CodeInvalid},
			"no hash":       {func(p *builder.Published) { p.PlanHash = "" }, access.CodeInvalid},
			"no definition": {func(p *builder.Published) { p.Definition = nil }, access.CodeInvalid},
			"too large": {func(p *builder.Published) {
				p.Plan = bytes.Repeat([]byte{'x'}, builder.MaxPlanBytes+1)
			}, access.CodeTooLong},
		} {
			p := published("d", "p")
			c.change(&p)
			if _, created, err := s.Publish(t.Context(), p); created || refused(t, err, c.code) == nil {
				t.Errorf("%s: published", name)
			}
		}
		_, err := s.PlanBytes(t.Context(), "hash of p")
		_ = refused(t, err, access.CodeNotFound)
		list, err := s.PublishedAutomations(t.Context())
		must(t, err)
		if len(list) != 0 {
			t.Errorf("published: %v", list)
		}
	})
}

func TestAPublishedVersionIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		p := filled[builder.Published](t)
		p.Definition, p.Plan = []byte("\x00\xff as drawn"), []byte("{ \"a\" : 1.0 }")
		version, created, err := s.Publish(t.Context(), p)
		must(t, err)
		if version != 1 || !created {
			t.Errorf("version %d, created %v", version, created)
		}
		p.Version = 1
		list, err := s.PublishedAutomations(t.Context())
		must(t, err)
		same(t, list, []builder.Published{p})
		plan, err := s.PlanBytes(t.Context(), p.PlanHash)
		must(t, err)
		same(t, plan, p.Plan)
	})
}

func TestPublishingTheSameMakesNoVersion(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for _, step := range []struct {
			definition, plan string
			version          int
			created          bool
		}{
			{"d", "p", 1, true},
			{"d", "p", 1, false},
			{"d, moved", "p", 2, true}, // the drawing differs, the plan does not
			{"d, moved", "p2", 3, true},
			{"d", "p", 4, true}, // back to the first one is a version of its own
		} {
			version, created, err := s.Publish(t.Context(), published(step.definition, step.plan))
			must(t, err)
			if version != step.version || created != step.created {
				t.Errorf("%+v: got version %d, created %v", step, version, created)
			}
		}
	})
}

func TestPublishersAtOnceGetVersionsWithoutGaps(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		const publishers = 8
		var group sync.WaitGroup
		versions := make([]int, publishers)
		for i := range publishers {
			group.Go(func() {
				version, _, err := s.Publish(t.Context(), published(strings.Repeat("d", i+1), strings.Repeat("p", i+1)))
				if err != nil {
					t.Error(err)
				}
				versions[i] = version
			})
		}
		group.Wait()
		if got := sortedSet(versions); len(got) != publishers || got[0] != 1 || got[publishers-1] != publishers {
			t.Errorf("versions %v", got)
		}
	})
}

func TestTheDatabaseRefusesToChangeAPublishedVersion(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, _, err := s.Publish(t.Context(), published("d", "p"))
		must(t, err)
		for _, statement := range []string{
			"UPDATE automation_versions SET plan_hash = 'other'",
			"DELETE FROM automation_versions",
		} {
			_, err := s.writes.ExecContext(t.Context(), statement)
			if err == nil || !strings.Contains(err.Error(), "a published version never changes") {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
}

func TestWhatWasPublishedBeforeThereWereDraftsStays(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		s := opened(t, config)
		provider, err := s.migrator()
		must(t, err)
		_, err = provider.UpTo(t.Context(), 1)
		must(t, err)
		for _, statement := range []string{
			"INSERT INTO automations (name, latest) VALUES ('jira', 1)",
			"INSERT INTO automation_versions (name, version, title, definition, plan, plan_hash, published_by, published_at) " +
				"VALUES ('jira', 1, 'Jira', 'd', 'p', 'h', 'curfew', '2026-03-29T12:00:00.000000Z')",
		} {
			_, err := s.writes.ExecContext(t.Context(), strings.ReplaceAll(statement, "'d', 'p'", map[Driver]string{
				SQLite: "x'64', x'70'", Postgres: "'d', 'p'",
			}[config.Driver]))
			must(t, err)
		}
		must(t, s.Migrate(t.Context()))
		list, err := s.PublishedAutomations(t.Context())
		must(t, err)
		if len(list) != 1 || string(list[0].Definition) != "d" || list[0].Comment != "" || list[0].RestoredFrom != 0 {
			t.Errorf("got %+v", list)
		}
	})
}
